import { isDeepStrictEqual } from 'node:util';
import { Router, type Request, type Response } from 'express';
import { listUsableAttachments } from '../../db/attachments.ts';
import { loadContent } from '../../db/submissions.ts';
import { listHistory } from '../../db/history.ts';
import { findEditEvent } from '../../domain/decide.ts';
import { NotPossible, OutOfDate, TooFast } from '../../domain/errors.ts';
import { spanOf } from '../../domain/kinds/read-form.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { listAttachmentIds } from '../../workflow/receive-submission.ts';
import { contextOf } from '../context.ts';
import { findRoute } from '../../workflow/find-route.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { textOf } from '../answers.ts';
import { newGuards } from '../form-guards.ts';
import { isFileProblem, isFileStep } from '../files/keep-files.ts';
import { presentCheck, presentForm, toAnswers, type FormState } from './pages.ts';
import { readForm } from './read-form.ts';
import { formScripts } from './show-form.ts';
import { showStatus } from './status-page.ts';
import { wantsMore } from './series-form.ts';
import { loadHolder, may, tokenOf, type Holder } from './token-access.ts';
import { readMultipart } from '../files/upload.ts';

/** Changing what was handed in: the same form, the same check, and a new revision for the office. */
export function editRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.edit, noStore);
  router.get(ROUTES.edit, async (req, res) => {
    const holder = await loadHolder(parts, req);
    const { submission } = holder;
    const content = await loadContent(parts.db.read, submission.id, submission.revision);
    const files = await listUsableAttachments(
      parts.db.read,
      listAttachmentIds(content),
      '',
      submission.id,
    );
    await showEdit(parts, req, res, holder, {
      kind: submission.kind,
      answers: toAnswers(content),
      guards: newGuards(parts.secret, parts.now()),
      files,
      problems: [],
      action: '',
      isEdit: true,
    });
  });
  router.post(
    ROUTES.edit,
    async (req, _res, next) => {
      // Before any file is read: a stranger without the link must not make us look at pictures.
      await loadHolder(parts, req);
      next();
    },
    readMultipart,
    (req, res) => takeEdit(parts, req, res),
  );
  return router;
}

async function showEdit(
  parts: WebParts,
  req: Request,
  res: Response,
  holder: Holder,
  state: FormState,
  status = 200,
): Promise<void> {
  const { submission } = holder;
  const context = contextOf(res);
  const { words, paths } = context;
  const mayEdit = findEditEvent(await may(parts, submission)) !== undefined;
  // Whoever typed something gets it back, even where it cannot be taken now.
  if (!mayEdit && req.method === 'GET') {
    await showStatus(parts, res, holder, []);
    return;
  }
  const form = presentForm(context, parts.secret, { ...state, action: paths.edit(tokenOf(req)) });
  const asked = (await listHistory(parts.db.read, submission.id))
    .filter((entry) => entry.event === 'requestChanges')
    .at(-1);
  sendPage(
    res,
    'contribute/form',
    {
      title: words.t('edit.title', { title: submission.title }),
      lead: words.t(submission.publication === 'live' ? 'edit.leadLive' : 'edit.lead'),
      asked: submission.review === 'changesRequested' ? (asked?.details.message ?? '') : '',
      noIndex: true,
      script: formScripts(state.kind),
      form,
    },
    status,
  );
}

async function takeEdit(parts: WebParts, req: Request, res: Response): Promise<void> {
  const holder = await loadHolder(parts, req);
  const { submission, name } = holder;
  const context = contextOf(res);
  const reading = await readForm(
    parts,
    req,
    submission.kind,
    submission.id,
    context.words.language,
  );
  const step = textOf(reading.answers, 'step');
  const { content } = reading;
  // Going back and working on dates or files say nothing yet about the rest of the form.
  const isOnTheWay = step === 'change' || wantsMore(step);
  const isFinal = !isOnTheWay && !isFileStep(step);
  const problems = isOnTheWay
    ? []
    : isFinal
      ? reading.problems
      : reading.problems.filter(isFileProblem);
  if (!isFinal || problems.length > 0 || content === undefined) {
    const state: FormState = {
      kind: submission.kind,
      answers: reading.answers,
      guards: reading.guards,
      files: reading.files,
      problems,
      action: '',
      isEdit: true,
    };
    const status = problems.length === 0 ? 200 : reading.tooLarge ? 413 : 422;
    await showEdit(parts, req, res, holder, state, status);
    return;
  }
  if (step !== 'send') {
    const route = { ...(await findRoute(parts, content)), districtId: submission.districtId };
    const check = presentCheck(context, parts, {
      kind: submission.kind,
      ...reading,
      content,
      route,
      action: context.paths.edit(tokenOf(req)),
      isEdit: true,
    });
    sendPage(res, 'contribute/check', {
      title: context.words.t('check.title'),
      noIndex: true,
      script: ['form.js'],
      ...check,
    });
    return;
  }
  // Sent twice: the second time there is nothing new to judge.
  const newest = await loadContent(parts.db.read, submission.id, submission.revision);
  const isOpen = submission.review === 'queued' || submission.review === 'inReview';
  if (isOpen && isDeepStrictEqual(newest, content)) {
    res.redirect(303, context.paths.status(tokenOf(req)));
    return;
  }
  const { endsAt } = spanOf(content, parts.zone);
  // Where nothing is possible the workflow says so, with the words for it.
  const type = findEditEvent(await may(parts, submission)) ?? 'resubmit';
  try {
    await advanceSubmission(parts, {
      submissionId: submission.id,
      command: { type, endsAt },
      by: 'contributor',
      byName: name,
      content,
    });
  } catch (error) {
    const isTooFast = error instanceof TooFast;
    if (!(isTooFast || error instanceof NotPossible || error instanceof OutOfDate)) throw error;
    const { answers, guards, files } = reading;
    const problems = isTooFast
      ? [{ field: '', message: 'tooFast', values: { minutes: Math.ceil(error.retryAfter / 60) } }]
      : [{ field: '', message: 'editNotPossible' }];
    const kind = submission.kind;
    const state = { kind, answers, guards, files, problems, action: '', isEdit: true };
    await showEdit(parts, req, res, await loadHolder(parts, req), state, isTooFast ? 429 : 409);
    return;
  }
  res.redirect(303, context.paths.status(tokenOf(req)));
}
