import { Router, type Request, type Response } from 'express';
import { v7 as uuid } from 'uuid';
import { putInOutbox } from '../../db/outbox.ts';
import { listInvitedTo } from '../../db/participants.ts';
import { consume } from '../../db/rate-limits.ts';
import { findContributor, listSubmissionsOf, type Submission } from '../../db/submissions.ts';
import { NotFound } from '../../domain/errors.ts';
import { pseudonym, readSignedText, readToken, signText, signToken } from '../../domain/tokens.ts';
import { formatDay } from '../../locales/formats.ts';
import { eraseOwn } from '../../workflow/erase-own.ts';
import { exportOwn } from '../../workflow/export-own.ts';
import { contextOf, oneValue } from '../context.ts';
import { limitKey, LINKS_PER_HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentSure } from '../present-field.ts';
import { sendPage } from '../render.ts';
import { stateWord } from './status-page.ts';
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
  const { words, city } = contextOf(res);
  const now = parts.now();
  const email = oneValue(req.body, 'email').trim().toLowerCase();
  const rows = await listSubmissionsOf(parts.db.read, email);
  const invited = await listInvitedTo(parts.db.read, email);
  await parts.db.transact(async (tx) => {
    await consume(tx, limitKey(parts.secret, 'own', req, now), LINKS_PER_HOUR, now);
    await consume(tx, `own ${pseudonym(parts.secret, 'own', email)}`, LINKS_PER_HOUR, now);
    if (rows.length === 0 && invited.length === 0) return;
    await putInOutbox(tx, [
      {
        id: uuid({ msecs: now }),
        submissionId: null,
        mail: 'ownSubmissions',
        toAddress: email,
        toName: '',
        replyTo: city.portal.officeEmail,
        language: words.language,
        held: false,
        createdAt: now,
        sendAfter: now,
        data: {
          ...(rows[0] === undefined ? {} : { ownAnchor: rows[0].id }),
          submissions: [
            ...rows.map(({ id, title, reference }) => ({ id, title, reference })),
            ...invited.map(({ participantId, submission }) => ({
              id: submission.id,
              participantId,
              title: submission.title,
              reference: submission.reference,
            })),
          ],
        },
      },
    ]);
  });
  parts.mailIsWaiting();
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
  const { words, city, paths, now } = context;
  const email = await loadEmail(parts, req);
  const submissions = await listSubmissionsOf(parts.db.read, email, MOST_SHOWN);
  const invited = await listInvitedTo(parts.db.read, email, MOST_SHOWN);
  const present = (submission: Submission, url: string, isInvited: boolean) => ({
    url,
    invited: isInvited,
    title: submission.title,
    lang: submission.textLanguage,
    reference: submission.reference,
    kindWord: words.t(`kind.${submission.kind}.one`),
    when:
      submission.startsAt === null ? '' : formatDay(words, parts.zone, submission.startsAt, now),
    state: words.t(`status.${stateWord(submission, now)}.title`),
    district: city.byId.get(submission.districtId) ?? city.portal,
  });
  sendPage(
    res,
    'contribute/own-list',
    {
      title: words.t('own.title'),
      styles: ['desk'],
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
        ...submissions.map((row) =>
          present(row, paths.status(signToken(parts.secret, 'status', row.id)), false),
        ),
        ...invited.map(({ participantId, submission }) =>
          present(
            submission,
            paths.status(signToken(parts.secret, 'participant', participantId)),
            true,
          ),
        ),
      ],
    },
    problem === '' ? 200 : 422,
  );
}
