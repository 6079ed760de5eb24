import { Router, type Request, type Response } from 'express';
import { findReport, type Report } from '../../db/reports.ts';
import { listReports } from '../../db/queries/reports.ts';
import {
  Invalid,
  NotFound,
  NotPermitted,
  NotPossible,
  OutOfDate,
  type FieldProblem,
} from '../../domain/errors.ts';
import { mayUseDesk } from '../../domain/permissions.ts';
import {
  maySeeReport,
  REMOVAL_GROUNDS,
  REPORT_LIMITS,
  REPORT_OUTCOMES,
  REPORT_STATES,
} from '../../domain/reports.ts';
import { cleanText, saysSomething } from '../../domain/text.ts';
import { formatMoment } from '../../locales/formats.ts';
import { decideReport } from '../../workflow/decide-report.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { nameOf } from './article-page.ts';
import { presentReport, presentReportRows } from './report-page.ts';

const PAGE_SIZE = 40;

/** Reports of content: the list, and one of them with what it is about and the buttons to answer it. */
export function reportDeskRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.reports, (req, res) => showReports(parts, req, res));
  router.get(ROUTES.reportDesk, async (req, res) => {
    await showReport(parts, req, res, await load(parts, req), {}, 200);
  });
  router.post(ROUTES.reportDesk, (req, res) => answer(parts, req, res));
  return router;
}

async function showReports(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  if (!mayUseDesk(account)) throw new NotPermitted('reports');
  const context = contextOf(res);
  const { words, paths, now } = context;
  const state = REPORT_STATES.find((known) => known === oneValue(req.query, 'stand')) ?? 'open';
  const page = Math.max(1, Math.min(500, Math.trunc(Number(oneValue(req.query, 'seite'))) || 1));
  const offset = (page - 1) * PAGE_SIZE;
  const rows = await listReports(parts.db.read, account, state, now, PAGE_SIZE + 1, offset);
  const query = (wanted: string, number: number) =>
    paths.reports({
      stand: wanted === 'open' ? undefined : wanted,
      seite: number === 1 ? undefined : String(number),
    });
  sendPage(res, 'desk/reports', {
    ...deskFrame(context, account, 'queue'),
    title: words.t('reportDesk.title'),
    state,
    states: REPORT_STATES.map((name) => ({
      url: query(name, 1),
      label: words.t(`reportDesk.state.${name}`),
      current: name === state,
    })),
    rows: presentReportRows(context, parts.zone, rows.slice(0, PAGE_SIZE)),
    previousUrl: page > 1 ? query(state, page - 1) : '',
    nextUrl: rows.length > PAGE_SIZE ? query(state, page + 1) : '',
  });
}

/** What is not there and what one may not see look alike from outside. */
async function load(parts: WebParts, req: Request): Promise<Report> {
  const account = accountOf(req);
  const report = await findReport(parts.db.read, String(req.params['reference']).toUpperCase());
  if (report === undefined || !maySeeReport(account, report, parts.now())) {
    throw new NotFound('report');
  }
  return report;
}

interface Refusal {
  readonly problems?: readonly FieldProblem[];
  readonly typed?: { answer: string; ground: string; outcome: string };
  readonly conflict?: { title: string; text: string };
}

async function showReport(
  parts: WebParts,
  req: Request,
  res: Response,
  report: Report,
  refusal: Refusal,
  status: number,
): Promise<void> {
  const context = contextOf(res);
  const { words } = context;
  sendPage(
    res,
    'desk/report',
    {
      ...deskFrame(context, accountOf(req), 'queue'),
      title: words.t('reportDesk.one', { reference: report.reference }),
      ...(await presentReport(context, parts, report)),
      conflict: refusal.conflict,
      typed: refusal.typed ?? { answer: '', ground: '', outcome: '' },
      problemOf: (field: string) => {
        const problem = refusal.problems?.find((one) => one.field === field);
        return problem === undefined ? '' : words.t(`problem.${problem.message}`, problem.values);
      },
      done: oneValue(req.query, 'getan') !== '',
    },
    status,
  );
}

async function answer(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const { words, paths } = contextOf(res);
  const typed = {
    answer: oneValue(req.body, 'answer'),
    ground: oneValue(req.body, 'ground'),
    outcome: oneValue(req.body, 'outcome'),
  };
  const reference = String(req.params['reference']).toUpperCase();
  const before = await findReport(parts.db.read, reference);
  // A colleague's answer takes it off the portal's desk; whoever was too late is told by whom.
  if (before === undefined || !maySeeReport(account, { ...before, state: 'open' }, parts.now())) {
    throw new NotFound('report');
  }
  try {
    await decideReport(parts, account, { ...readAnswer(req, typed), reference });
    res.redirect(303, paths.reportDesk(reference, { getan: '1' }));
  } catch (error) {
    const fresh = (await findReport(parts.db.read, reference)) ?? before;
    if (error instanceof Invalid) {
      await showReport(parts, req, res, fresh, { problems: error.problems, typed }, 422);
      return;
    }
    if (!(error instanceof OutOfDate) && !(error instanceof NotPossible)) throw error;
    const conflict = {
      title: words.t('conflict.outOfDate.title'),
      text: await sayConflict(parts, res, fresh, error),
    };
    await showReport(parts, req, res, fresh, { conflict, typed }, 409);
  }
}

async function sayConflict(
  parts: WebParts,
  res: Response,
  report: Report,
  error: OutOfDate | NotPossible,
): Promise<string> {
  const { words } = contextOf(res);
  if (error instanceof NotPossible) return words.t('reportDesk.conflict.notPossible');
  if (report.decidedBy === null || report.decidedAt === null || report.outcome === null) {
    return words.t('reportDesk.conflict.content');
  }
  return words.t('reportDesk.conflict.decided', {
    name: await nameOf(parts, report.decidedBy),
    moment: formatMoment(words, parts.zone, report.decidedAt),
    outcome: words.t(`reportDesk.outcome.${report.outcome}`),
  });
}

function readAnswer(req: Request, typed: { answer: string; ground: string; outcome: string }) {
  const problems: FieldProblem[] = [];
  const outcome = REPORT_OUTCOMES.find((known) => known === typed.outcome);
  const ground = REMOVAL_GROUNDS.find((known) => known === typed.ground);
  const said = cleanText(typed.answer);
  const over = said.length - REPORT_LIMITS.answer;
  if (outcome === undefined) problems.push({ field: 'outcome', message: 'eventUnknown' });
  if (outcome === 'removed' && ground === undefined) {
    problems.push({ field: 'ground', message: 'reasonMissing' });
  }
  if (!saysSomething(said)) problems.push({ field: 'answer', message: 'decisionMessageMissing' });
  if (over > 0) {
    problems.push({
      field: 'answer',
      message: 'tooLongBy',
      values: { max: REPORT_LIMITS.answer, over },
    });
  }
  if (problems.length > 0 || outcome === undefined) throw new Invalid(problems);
  const subject = oneValue(req.body, 'subjectVersion');
  return {
    version: Number(oneValue(req.body, 'version')),
    subjectVersion: subject === '' ? undefined : Number(subject),
    outcome,
    answer: said,
    ground: ground ?? 'terms',
  };
}
