import { isDeepStrictEqual } from 'node:util';
import { Router, type Request, type Response } from 'express';
import { listUsableAttachments } from '../../db/attachments.ts';
import {
  findContributor,
  findSubmission,
  listHistory,
  loadContent,
  type Submission,
} from '../../db/submissions.ts';
import { spanOf } from '../../domain/kinds/read-form.ts';
import { listPossible } from '../../domain/decide.ts';
import { Invalid, NotFound, type FieldProblem } from '../../domain/errors.ts';
import type { EventType } from '../../domain/submission-types.ts';
import { readToken, signToken } from '../../domain/tokens.ts';
import { toContext } from '../../db/submissions.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { listAttachmentIds } from '../../workflow/receive-submission.ts';
import { sendMessage } from '../../workflow/send-message.ts';
import { contextOf, oneValue } from '../context.ts';
import { findRoute } from '../find-route.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentHistory } from '../present-history.ts';
import { sendPage } from '../render.ts';
import { newGuards, textOf } from './forms.ts';
import { presentCheck, presentForm, presentPreview, toAnswers, type FormState } from './pages.ts';
import { readForm } from './read-form.ts';
import { readMultipart } from './upload.ts';

/** The private pages behind a contributor's link. Opening them changes nothing, ever. */
export function statusRoutes(parts: WebParts): Router {
  const router = Router();
  router.use('/vorgang', noStore);

  router.get(ROUTES.status, async (req, res) => {
    await showStatus(parts, res, await loadByToken(parts, req), []);
  });
  router.get(ROUTES.confirm, async (req, res) => {
    const submission = await loadByToken(parts, req);
    await showConfirm(parts, res, submission);
  });
  router.post(ROUTES.confirm, async (req, res) => {
    const submission = await loadByToken(parts, req);
    // A second click on the button is no mistake: the page then says what has happened already.
    if (may(parts, submission).includes('confirm')) {
      await advance(parts, submission, { type: 'confirm' });
    }
    res.redirect(303, contextOf(res).paths.confirm(tokenOf(req)));
  });
  router.get(ROUTES.withdraw, async (req, res) => {
    const submission = await loadByToken(parts, req);
    const { words } = contextOf(res);
    sendPage(res, 'contribute/withdraw', {
      title: words.t('withdraw.title'),
      noIndex: true,
      submission,
      token: tokenOf(req),
      possible: may(parts, submission).includes('withdraw'),
    });
  });
  router.post(ROUTES.withdraw, async (req, res) => {
    const submission = await loadByToken(parts, req);
    if (submission.review !== 'withdrawn') await advance(parts, submission, { type: 'withdraw' });
    res.redirect(303, contextOf(res).paths.status(tokenOf(req)));
  });
  router.post(ROUTES.message, async (req, res) => {
    const submission = await loadByToken(parts, req);
    try {
      await sendMessage(parts, submission.id, 'contributor', oneValue(req.body, 'message'));
      res.redirect(303, `${contextOf(res).paths.status(tokenOf(req))}#verlauf`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showStatus(parts, res, submission, error.problems, oneValue(req.body, 'message'));
    }
  });
  router.get(ROUTES.message, (req, res) => {
    res.redirect(303, contextOf(res).paths.status(tokenOf(req)));
  });
  router.get(ROUTES.edit, async (req, res) => {
    const submission = await loadByToken(parts, req);
    const content = await loadContent(parts.db.read, submission.id, submission.revision);
    const files = await listUsableAttachments(
      parts.db.read,
      listAttachmentIds(content),
      '',
      submission.id,
    );
    await showEdit(parts, req, res, submission, {
      kind: submission.kind,
      answers: toAnswers(content),
      guards: newGuards(parts.secret, parts.now()),
      files,
      problems: [],
      action: '',
      isEdit: true,
    });
  });
  router.post(ROUTES.edit, readMultipart, (req, res) => takeEdit(parts, req, res));
  return router;
}

function tokenOf(req: Request): string {
  return String(req.params['token']);
}

/** An unknown token, a wrong one and one of an erased submission are one and the same 404. */
async function loadByToken(parts: WebParts, req: Request): Promise<Submission> {
  const id = readToken(parts.secret, 'status', tokenOf(req));
  const submission = id === undefined ? undefined : await findSubmission(parts.db.read, id);
  if (submission === undefined) throw new NotFound('token');
  if ((await findContributor(parts.db.read, submission.id)) === undefined)
    throw new NotFound('token');
  return submission;
}

function may(parts: WebParts, submission: Submission): EventType[] {
  return listPossible(parts.machine, toContext(submission), { kind: 'contributor' }, parts.now());
}

function advance(
  parts: WebParts,
  submission: Submission,
  command: { type: 'confirm' } | { type: 'withdraw' },
): Promise<Submission> {
  return advanceSubmission(parts, { submissionId: submission.id, command, by: 'contributor' });
}

async function showConfirm(parts: WebParts, res: Response, submission: Submission): Promise<void> {
  const context = contextOf(res);
  const possible = may(parts, submission).includes('confirm');
  sendPage(res, 'contribute/confirm', {
    title: context.words.t(possible ? 'confirm.title' : 'confirm.done.title'),
    noIndex: true,
    submission,
    possible,
    confirmed: submission.confirmed,
    token: signToken(parts.secret, 'status', submission.id),
    district: context.city.byId.get(submission.districtId) ?? context.city.portal,
  });
  await Promise.resolve();
}

async function showStatus(
  parts: WebParts,
  res: Response,
  submission: Submission,
  problems: readonly FieldProblem[],
  typed = '',
): Promise<void> {
  const context = contextOf(res);
  const { words, city } = context;
  const possible = may(parts, submission);
  const history = await listHistory(parts.db.read, submission.id);
  const content = await loadContent(parts.db.read, submission.id, submission.revision);
  const district = city.byId.get(submission.districtId) ?? city.portal;
  sendPage(
    res,
    'contribute/status',
    {
      title: submission.title,
      noIndex: true,
      submission,
      district,
      token: signToken(parts.secret, 'status', submission.id),
      stateTitle: words.t(`status.${stateWord(submission)}.title`),
      stateText: words.t(`status.${stateWord(submission)}.text`, { office: district.officeName }),
      possible,
      canEdit: possible.includes('resubmit') || possible.includes('proposeRevision'),
      item: presentPreview(context, parts, content, district, submission.language),
      publicUrl:
        submission.publication === 'live'
          ? parts.links.item(submission.kind, submission.slug, district.slug, words.language)
          : '',
      history: presentHistory(history, context, parts.zone, 'contributor'),
      problem: problems[0] ? words.t(`problem.${problems[0].message}`, problems[0].values) : '',
      typed,
    },
    problems.length > 0 ? 422 : 200,
  );
}

/** Three columns become the one word that a contributor wants to know. */
function stateWord(submission: Submission): string {
  const { review, publication } = submission;
  if (publication === 'live' && review !== 'approved') return `live.${review}`;
  if (review === 'approved') return publication === 'hidden' ? 'approved' : publication;
  return review;
}

async function showEdit(
  parts: WebParts,
  req: Request,
  res: Response,
  submission: Submission,
  state: FormState,
  status = 200,
): Promise<void> {
  const context = contextOf(res);
  const { words, paths } = context;
  const possible = may(parts, submission);
  if (!possible.includes('resubmit') && !possible.includes('proposeRevision')) {
    await showStatus(parts, res, submission, []);
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
      script: ['form.js'],
      form,
    },
    status,
  );
}

async function takeEdit(parts: WebParts, req: Request, res: Response): Promise<void> {
  const submission = await loadByToken(parts, req);
  const context = contextOf(res);
  const reading = await readForm(parts, req, submission.kind, submission.id);
  const step = textOf(reading.answers, 'step');
  const { content } = reading;
  if (step === 'change' || reading.problems.length > 0 || content === undefined) {
    const state: FormState = {
      kind: submission.kind,
      answers: reading.answers,
      guards: reading.guards,
      files: reading.files,
      problems: step === 'change' ? [] : reading.problems,
      action: '',
      isEdit: true,
    };
    await showEdit(
      parts,
      req,
      res,
      submission,
      state,
      step === 'change' ? 200 : reading.tooLarge ? 413 : 422,
    );
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
      language: submission.language,
    });
    sendPage(res, 'contribute/check', {
      title: context.words.t('check.title'),
      noIndex: true,
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
  const type = may(parts, submission).includes('proposeRevision') ? 'proposeRevision' : 'resubmit';
  await advanceSubmission(parts, {
    submissionId: submission.id,
    command: { type, endsAt },
    by: 'contributor',
    content,
  });
  res.redirect(303, context.paths.status(tokenOf(req)));
}
