import { and, asc, eq, inArray, isNotNull, lte } from './drizzle.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import type { Database, Transaction } from './connection.ts';
import { subscriptionItems, subscriptions } from './schema.ts';

export type Subscription = typeof subscriptions.$inferSelect;
export type SubscriptionItem = typeof subscriptionItems.$inferSelect;

export async function insertSubscription(tx: Transaction, row: Subscription): Promise<void> {
  await tx.insert(subscriptions).values(row);
}

export async function listSubscriptions(
  db: Database,
  districtIds: readonly string[],
): Promise<Subscription[]> {
  if (districtIds.length === 0) return [];
  return db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.districtId, [...districtIds]))
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id));
}

export async function findSubscription(
  db: Database,
  id: string,
): Promise<Subscription | undefined> {
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  return row;
}

export async function changeSubscription(
  tx: Transaction,
  id: string,
  changes: Partial<Subscription>,
): Promise<void> {
  await tx.update(subscriptions).set(changes).where(eq(subscriptions.id, id));
}

/** What it brought in stays; only the tie is cut. */
export async function deleteSubscription(tx: Transaction, id: string): Promise<void> {
  await tx.delete(subscriptionItems).where(eq(subscriptionItems.subscriptionId, id));
  await tx.delete(subscriptions).where(eq(subscriptions.id, id));
}

/** Takes what is due, so that of several processes one fetches each. */
export async function leaseDueSubscriptions(
  tx: Transaction,
  now: number,
  until: number,
  limit: number,
): Promise<Subscription[]> {
  const due = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(isNotNull(subscriptions.nextFetchAt), lte(subscriptions.nextFetchAt, now)))
    .orderBy(asc(subscriptions.nextFetchAt))
    .limit(limit);
  if (due.length === 0) return [];
  return tx
    .update(subscriptions)
    .set({ nextFetchAt: until })
    .where(
      and(
        inArray(
          subscriptions.id,
          due.map((row) => row.id),
        ),
        lte(subscriptions.nextFetchAt, now),
      ),
    )
    .returning();
}

/** Takes this one, due or not; one that is paused stays paused. `undefined`: it is gone. */
export async function leaseSubscription(
  tx: Transaction,
  id: string,
  until: number,
): Promise<Subscription | undefined> {
  const known = await findSubscription(tx, id);
  if (known?.nextFetchAt == null) return known;
  await changeSubscription(tx, id, { nextFetchAt: until });
  return known;
}

export async function listItems(db: Database, subscriptionId: string): Promise<SubscriptionItem[]> {
  return db
    .select()
    .from(subscriptionItems)
    .where(eq(subscriptionItems.subscriptionId, subscriptionId));
}

export async function insertItem(tx: Transaction, item: SubscriptionItem): Promise<void> {
  await tx.insert(subscriptionItems).values(item).onConflictDoNothing();
}

export async function changeItem(
  tx: Transaction,
  item: Pick<SubscriptionItem, 'subscriptionId' | 'uid'>,
  changes: { readonly answers?: Answers; readonly missingSince?: number | null },
): Promise<void> {
  await tx
    .update(subscriptionItems)
    .set(changes)
    .where(
      and(
        eq(subscriptionItems.subscriptionId, item.subscriptionId),
        eq(subscriptionItems.uid, item.uid),
      ),
    );
}
