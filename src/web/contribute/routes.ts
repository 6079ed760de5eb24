import { Router, type Request, type Response } from 'express';
import { Invalid, KeyTaken, NotFound, TooFast, type FieldProblem } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import { readToken, signToken } from '../../domain/tokens.ts';
import { findContributor, findSubmission } from '../../db/submissions.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { receiveSubmission } from '../../workflow/receive-submission.ts';
import { contextOf, oneValue } from '../context.ts';
import { findRoute, withRoutedStadtteil } from '../../workflow/find-route.ts';
import { confirmLimit, limitKey } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { FORM_PATHS, ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { countForm } from './count-form.ts';
import { takeDraft } from './draft-routes.ts';
import { findFormerAnswers } from './former-answers.ts';
import { likelyTextLanguage, readAnswers, textOf } from '../answers.ts';
import { checkGuards, newGuards } from '../form-guards.ts';
import { isFileProblem, isFileStep } from '../files/keep-files.ts';
import { presentCheck } from './pages.ts';
import { readForm, type FormReading } from './read-form.ts';
import { wantsMore } from './series-form.ts';
import { maskEmail, showForm } from './show-form.ts';
import { showGone } from './show-gone.ts';
import { readMultipart } from '../files/upload.ts';
import { HOUR } from '../../domain/time.ts';

/** Handing something in: choose a kind, fill in its form, check, send. */
export function contributeRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.contribute, (_req, res) => {
    const { words } = contextOf(res);
    sendPage(res, 'contribute/choose', {
      title: words.t('contribute.title'),
      current: 'contribute',
      kinds: KINDS,
    });
  });
  router.get(ROUTES.sent, noStore, (req, res) => showSent(parts, req, res));
  for (const kind of KINDS) {
    router.get(FORM_PATHS[kind], async (req, res) => {
      const { site, city, words } = contextOf(res);
      const former = await findFormerAnswers(parts, kind, oneValue(req.query, 'vorlage'));
      const answers: Answers = former ?? {
        city: city.names.city,
        textLanguage: likelyTextLanguage(words.language),
        ...(site ? { district: site.slug } : {}),
      };
      const guards = newGuards(parts.secret, parts.now());
      const copied = former !== undefined;
      showForm(parts, res, kind, {
        answers,
        guards,
        files: [],
        problems: [],
        copied,
        blank: !copied,
      });
    });
    router.post(
      FORM_PATHS[kind],
      async (req, _res, next) => {
        // Before any file is read: reading pictures is the most costly thing that we do.
        if (req.is('multipart/form-data') !== false) await countForm(parts, req, 'form');
        next();
      },
      readMultipart,
      (req, res) => takeFormSafely(parts, req, res, kind),
    );
  }
  return router;
}

/** Whatever fails below, the form comes back with everything that was typed. */
async function takeFormSafely(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: Kind,
): Promise<void> {
  let reading: FormReading | undefined;
  try {
    reading = await readForm(parts, req, kind, null, contextOf(res).words.language);
    await takeForm(parts, req, res, kind, reading);
  } catch (error) {
    if (res.headersSent) throw error;
    const [problems, status] = toProblems(error);
    if (error instanceof TooFast) res.set('Retry-After', String(error.retryAfter));
    if (status === 503) parts.log.error({ err: error }, 'a form could not be taken');
    // What came with it is kept by now, unless it was the reading itself that failed.
    const { answers, files } = reading ?? { answers: readAnswers(req), files: [] };
    if (error instanceof KeyTaken) {
      // A form of its own from here on; the files belong to what was sent with the first one.
      const guards = newGuards(parts.secret, parts.now());
      showForm(parts, res, kind, { answers, guards, files: [], problems }, status);
      return;
    }
    const guards = reading?.guards ?? checkGuards(answers, parts.secret, parts.now());
    showForm(parts, res, kind, { answers, guards, files, problems }, status);
  }
}

function toProblems(error: unknown): [readonly FieldProblem[], status: number] {
  if (error instanceof Invalid) return [error.problems, 422];
  if (error instanceof KeyTaken) return [[{ field: '', message: 'sentAlready' }], 422];
  if (error instanceof TooFast) {
    const minutes = Math.ceil(error.retryAfter / 60);
    return [[{ field: '', message: 'tooFast', values: { minutes } }], 429];
  }
  return [[{ field: '', message: 'failed' }], 503];
}

async function takeForm(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: Kind,
  reading: FormReading,
): Promise<void> {
  const context = contextOf(res);
  const step = textOf(reading.answers, 'step');
  if (step === 'draft') {
    await takeDraft(parts, req, res, kind, reading);
    return;
  }
  if (step === 'change' || wantsMore(step)) {
    showForm(parts, res, kind, { ...reading, problems: [] }, 200);
    return;
  }
  if (isFileStep(step)) {
    const problems = reading.problems.filter(isFileProblem);
    const status = reading.tooLarge ? 413 : problems.length > 0 ? 422 : 200;
    showForm(parts, res, kind, { ...reading, problems }, status);
    return;
  }
  const { content, submitter } = reading;
  if (reading.problems.length > 0 || content === undefined || submitter === undefined) {
    showForm(parts, res, kind, reading, reading.tooLarge ? 413 : 422);
    return;
  }
  const route = await findRoute(parts, content);
  if (step !== 'send') {
    const check = presentCheck(context, parts, {
      kind,
      ...reading,
      content,
      route,
      action: context.paths.form(kind),
      isEdit: false,
    });
    // Not `no-store`: whoever goes back from “sent” would meet the browser's error page.
    res.set('Cache-Control', 'private, no-cache');
    sendPage(res, 'contribute/check', {
      title: context.words.t('check.title'),
      current: 'contribute',
      noIndex: true,
      script: ['form.js', 'known.js'],
      ...check,
    });
    return;
  }
  const received = await receiveSubmission(parts, {
    content: withRoutedStadtteil(content, route),
    submitter,
    route,
    language: context.words.language,
    idempotencyKey: reading.guards.key,
    fillSeconds: reading.guards.fillSeconds,
    limits: [
      confirmLimit(parts, submitter.email),
      {
        key: limitKey(parts.secret, 'submission', req, parts.now()),
        limit: { points: parts.submissionsPerHour, perMilliseconds: HOUR },
      },
    ],
  });
  res.redirect(303, context.paths.sent(signToken(parts.secret, 'receipt', received.id)));
}

/** After sending: what happens now. The receipt opens this page and nothing else. */
async function showSent(parts: WebParts, req: Request, res: Response): Promise<void> {
  const id = readToken(parts.secret, 'receipt', String(req.params['receipt']));
  const submission = id === undefined ? undefined : await findSubmission(parts.db.read, id);
  if (submission === undefined) throw new NotFound('receipt');
  const context = contextOf(res);
  const contributor = await findContributor(parts.db.read, submission.id);
  if (contributor === undefined) {
    showGone(res);
    return;
  }
  sendPage(res, 'contribute/sent', {
    title: context.words.t('sent.title'),
    current: 'contribute',
    noIndex: true,
    reference: submission.reference,
    confirmed: submission.confirmed,
    email: maskEmail(contributor.email),
    district: context.city.byId.get(submission.districtId) ?? context.city.portal,
    script: ['form.js'],
    sentForm: context.paths.form(submission.kind),
  });
}
