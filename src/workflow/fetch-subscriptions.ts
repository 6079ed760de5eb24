import {
  changeSubscription,
  findSubscription,
  leaseDueSubscriptions,
  leaseSubscription,
  listItems,
  type Subscription,
  type SubscriptionItem,
} from '../db/subscriptions.ts';
import { DAY, HOUR, MINUTE } from '../domain/time.ts';
import { FETCH_LIMITS, fetchPublic, type FetchLimits } from '../imports/fetch-public.ts';
import { readImport } from '../imports/read-import.ts';
import { importScene } from './import-scene.ts';
import type { WorkflowParts } from './parts.ts';
import { takeCalendar } from './take-calendar.ts';

const LEASE = 5 * MINUTE;
const MAX_ROWS = 500;
const AT_ONCE = 3;

/** Fetches the calendars that are due, one after the other. Gives how many that were. */
export async function fetchSubscriptions(
  parts: WorkflowParts,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<number> {
  const now = parts.now();
  const due = await parts.db.transact((tx) => leaseDueSubscriptions(tx, now, now + LEASE, AT_ONCE));
  for (const subscription of due) await fetchAndNote(parts, subscription, limits);
  return due.length;
}

/** Fetches this one now, whether it is due or paused, and in full. */
export async function fetchSubscription(
  parts: WorkflowParts,
  id: string,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<void> {
  const until = parts.now() + LEASE;
  const subscription = await parts.db.transact((tx) => leaseSubscription(tx, id, until));
  if (subscription === undefined) return;
  await fetchAndNote(parts, { ...subscription, etag: '' }, limits);
}

async function fetchAndNote(
  parts: WorkflowParts,
  subscription: Subscription,
  limits: FetchLimits,
): Promise<void> {
  const changes = await fetchOne(parts, subscription, limits).catch((error: unknown) => {
    parts.log.error({ err: error, subscription: subscription.id }, 'a calendar could not be taken');
    return { lastError: 'failed' };
  });
  await note(parts, subscription, changes);
}

/** What is to be noted of a turn. */
async function fetchOne(
  parts: WorkflowParts,
  subscription: Subscription,
  limits: FetchLimits,
): Promise<Partial<Subscription>> {
  const fetched = await fetchPublic(subscription.url, subscription.etag, limits);
  if (fetched.kind === 'failed') return { lastError: fetched.reason };
  if (fetched.kind === 'unchanged') return { lastError: null };
  const items = await listItems(parts.db.read, subscription.id);
  const scene = {
    ...importScene(parts, await parts.city(), MAX_ROWS),
    // A series that is known starts where it started, or it would seem to change every week.
    firstDays: listFirstDays(items),
  };
  const { rows, problems } = await readImport(fetched.bytes, scene);
  const [problem] = problems;
  if (rows.length === 0 && problem !== undefined && problem.message !== 'calendarEmpty') {
    return { lastError: 'notACalendar' };
  }
  const events = rows.filter((row) => row.kind === 'event');
  const taken = await takeCalendar(parts, subscription, items, events, problem === undefined);
  const changes = taken.created + taken.changed + taken.cancelled;
  return {
    lastError: taken.unusable > 0 ? 'unusable' : null,
    // What was only half understood is asked for again in full.
    etag: problem === undefined && taken.unusable === 0 ? fetched.etag : '',
    ...(changes > 0 ? { lastChangeAt: parts.now() } : {}),
  };
}

/** An address that fails is asked less and less often, at last once a day. */
async function note(
  parts: WorkflowParts,
  { id, failures: before }: Subscription,
  changes: Partial<Subscription>,
): Promise<void> {
  const now = parts.now();
  const isFailure = changes.lastError !== null && changes.lastError !== 'unusable';
  const failures = isFailure ? before + 1 : 0;
  const pause = Math.min(DAY, HOUR * 2 ** Math.min(failures, 6));
  await parts.db.transact(async (tx) => {
    const current = await findSubscription(tx, id);
    await changeSubscription(tx, id, {
      ...changes,
      failures,
      lastFetchAt: now,
      // A coordinator who paused it while it was being fetched means it.
      ...(current?.nextFetchAt == null ? {} : { nextFetchAt: now + pause }),
    });
  });
}

function listFirstDays(items: readonly SubscriptionItem[]): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap(({ uid, answers }) =>
      typeof answers['startDate'] === 'string' ? [[uid, answers['startDate']] as const] : [],
    ),
  );
}
