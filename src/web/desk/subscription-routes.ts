import { Router, type Request, type Response } from 'express';
import type { City } from '../../db/places.ts';
import { findSubscription, listSubscriptions, type Subscription } from '../../db/subscriptions.ts';
import { Invalid, NotFound, NotPermitted, type FieldProblem } from '../../domain/errors.ts';
import { mayUseDesk, type Account } from '../../domain/permissions.ts';
import { cleanLine } from '../../domain/text.ts';
import { TOPICS } from '../../domain/vocabulary.ts';
import { hasUsualPort, readAddress } from '../../imports/public-address.ts';
import { withoutEmpty } from '../../imports/without-empty.ts';
import { formatAgo, formatMoment } from '../../locales/formats.ts';
import {
  pauseSubscription,
  removeSubscription,
  resumeSubscription,
  subscribe,
  type NewSubscription,
} from '../../workflow/change-subscription.ts';
import { fetchSubscription } from '../../workflow/fetch-subscriptions.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';

/** Calendars of associations that come into the queue by themselves. */
export function subscriptionRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.subscriptions, async (req, res) => {
    await showSubscriptions(parts, req, res, []);
  });
  router.post(ROUTES.subscriptions, (req, res) => take(parts, req, res));
  router.post(ROUTES.subscription, (req, res) => change(parts, req, res));
  return router;
}

function coordinatorOf(req: Request): Account {
  const account = accountOf(req);
  if (!mayUseDesk(account)) throw new NotPermitted('subscriptions');
  return account;
}

async function take(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = coordinatorOf(req);
  try {
    await subscribe(parts, readSubscription(req, contextOf(res).city, account));
    res.redirect(303, contextOf(res).paths.subscriptions());
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    await showSubscriptions(parts, req, res, error.problems);
  }
}

function readSubscription(req: Request, city: City, account: Account): NewSubscription {
  const say = (name: string) => cleanLine(oneValue(req.body, name)).slice(0, 200);
  const url = readAddress(oneValue(req.body, 'url').slice(0, 1_000));
  const organisation = say('organisation');
  const chosen = city.bySlug.get(say('district'))?.id ?? account.districtIds[0] ?? '';
  const stadtteil = city.stadtteilByCode.has(say('stadtteil')) ? say('stadtteil') : '';
  const topic = TOPICS.find((known) => known === say('topics')) ?? '';
  const problems: FieldProblem[] = [];
  if (typeof url === 'string' || !hasUsualPort(url)) {
    problems.push({ field: 'url', message: 'fetchAddress' });
  }
  if (organisation === '') problems.push({ field: 'organisation', message: 'organisationMissing' });
  if (!account.districtIds.includes(chosen)) {
    problems.push({ field: 'district', message: 'districtMissing' });
  }
  if (problems.length > 0 || typeof url === 'string') throw new Invalid(problems);
  const district = city.byId.get(chosen);
  return {
    url: url.href,
    organisation: organisation.slice(0, 160),
    districtId: chosen,
    defaults: withoutEmpty({
      // The office is its own, so the place of each event need not name one.
      district: district?.kind === 'district' ? district.slug : 'citywide',
      stadtteil,
      placeName: say('placeName'),
      topics: topic === '' ? [] : [topic],
    }),
    createdBy: account.id,
  };
}

async function change(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = coordinatorOf(req);
  const subscription = await findSubscription(parts.db.read, String(req.params['id']));
  if (subscription === undefined || !account.districtIds.includes(subscription.districtId)) {
    throw new NotFound('subscription');
  }
  const action = ACTIONS.get(oneValue(req.body, 'action'));
  await action?.(parts, subscription.id);
  res.redirect(303, contextOf(res).paths.subscriptions());
}

const ACTIONS = new Map<string, (parts: WebParts, id: string) => Promise<void>>([
  ['pause', pauseSubscription],
  ['resume', resumeSubscription],
  ['fetch', fetchSubscription],
  ['remove', removeSubscription],
]);

async function showSubscriptions(
  parts: WebParts,
  req: Request,
  res: Response,
  problems: readonly FieldProblem[],
): Promise<void> {
  const account = coordinatorOf(req);
  const context = contextOf(res);
  const { words, city } = context;
  const rows = await listSubscriptions(parts.db.read, account.districtIds);
  const problemOf = (field: string) => {
    const problem = problems.find((one) => one.field === field);
    return problem === undefined ? '' : words.t(`problem.${problem.message}`);
  };
  sendPage(
    res,
    'desk/subscriptions',
    {
      ...deskFrame(context, account, 'queue'),
      title: words.t('abos.title'),
      rows: rows.map((row) => presentSubscription(parts, context, row)),
      districts: account.districtIds.flatMap((id) => city.byId.get(id) ?? []),
      stadtteile: city.stadtteile,
      topics: TOPICS.map((value) => ({ value, label: words.t(`choice.topics.${value}`) })),
      typed: (name: string) => (problems.length > 0 ? oneValue(req.body, name) : ''),
      problemOf,
    },
    problems.length > 0 ? 422 : 200,
  );
}

function presentSubscription(
  parts: WebParts,
  { words, city, now }: ReturnType<typeof contextOf>,
  row: Subscription,
) {
  const ago = (at: number) => formatAgo(words, parts.zone, at, now);
  return {
    id: row.id,
    organisation: row.organisation,
    url: row.url,
    district: city.byId.get(row.districtId) ?? city.portal,
    paused: row.nextFetchAt === null,
    error: row.lastError === null ? '' : words.t(`abos.error.${row.lastError}`),
    line: [
      row.lastFetchAt === null
        ? words.t('abos.never')
        : words.t('abos.last', { when: ago(row.lastFetchAt) }),
      row.lastChangeAt === null ? '' : words.t('abos.change', { when: ago(row.lastChangeAt) }),
      row.nextFetchAt === null
        ? words.t('abos.paused')
        : row.lastFetchAt === null
          ? ''
          : words.t('abos.next', { when: formatMoment(words, parts.zone, row.nextFetchAt) }),
    ]
      .filter(Boolean)
      .join(' '),
  };
}
