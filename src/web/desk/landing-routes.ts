import { Router, type Request, type Response } from 'express';
import { listPromotionRequests } from '../../db/queries/queue.ts';
import { listPromoted } from '../../db/queries/sites.ts';
import { loadSubmission, type Submission } from '../../db/submissions.ts';
import { NotPermitted } from '../../domain/errors.ts';
import { mayEditLandingPage } from '../../domain/permissions.ts';
import { orderLandingPage } from '../../workflow/order-landing-page.ts';
import { formatAgo, formatDay, formatMoment } from '../../locales/formats.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { deskFrame } from '../desk-frame.ts';

/** The editor's desk: what asks for the landing page, and what stands on it in which order. */
export function landingDeskRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.landingDesk, (req, res) => showLandingDesk(parts, req, res, 200));
  router.post(ROUTES.landingOrder, async (req, res) => {
    const direction = oneValue(req.body, 'direction') === 'up' ? 'up' : 'down';
    await orderLandingPage(parts, accountOf(req), oneValue(req.body, 'submission'), direction);
    res.redirect(303, `${contextOf(res).paths.landingDesk()}#reihenfolge`);
  });
  return router;
}

/** `refused`: what an editor asked for and could not have, as a sentence. */
export async function showLandingDesk(
  parts: WebParts,
  req: Request,
  res: Response,
  status: number,
  refused?: { title: string; text: string },
): Promise<void> {
  const account = accountOf(req);
  if (!mayEditLandingPage(account)) throw new NotPermitted('landing page');
  const context = contextOf(res);
  const { words, city, now, paths } = context;
  const read = parts.db.read;
  const requests = await listPromotionRequests(read);
  const promoted = await listPromoted(read, 50);
  const present = (submission: Submission) => {
    const district = city.byId.get(submission.districtId) ?? city.portal;
    return {
      id: submission.id,
      reference: submission.reference,
      version: submission.version,
      title: submission.title,
      lang: submission.textLanguage,
      kindWord: words.t(`kind.${submission.kind}.one`),
      district,
      day:
        submission.startsAt === null ? '' : formatDay(words, parts.zone, submission.startsAt, now),
      ago: formatAgo(words, parts.zone, submission.changedAt, now),
      until:
        submission.promotedUntil === null
          ? ''
          : formatMoment(words, parts.zone, submission.promotedUntil),
      url: parts.links.item(submission.kind, submission.slug, district.slug, words.language),
      decisionsUrl: paths.decisions(submission.reference),
    };
  };
  const shown = [];
  for (const row of promoted) shown.push(present(await loadSubmission(read, row.submissionId)));
  sendPage(
    res,
    'desk/landing',
    {
      ...deskFrame(context, account, 'landing'),
      title: words.t('landingDesk.title'),
      requests: requests.map(present),
      promoted: shown,
      refused,
    },
    status,
  );
}
