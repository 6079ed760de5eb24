import { v7 as uuid } from 'uuid';
import type { Transaction } from '../db/connection.ts';
import { countUp } from '../db/counters.ts';
import {
  changeSubscription,
  deleteSubscription,
  insertSubscription,
  listSubscriptions,
  type Subscription,
} from '../db/subscriptions.ts';
import { Invalid } from '../domain/errors.ts';
import type { WorkflowParts } from './parts.ts';

type Parts = Pick<WorkflowParts, 'db' | 'now'>;

export type NewSubscription = Pick<
  Subscription,
  'url' | 'organisation' | 'districtId' | 'defaults' | 'createdBy'
>;

/**
 * Subscribes a district to a calendar, which is fetched with the next turn. Throws `Invalid` where the
 * district has it already: each of its events would come twice.
 */
export async function subscribe(parts: Parts, given: NewSubscription): Promise<void> {
  const now = parts.now();
  await parts.db.transact(async (tx) => {
    await waitForDistrict(tx, given.districtId);
    const others = await listSubscriptions(tx, [given.districtId]);
    if (others.some(({ url }) => url === given.url)) {
      throw new Invalid([{ field: 'url', message: 'calendarKnown' }]);
    }
    await insertSubscription(tx, {
      ...given,
      id: uuid({ msecs: now }),
      createdAt: now,
      nextFetchAt: now,
      lastFetchAt: null,
      lastChangeAt: null,
      failures: 0,
      lastError: null,
      etag: '',
    });
  });
}

/** The row of a counter is the lock: of two who subscribe at once the second sees what the first did. */
async function waitForDistrict(tx: Transaction, districtId: string): Promise<void> {
  await countUp(tx, `subscriptions ${districtId}`);
}

export async function pauseSubscription(parts: Parts, id: string): Promise<void> {
  await parts.db.transact((tx) => changeSubscription(tx, id, { nextFetchAt: null }));
}

export async function resumeSubscription(parts: Parts, id: string): Promise<void> {
  const changes = { nextFetchAt: parts.now(), failures: 0 };
  await parts.db.transact((tx) => changeSubscription(tx, id, changes));
}

/** What it brought in stays. */
export async function removeSubscription(parts: Parts, id: string): Promise<void> {
  await parts.db.transact((tx) => deleteSubscription(tx, id));
}
