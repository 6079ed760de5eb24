import { Router, type Request, type Response } from 'express';
import { listUsableAttachments } from '../../db/attachments.ts';
import { findDraft, type Draft } from '../../db/drafts.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { readSubmitter } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { cleanLine } from '../../domain/text.ts';
import { pseudonym, readToken, signToken } from '../../domain/tokens.ts';
import { formatDay } from '../../locales/formats.ts';
import { discardDraft, keepDraft } from '../../workflow/keep-draft.ts';
import { contextOf } from '../context.ts';
import { limitKey, LINKS_PER_HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { listOf, textOf } from '../answers.ts';
import { newGuards, TRAP_FIELD } from '../form-guards.ts';
import type { FormReading } from './read-form.ts';
import { maskEmail, showForm } from './show-form.ts';
import { tokenOf } from './token-access.ts';
import { HOUR } from '../../domain/time.ts';

/** Guards, buttons and the consent, which is given for what is sent and not for what is begun. */
const NOT_KEPT = new Set(['key', 'stamp', 'step', 'consent', TRAP_FIELD]);

/** The link from the mail: the form with everything that was kept. Opening it changes nothing. */
export function draftRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.draft, noStore);
  router.get(ROUTES.draft, async (req, res) => {
    const draft = await loadDraft(parts, req);
    const { words } = contextOf(res);
    const ids = [...listOf(draft.answers, 'imageId'), ...listOf(draft.answers, 'flyerId')];
    const files = await listUsableAttachments(parts.db.read, ids, draft.formKey, null);
    showForm(parts, res, draft.kind, {
      answers: draft.answers,
      guards: newGuards(parts.secret, parts.now(), draft.formKey),
      files,
      problems: [],
      draft: {
        deadline: formatDay(words, parts.zone, draft.expiresAt, parts.now()),
        token: signToken(parts.secret, 'draft', draft.id),
      },
    });
  });
  // The page that says it is gone has this address, and its links to other languages lead here.
  router.get(ROUTES.discardDraft, async (req, res) => {
    const token = tokenOf(req);
    const id = readToken(parts.secret, 'draft', token);
    if (id === undefined) throw new NotFound('draft');
    if ((await findDraft(parts.db.read, id)) === undefined) showDiscarded(res);
    else res.redirect(303, contextOf(res).paths.draft(token));
  });
  router.post(ROUTES.discardDraft, async (req, res) => {
    const id = readToken(parts.secret, 'draft', tokenOf(req));
    const draft = id === undefined ? undefined : await findDraft(parts.db.read, id);
    if (id === undefined) throw new NotFound('draft');
    // A second click finds it gone, and so does whoever comes after it ran out.
    if (draft !== undefined) await discardDraft(parts, draft);
    showDiscarded(res);
  });
  return router;
}

function showDiscarded(res: Response): void {
  const { t } = contextOf(res).words;
  const page = { title: t('draft.discarded.title'), noIndex: true, kept: undefined };
  sendPage(res, 'contribute/draft', page);
}

async function loadDraft(parts: WebParts, req: Request): Promise<Draft> {
  const id = readToken(parts.secret, 'draft', tokenOf(req));
  const draft = id === undefined ? undefined : await findDraft(parts.db.read, id);
  if (draft === undefined || draft.expiresAt <= parts.now()) throw new NotFound('draft');
  return draft;
}

/** `step=draft`: keeps the form as it is and says so. Only the e-mail address has to be right. */
export async function takeDraft(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: Kind,
  reading: FormReading,
): Promise<void> {
  const email = cleanLine(textOf(reading.answers, 'submitterEmail')).toLowerCase();
  // What stands in the way of any form, and what is wrong with the address or a file of this turn.
  const blocking = new Set(['', TRAP_FIELD, 'images', 'flyer']);
  const problems = [
    ...reading.problems.filter(({ field }) => blocking.has(field)),
    ...listEmailProblems(email),
  ];
  if (problems.length > 0) {
    showForm(parts, res, kind, { ...reading, problems }, reading.tooLarge ? 413 : 422);
    return;
  }
  const context = contextOf(res);
  const draft = await keepDraft(parts, {
    kind,
    formKey: reading.guards.key,
    answers: answersToKeep(reading),
    email,
    language: context.words.language,
    limits: [
      // Nobody fills a stranger's postbox through us.
      { key: `draft ${pseudonym(parts.secret, 'draft', email)}`, limit: LINKS_PER_HOUR },
      {
        key: limitKey(parts.secret, 'draft', req, parts.now()),
        limit: { points: parts.submissionsPerHour, perMilliseconds: HOUR },
      },
    ],
  });
  res.set('Cache-Control', 'no-store');
  sendPage(res, 'contribute/draft', {
    title: context.words.t('draft.kept.title'),
    current: 'contribute',
    noIndex: true,
    kept: {
      url: context.paths.draft(signToken(parts.secret, 'draft', draft.id)),
      text: context.words.t('draft.kept.text', { email: maskEmail(draft.email) }),
      deadline: context.words.t('draft.deadline', {
        day: formatDay(context.words, parts.zone, draft.expiresAt, parts.now()),
      }),
    },
    // The copy in this browser has done its work: the draft's own link is the newer one.
    script: ['form.js'],
    sentForm: context.paths.form(kind),
  });
}

function listEmailProblems(email: string) {
  const read = readSubmitter({ submitterName: 'x', submitterEmail: email, consent: 'yes' });
  if (read.ok) return [];
  return read.problems.map((problem) =>
    problem.message === 'submitterEmailMissing'
      ? { ...problem, message: 'draftEmailMissing' }
      : problem,
  );
}

function answersToKeep(reading: FormReading): Answers {
  const ids = (kind: string) => reading.files.filter((file) => file.kind === kind);
  return {
    ...Object.fromEntries(
      Object.entries(reading.answers).filter(
        ([name]) => !NOT_KEPT.has(name) && !name.startsWith('remove'),
      ),
    ),
    imageId: ids('image').map((file) => file.id),
    flyerId: ids('flyer').map((file) => file.id),
  };
}
