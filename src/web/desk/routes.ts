import { Router, type Request, type Response } from 'express';
import { countQueue, listQueue, QUEUE_VIEWS } from '../../db/queries/queue.ts';
import { findByReference, listHistorySince, type Submission } from '../../db/submissions.ts';
import { Invalid, NotFound, NotPermitted, NotPossible, OutOfDate } from '../../domain/errors.ts';
import { EDITOR_EVENTS, mayUseDesk, maySee } from '../../domain/permissions.ts';
import { isReference } from '../../domain/reference.ts';
import { KINDS } from '../../domain/submission-types.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { sendMessage } from '../../workflow/send-message.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentHistory } from '../present-history.ts';
import { sendPage } from '../render.ts';
import { readCommand } from './forms.ts';
import { showLandingDesk } from './landing-routes.ts';
import { deskFrame } from '../desk-frame.ts';
import { presentQueueRow, presentSubmission } from './pages.ts';

const PAGE_SIZE = 40;

/** The queue and one submission: where coordinators decide. */
export function deskRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.queue, (req, res) => showQueue(parts, req, res));
  router.get(ROUTES.submission, async (req, res) => {
    await showSubmission(parts, req, res, await load(parts, req), 200);
  });
  router.post(ROUTES.decisions, (req, res) => takeDecision(parts, req, res));
  router.post(ROUTES.deskMessage, async (req, res) => {
    const submission = await load(parts, req);
    try {
      await sendMessage(parts, submission.id, accountOf(req), oneValue(req.body, 'message'));
      res.redirect(303, `${contextOf(res).paths.submission(submission.reference)}#verlauf`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showSubmission(parts, req, res, submission, 422, { problems: error.problems });
    }
  });
  return router;
}

/** What is not there and what one may not see look alike from outside. */
async function load(parts: WebParts, req: Request): Promise<Submission> {
  const account = accountOf(req);
  const reference = String(req.params['reference']).toUpperCase();
  const submission = isReference(reference)
    ? await findByReference(parts.db.read, reference)
    : undefined;
  if (submission === undefined || !maySee(account, submission)) throw new NotFound(reference);
  return submission;
}

async function showQueue(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const context = contextOf(res);
  const { words, paths, city, now } = context;
  if (!mayUseDesk(account)) {
    if (!account.isEditor && !account.isAdministrator) throw new NotPermitted('queue');
    res.redirect(303, account.isEditor ? paths.landingDesk() : paths.admin());
    return;
  }
  const view = QUEUE_VIEWS.find((known) => known === oneValue(req.query, 'ansicht')) ?? 'open';
  const kind = KINDS.find((known) => known === oneValue(req.query, 'art'));
  const wanted = city.bySlug.get(oneValue(req.query, 'sozialraum'));
  const district = wanted && account.districtIds.includes(wanted.id) ? wanted : undefined;
  const pageNumber = Math.max(1, Math.min(500, Number(oneValue(req.query, 'seite')) || 1));
  const offset = (pageNumber - 1) * PAGE_SIZE;
  const filter = { view, kind, districtId: district?.id };
  const rows = await listQueue(parts.db.read, account, filter, now, PAGE_SIZE + 1, offset);
  const counts = await countQueue(parts.db.read, account, now);
  const query = (changes: Record<string, string | undefined>) =>
    paths.queue({
      ansicht: view === 'open' ? undefined : view,
      art: kind,
      sozialraum: district?.slug,
      ...changes,
    });
  sendPage(res, 'desk/queue', {
    ...deskFrame(context, account, 'queue'),
    title: words.t(`queue.${view}.title`, { count: counts[view] }),
    view,
    counts,
    views: QUEUE_VIEWS.map((name) => ({
      name,
      url: query({ ansicht: name === 'open' ? undefined : name }),
      label: words.t(`queue.${name}.label`),
      count: counts[name] > 1000 ? '1000+' : String(counts[name]),
      current: name === view,
    })),
    kinds: [undefined, ...KINDS].map((name) => ({
      url: query({ art: name }),
      label: words.t(name === undefined ? 'queue.allKinds' : `kind.${name}.many`),
      current: name === kind,
    })),
    districts:
      account.districtIds.length < 2
        ? []
        : [undefined, ...account.districtIds.map((id) => city.byId.get(id))].map((row) => ({
            url: query({ sozialraum: row?.slug }),
            label: row?.shortName ?? words.t('queue.allDistricts'),
            current: row?.id === district?.id,
          })),
    rows: rows.slice(0, PAGE_SIZE).map((row) => presentQueueRow(context, parts, account, row)),
    previousUrl: pageNumber > 1 ? query({ seite: String(pageNumber - 1) }) : '',
    nextUrl: rows.length > PAGE_SIZE ? query({ seite: String(pageNumber + 1) }) : '',
    script: ['desk.js'],
  });
}

