import { Router, type Request, type Response } from 'express';
import { Invalid, NotFound, TooFast } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import { pseudonym, readToken, signToken } from '../../domain/tokens.ts';
import { findContributor, findSubmission } from '../../db/submissions.ts';
import { receiveSubmission } from '../../workflow/receive-submission.ts';
import { contextOf } from '../context.ts';
import { findRoute } from '../find-route.ts';
import { limitKey, HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { FORM_PATHS, ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { countForm } from './count-form.ts';
import { checkGuards, newGuards, readAnswers, textOf } from './forms.ts';
import { isFileProblem, isFileStep } from './keep-files.ts';
import { presentCheck, presentForm } from './pages.ts';
import { readForm, type FormReading } from './read-form.ts';
import { readMultipart } from './upload.ts';

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
    router.get(FORM_PATHS[kind], (_req, res) => {
      const { site, city } = contextOf(res);
      const answers = { city: city.names.city, ...(site ? { district: site.slug } : {}) };
      const reading = {
        answers,
        guards: newGuards(parts.secret, parts.now()),
        files: [],
        problems: [],
      };
      showForm(parts, res, kind, reading, 200);
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
  try {
    await takeForm(parts, req, res, kind);
  } catch (error) {
    if (error instanceof TooFast || error instanceof Invalid || res.headersSent) throw error;
    parts.log.error({ err: error }, 'a form could not be taken');
    const answers = readAnswers(req);
    const guards = checkGuards(answers, parts.secret, parts.now());
    const problems = [{ field: '', message: 'failed' }];
    showForm(parts, res, kind, { answers, guards, files: [], problems }, 503);
  }
}

async function takeForm(parts: WebParts, req: Request, res: Response, kind: Kind): Promise<void> {
  const reading = await readForm(parts, req, kind, null);
  const step = textOf(reading.answers, 'step');
  if (step === 'change') {
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
  const context = contextOf(res);
  const route = await findRoute(parts, content);
  if (step !== 'send') {
    const check = presentCheck(context, parts, {
      kind,
      ...reading,
      content,
      route,
      action: context.paths.form(kind),
      isEdit: false,
      language: context.words.language,
    });
    // Not `no-store`: whoever goes back from “sent” would meet the browser's error page.
    res.set('Cache-Control', 'private, no-cache');
    sendPage(res, 'contribute/check', {
      title: context.words.t('check.title'),
      current: 'contribute',
      noIndex: true,
      ...check,
    });
    return;
  }
  const received = await receiveSubmission(parts, {
    content: { ...content, stadtteil: content.stadtteil || (route.stadtteil ?? '') },
    submitter,
    route,
    language: context.words.language,
    idempotencyKey: reading.guards.key,
    fillSeconds: reading.guards.fillSeconds,
    limits: [
      {
        // Nobody fills a stranger's postbox through us.
        key: `confirm ${pseudonym(parts.secret, 'confirm', submitter.email.toLowerCase())}`,
        limit: {
          points: Math.max(10, Math.ceil(parts.submissionsPerHour / 4)),
          perMilliseconds: HOUR,
        },
      },
      {
        key: limitKey(parts.secret, 'submission', req, parts.now()),
        limit: { points: parts.submissionsPerHour, perMilliseconds: HOUR },
      },
    ],
  });
  res.redirect(303, context.paths.sent(signToken(parts.secret, 'receipt', received.id)));
}

function showForm(
  parts: WebParts,
  res: Response,
  kind: Kind,
  reading: Pick<FormReading, 'answers' | 'files' | 'problems'> & {
    readonly guards: { readonly key: string; readonly stamp: string };
  },
  status: number,
): void {
  const context = contextOf(res);
  const { t } = context.words;
  const form = presentForm(context, parts.secret, {
    kind,
    answers: reading.answers,
    guards: reading.guards,
    files: reading.files,
    problems: reading.problems,
    action: context.paths.form(kind),
    isEdit: false,
  });
  // Each form has its own key, so no copy of it may be handed to a second person.
  res.set('Cache-Control', 'no-store');
  sendPage(
    res,
    'contribute/form',
    {
      title: t(`contribute.${kind}.title`),
      lead: t(`contribute.${kind}.lead`),
      current: 'contribute',
      script: ['form.js', 'pictures.js'],
      form,
    },
    status,
  );
}

/** After sending: what happens now. The receipt opens this page and nothing else. */
async function showSent(parts: WebParts, req: Request, res: Response): Promise<void> {
  const id = readToken(parts.secret, 'receipt', String(req.params['receipt']));
  const submission = id === undefined ? undefined : await findSubmission(parts.db.read, id);
  if (submission === undefined) throw new NotFound('receipt');
  const context = contextOf(res);
  const contributor = await findContributor(parts.db.read, submission.id);
  sendPage(res, 'contribute/sent', {
    title: context.words.t('sent.title'),
    current: 'contribute',
    noIndex: true,
    reference: submission.reference,
    confirmed: submission.confirmed,
    email: maskEmail(contributor?.email ?? ''),
    district: context.city.byId.get(submission.districtId) ?? context.city.portal,
  });
}

/** "an…@example.org": enough to notice a slip of the finger, too little for whoever looks over. */
function maskEmail(email: string): string {
  return email.replace(/^(.{1,2})[^@]*@/, '$1…@');
}
