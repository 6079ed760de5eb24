import { Router } from 'express';
import { v7 as uuid } from 'uuid';
import { putInOutbox } from '../../db/outbox.ts';
import { consume } from '../../db/rate-limits.ts';
import { listSubmissionsOf } from '../../db/submissions.ts';
import { pseudonym } from '../../domain/tokens.ts';
import { contextOf, oneValue } from '../context.ts';
import { limitKey, LINKS_PER_HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';

/** A fresh link to all own submissions, by mail. The page never says whether there are any. */
export function ownRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.own, (_req, res) => {
    const { words } = contextOf(res);
    sendPage(res, 'contribute/own', { title: words.t('own.title'), sent: false, noIndex: true });
  });
  router.post(ROUTES.own, noStore, async (req, res) => {
    const { words, city } = contextOf(res);
    const now = parts.now();
    const email = oneValue(req.body, 'email').trim().toLowerCase();
    const rows = await listSubmissionsOf(parts.db.read, email);
    await parts.db.transact(async (tx) => {
      await consume(tx, limitKey(parts.secret, 'own', req, now), LINKS_PER_HOUR, now);
      await consume(tx, `own ${pseudonym(parts.secret, 'own', email)}`, LINKS_PER_HOUR, now);
      if (rows.length === 0) return;
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
            submissions: rows.map(({ id, title, reference }) => ({ id, title, reference })),
          },
        },
      ]);
    });
    parts.mailIsWaiting();
    sendPage(res, 'contribute/own', { title: words.t('own.title'), sent: true, noIndex: true });
  });
  return router;
}