interface Refusal {
  readonly problems?: Invalid['problems'];
  readonly event?: string;
  readonly typed?: Record<string, string>;
  /** Why it was refused as a whole, with what happened since. */
  readonly conflict?: { title: string; text: string; since: ReturnType<typeof presentHistory> };
}

async function showSubmission(
  parts: WebParts,
  req: Request,
  res: Response,
  submission: Submission,
  status: number,
  refusal: Refusal = {},
): Promise<void> {
  const account = accountOf(req);
  const context = contextOf(res);
  sendPage(
    res,
    'desk/submission',
    {
      ...deskFrame(context, account, 'queue'),
      title: `${submission.reference} ${submission.title}`,
      ...(await presentSubmission(
        context,
        parts,
        account,
        submission,
        oneValue(req.query, 'fassung'),
      )),
      done: oneValue(req.query, 'getan'),
      refusal: {
        conflict: refusal.conflict,
        event: refusal.event ?? '',
        typed: refusal.typed ?? {},
        problems: (refusal.problems ?? []).map((problem) => ({
          field: problem.field,
          text: context.words.t(`problem.${problem.message}`, problem.values),
        })),
      },
      script: ['desk.js'],
    },
    status,
  );
}

async function takeDecision(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const event = oneValue(req.body, 'event');
  if (account.isEditor && EDITOR_EVENTS.some((known) => known === event)) {
    await takeEditorial(parts, req, res, event);
    return;
  }
  const submission = await load(parts, req);
  const context = contextOf(res);
  const { words, paths } = context;
  const version = Number(oneValue(req.body, 'version'));
  const typed = {
    message: oneValue(req.body, 'message'),
    reason: oneValue(req.body, 'reason'),
    district: oneValue(req.body, 'district'),
    at: oneValue(req.body, 'at'),
  };
  try {
    if (!Number.isInteger(version) || version < 1) {
      throw new Invalid([{ field: 'version', message: 'versionMissing' }]);
    }
    const command = readCommand(event, typed, context, parts);
    await advanceSubmission(parts, {
      submissionId: submission.id,
      version,
      command,
      by: account,
    });
    const target = oneValue(req.body, 'zurueck') === 'liste' || command.type === 'handOver';
    res.redirect(
      303,
      target ? paths.queue() : paths.submission(submission.reference, { getan: event }),
    );
  } catch (error) {
    if (error instanceof Invalid) {
      const problems = error.problems;
      await showSubmission(parts, req, res, submission, 422, { problems, event, typed });
    } else if (error instanceof OutOfDate || error instanceof NotPossible) {
      const fresh = await load(parts, req);
      const since = await listHistorySince(
        parts.db.read,
        fresh.id,
        error instanceof OutOfDate ? version : fresh.version - 1,
      );
      const name = error instanceof OutOfDate ? 'outOfDate' : 'notPossible';
      await showSubmission(parts, req, res, fresh, 409, {
        event,
        typed,
        conflict: {
          title: words.t(`conflict.${name}.title`),
          text: words.t(`conflict.${name}.text`),
          since: presentHistory(since, context, parts.zone, 'office'),
        },
      });
    } else throw error;
  }
}

/** The editor's buttons: about items of any district, as far as they are live. */
async function takeEditorial(
  parts: WebParts,
  req: Request,
  res: Response,
  event: string,
): Promise<void> {
  const context = contextOf(res);
  const submission = await findByReference(parts.db.read, String(req.params['reference']));
  if (submission === undefined || submission.approvedRevision === null) throw new NotFound(event);
  const typed = {
    message: oneValue(req.body, 'message'),
    reason: '',
    district: '',
    at: oneValue(req.body, 'at'),
  };
  try {
    await advanceSubmission(parts, {
      submissionId: submission.id,
      version: Number(oneValue(req.body, 'version')),
      command: readCommand(event, typed, context, parts),
      by: accountOf(req),
    });
    res.redirect(303, context.paths.landingDesk());
  } catch (error) {
    const { t } = context.words;
    if (error instanceof OutOfDate || error instanceof NotPossible) {
      const name = error instanceof OutOfDate ? 'outOfDate' : 'notPossible';
      await showLandingDesk(parts, req, res, 409, {
        title: t(`conflict.${name}.title`),
        text: t(`conflict.${name}.text`),
      });
    } else if (error instanceof Invalid) {
      const problem = error.problems[0];
      await showLandingDesk(parts, req, res, 422, {
        title: t('error.invalid.title'),
        text: t(`problem.${problem?.message ?? 'unusable'}`, problem?.values),
      });
    } else throw error;
  }
}
