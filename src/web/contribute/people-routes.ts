import { Router } from 'express';
import { Invalid, NotFound } from '../../domain/errors.ts';
import {
  inviteColleague,
  joinSubmission,
  removeColleague,
} from '../../workflow/invite-colleague.ts';
import { contextOf, oneValue } from '../context.ts';
import { limitKey } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { readAnswers } from '../answers.ts';
import { showStatus } from './status-page.ts';
import { loadHolder } from './token-access.ts';
import { HOUR } from '../../domain/time.ts';

const INVITATIONS = { points: 30, perMilliseconds: HOUR };

/** Further people of an organisation, by invitation; only the contributor invites and removes. */
export function peopleRoutes(parts: WebParts): Router {
  const router = Router();
  router.use([ROUTES.people, ROUTES.join], noStore);
  router.get(ROUTES.people, (req, res) => {
    res.redirect(303, `${contextOf(res).paths.status(req.params.token)}#personen`);
  });
  router.post(ROUTES.people, async (req, res) => {
    const holder = await loadHolder(parts, req);
    if (holder.colleague !== undefined) throw new NotFound('people');
    const { words, paths } = contextOf(res);
    const { submission, token, name } = holder;
    const remove = oneValue(req.body, 'remove');
    try {
      if (remove === '') {
        const answers = readAnswers(req);
        await inviteColleague(parts, submission.id, name, answers, words.language, [
          { key: limitKey(parts.secret, 'invite', req, parts.now()), limit: INVITATIONS },
        ]);
      } else await removeColleague(parts, submission.id, remove, name);
      res.redirect(303, `${paths.status(token)}#personen`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showStatus(parts, res, holder, error.problems, '', readAnswers(req));
    }
  });
  router.get(ROUTES.join, async (req, res) => {
    const { submission, token, colleague, contributor } = await loadHolder(parts, req);
    const { words, city, paths } = contextOf(res);
    if (colleague === undefined || colleague.acceptedAt !== null) {
      res.redirect(303, paths.status(token));
      return;
    }
    sendPage(res, 'contribute/join', {
      title: words.t('join.title'),
      noIndex: true,
      submission,
      token,
      by: contributor.name,
      district: city.byId.get(submission.districtId) ?? city.portal,
    });
  });
  router.post(ROUTES.join, async (req, res) => {
    const { token, colleague } = await loadHolder(parts, req);
    if (colleague !== undefined) await joinSubmission(parts, colleague);
    res.redirect(303, contextOf(res).paths.status(token));
  });
  return router;
}
