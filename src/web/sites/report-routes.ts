import { Router, type Request, type Response } from 'express';
import { isReference } from '../../domain/reference.ts';
import { REPORT_CODE } from '../../domain/reports.ts';
import { pseudonym } from '../../domain/tokens.ts';
import { receiveReport } from '../../workflow/receive-report.ts';
import { readAnswers, textOf } from '../answers.ts';
import { contextOf, oneValue } from '../context.ts';
import { checkGuards, TRAP_FIELD } from '../form-guards.ts';
import { HOUR } from '../../domain/time.ts';
import { limitKey, LINKS_PER_HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES, subjectOfAddress } from '../paths.ts';
import { presentFields } from '../present-fields.ts';
import { sendPage } from '../render.ts';
import { emptyForm, takeSmallForm, type SmallForm } from '../take-form.ts';
import { listReportFields, readReport } from './report-form.ts';
import { findSubject, type Subject } from './report-subject.ts';

/** From one network address, and from all of them together. */
const REPORTS_PER_HOUR = 20;
const ALL_REPORTS_PER_HOUR = 400;

/** "Report this content": a notice as Article 16 of the DSA describes it. */
export function reportRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.report, noStore, (req, res) => showReport(parts, req, res));
  router.post(ROUTES.report, noStore, (req, res) => takeReport(parts, req, res));
  return router;
}

async function showReport(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words } = context;
  const reference = oneValue(req.query, 'eingang');
  if (isReference(reference) && reference.startsWith(`${REPORT_CODE}-`)) {
    sendPage(res, 'sites/report-sent', {
      title: words.t('report.done.title'),
      noIndex: true,
      reference,
      withMail: oneValue(req.query, 'mail') !== '',
    });
    return;
  }
  const address = oneValue(req.query, 'adresse');
  if (address !== '') {
    const found = subjectOfAddress(address);
    if (found !== undefined) {
      res.redirect(303, found);
      return;
    }
  }
  const named = oneValue(req.query, 'inhalt');
  const subject = await findSubject(parts, context, named);
  if (subject === undefined) {
    sendPage(
      res,
      'sites/report-which',
      {
        title: words.t('report.title'),
        noIndex: true,
        address,
        problem: address === '' && named === '' ? '' : words.t('problem.reportSubjectMissing'),
      },
      address === '' && named === '' ? 200 : 404,
    );
    return;
  }
  showForm(res, subject, named, emptyForm(parts), 200);
}

function showForm(
  res: Response,
  subject: Subject,
  named: string,
  form: SmallForm,
  status: number,
): void {
  const { words, city, paths } = contextOf(res);
  const shown = presentFields(
    words,
    listReportFields(words),
    (name, part) => `report.field.${name}.${part}`,
    form,
  );
  sendPage(
    res,
    'sites/report',
    {
      title: words.t('report.title'),
      noIndex: true,
      subject,
      office: (city.byId.get(subject.districtId) ?? city.portal).officeName,
      action: paths.report(''),
      named,
      guards: form.guards,
      trap: TRAP_FIELD,
      problems: shown.problems,
      fields: shown.fields,
    },
    status,
  );
}

async function takeReport(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, city, paths } = context;
  const answers = readAnswers(req);
  const now = parts.now();
  const guards = checkGuards(answers, parts.secret, now);
  const named = textOf(answers, 'inhalt');
  const subject = await findSubject(parts, context, named);
  if (subject === undefined) {
    sendPage(
      res,
      'sites/report-which',
      {
        title: words.t('report.title'),
        noIndex: true,
        address: '',
        problem: words.t('problem.reportSubjectMissing'),
      },
      422,
    );
    return;
  }
  const { input, problems } = readReport(answers);
  const { reason = 'other', explanation, reporterName, reporterEmail } = input;
  await takeSmallForm(
    parts,
    res,
    { answers, guards },
    problems,
    async () => {
      const report = await receiveReport(parts, {
        formKey: guards.key,
        districtId: city.byId.has(subject.districtId) ? subject.districtId : city.portal.id,
        subjectKind: subject.kind,
        subjectId: subject.id,
        subjectTitle: subject.title,
        url: subject.url,
        reason,
        explanation,
        reporterName,
        reporterEmail,
        language: words.language,
        limits: limitsFor(parts, req, reporterEmail, now),
      });
      const withMail = report.reporterEmail === '' ? {} : { mail: '1' };
      res.redirect(303, paths.reported(report.reference, withMail));
    },
    (form, status) => {
      showForm(res, subject, named, form, status);
      return Promise.resolve();
    },
  );
}

function limitsFor(parts: WebParts, req: Request, email: string, now: number) {
  const perHour = (points: number) => ({ points, perMilliseconds: HOUR });
  return [
    {
      key: limitKey(parts.secret, 'report', req, now),
      limit: perHour(Math.min(REPORTS_PER_HOUR, parts.submissionsPerHour)),
    },
    { key: 'report all', limit: perHour(ALL_REPORTS_PER_HOUR) },
    // Nobody fills a stranger's postbox through us.
    ...(email === ''
      ? []
      : [
          { key: `report mail ${pseudonym(parts.secret, 'report', email)}`, limit: LINKS_PER_HOUR },
        ]),
  ];
}
