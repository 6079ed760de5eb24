import {
  changeSubscription,
  leaseDueSubscriptions,
  listItems,
  type Subscription,
} from '../db/subscriptions.ts';
import type { ImportScene } from '../imports/imported-row.ts';
import { FETCH_LIMITS, fetchPublic, type FetchLimits } from '../imports/fetch-public.ts';
import { readImport } from '../imports/read-import.ts';
import type { WorkflowParts } from './parts.ts';
import { takeCalendar } from './take-calendar.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LEASE = 5 * 60_000;
const MAX_ROWS = 500;
const AT_ONCE = 3;

/** Fetches the calendars that are due, one after the other. Gives how many that were. */
export async function fetchSubscriptions(
  parts: WorkflowParts,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<number> {
  const now = parts.now();
  const due = await parts.db.transact((tx) => leaseDueSubscriptions(tx, now, now + LEASE, AT_ONCE));
  for (const subscription of due) {
    try {
      await fetchOne(parts, subscription, limits);
    } catch (error) {
      parts.log.error(
        { err: error, subscription: subscription.id },
        'a calendar could not be taken',
      );
      await note(parts, subscription, { lastError: 'failed' });
    }
  }
  return due.length;
}

async function fetchOne(
  parts: WorkflowParts,
  subscription: Subscription,
  limits: FetchLimits,
): Promise<void> {
  const fetched = await fetchPublic(subscription.url, subscription.etag, limits);
  if (fetched.kind === 'failed') {
    await note(parts, subscription, { lastError: fetched.reason });
    return;
  }
  if (fetched.kind === 'unchanged') {
    await note(parts, subscription, { lastError: null });
    return;
  }
  const { rows, problems } = await readImport(fetched.bytes, await sceneOf(parts, subscription));
  const [problem] = problems;
  if (rows.length === 0 && problem !== undefined && problem.message !== 'calendarEmpty') {
    await note(parts, subscription, { lastError: 'notACalendar' });
    return;
  }
  const events = rows.filter((row) => row.kind === 'event');
  const taken = await takeCalendar(parts, subscription, events, problem === undefined);
  const changes = taken.created + taken.changed + taken.cancelled;
  await note(parts, subscription, {
    lastError: taken.unusable > 0 ? 'unusable' : null,
    // What was only half understood is asked for again in full.
    etag: problem === undefined && taken.unusable === 0 ? fetched.etag : '',
    ...(changes > 0 ? { lastChangeAt: parts.now() } : {}),
  });
}

/** An address that fails is asked less and less often, at last once a day. */
async function note(
  parts: WorkflowParts,
  subscription: Subscription,
  changes: Partial<Subscription>,
): Promise<void> {
  const now = parts.now();
  const isFailure = changes.lastError !== null && changes.lastError !== 'unusable';
  const failures = isFailure ? subscription.failures + 1 : 0;
  const pause = Math.min(DAY, HOUR * 2 ** Math.min(failures, 6));
  await parts.db.transact((tx) =>
    changeSubscription(tx, subscription.id, {
      ...changes,
      failures,
      lastFetchAt: now,
      nextFetchAt: now + pause,
    }),
  );
}

async function sceneOf(parts: WorkflowParts, subscription: Subscription): Promise<ImportScene> {
  const city = await parts.city();
  const items = await listItems(parts.db.read, subscription.id);
  const known = new Map(
    items.flatMap(({ uid, answers }) =>
      typeof answers['startDate'] === 'string' ? [[uid, answers['startDate']] as const] : [],
    ),
  );
  return {
    clock: { now: parts.now(), zone: parts.zone },
    city: city.names.city,
    stadtteile: city.stadtteile.map(({ code, name }) => ({ code, name })),
    districts: city.districts.map(({ slug, name, shortName }) => ({ slug, name, shortName })),
    maxRows: MAX_ROWS,
    // A series that is known starts where it started, or it would seem to change every week.
    firstDays: known,
  };
}
