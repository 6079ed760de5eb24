import { Router, type Request, type Response } from 'express';
import { listInvitedTo } from '../../db/participants.ts';
import { findContributor, listSubmissionsOf, type Submission } from '../../db/submissions.ts';
import { NotFound } from '../../domain/errors.ts';
import { pseudonym, readSignedText, readToken, signText, signToken } from '../../domain/tokens.ts';
import { eraseOwn } from '../../workflow/erase-own.ts';
import { sendOwnLinks } from '../../workflow/send-own-links.ts';
import { exportOwn } from '../../workflow/export-own.ts';
import { contextOf, oneValue } from '../context.ts';
import { limitKey, LINKS_PER_HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentSure } from '../present-field.ts';
import { sendPage } from '../render.ts';
import { presentOwnRow } from './present-own-row.ts';
import { tokenOf } from './token-access.ts';

const MOST_SHOWN = 500;
/** The purpose of the signature on the address that a list belongs to. */
const OWNER = 'owner of a list';

/** A fresh link to all own submissions, by mail, and the page behind it. */
export function ownRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.own, (req, res) => {
    const { words } = contextOf(res);
    const erased = oneValue(req.query, 'geloescht') !== '';
    sendPage(res, 'contribute/own', {
      title: words.t(erased ? 'erase.doneTitle' : 'own.title'),
      sent: false,
      erased,
      noIndex: true,
    });
  });
  router.post(ROUTES.own, noStore, async (req, res) => {
    const { words } = contextOf(res);
    await sendLinks(parts, req, res);
    // The page never says whether there are any.
    const title = words.t('own.title');
    sendPage(res, 'contribute/own', { title, sent: true, erased: false, noIndex: true });
  });

  router.use(ROUTES.ownList, noStore);
  router.get(ROUTES.ownList, (req, res) => showList(parts, req, res));
  router.get(ROUTES.ownData, async (req, res) => {
    const email = await loadEmail(parts, req);
    res.attachment('meine-einsendungen.json');
    res.json(await exportOwn(parts, email));
  });
  // The page that asks to tick the box has this address, and its links to other languages lead here.
  router.get(ROUTES.ownErase, (req, res) => {
    res.redirect(303, contextOf(res).paths.ownList(tokenOf(req)));
  });
  router.post(ROUTES.ownErase, async (req, res) => {
    const { words, paths } = contextOf(res);
    if (oneValue(req.body, 'sure') === '') {
      await showList(parts, req, res, words.t('problem.sureMissing'));
      return;
    }
    await eraseOwn(parts, await loadEmail(parts, req, oneValue(req.body, 'owner')));
    res.redirect(303, paths.own({ geloescht: '1' }));
  });
  return router;
}

async function sendLinks(parts: WebParts, req: Request, res: Response): Promise<void> {
  const email = oneValue(req.body, 'email').trim().toLowerCase();
  await sendOwnLinks(parts, email, contextOf(res).words.language, [
    { key: limitKey(parts.secret, 'own', req, parts.now()), limit: LINKS_PER_HOUR },
    { key: `own ${pseudonym(parts.secret, 'own', email)}`, limit: LINKS_PER_HOUR },
  ]);
}

/**
 * The link names one submission; whose it is says which others belong to the same address. Where that
 * one was erased a moment ago, by the first click of two, the list that was open still says it: `owner`.
 */
async function loadEmail(parts: WebParts, req: Request, owner = ''): Promise<string> {
  const id = readToken(parts.secret, 'own', tokenOf(req));
  const anchor = id === undefined ? undefined : await findContributor(parts.db.read, id);
  const [known, email] = (readSignedText(parts.secret, OWNER, owner) ?? '').split(' ');
  const said = known === id ? email : undefined;
  const found = anchor?.email ?? said;
  if (id === undefined || found === undefined) throw new NotFound('token');
  return found;
}

async function showList(parts: WebParts, req: Request, res: Response, problem = ''): Promise<void> {
  const context = contextOf(res);
  const { words, paths } = context;
  const email = await loadEmail(parts, req);
  const submissions = await listSubmissionsOf(parts.db.read, email, MOST_SHOWN);
  const invited = await listInvitedTo(parts.db.read, email, MOST_SHOWN);
  const present = (submission: Submission, token: string, invited: boolean) => ({
    ...presentOwnRow(context, parts, submission, paths.status(token)),
    invited,
  });
  sendPage(
    res,
    'contribute/own-list',
    {
      title: words.t('own.title'),
      noIndex: true,
      token: tokenOf(req),
      sure: presentSure(words, problem),
      owner: signText(
        parts.secret,
        OWNER,
        `${readToken(parts.secret, 'own', tokenOf(req)) ?? ''} ${email}`,
      ),
      ownCount: submissions.length,
      rows: [
        ...submissions.map((row) => present(row, signToken(parts.secret, 'status', row.id), false)),
        ...invited.map(({ participantId, submission }) =>
          present(submission, signToken(parts.secret, 'participant', participantId), true),
        ),
      ],
    },
    problem === '' ? 200 : 422,
  );
}
