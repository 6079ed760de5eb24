import { asc, desc, eq, isNotNull } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { removeFacets } from './facets.ts';
import { removeOccurrences } from './occurrences.ts';
import { publishedItems } from './schema.ts';
import { removeDocument } from './search.ts';

export type PublishedItem = typeof publishedItems.$inferSelect;

/** Puts an item on its site, or its new revision in the place of the old one. */
export async function putItem(
  tx: Transaction,
  item: Omit<PublishedItem, 'landingRank'>,
): Promise<void> {
  const { submissionId: _, publishedAt: __, slug: ___, ...changes } = item;
  await tx
    .insert(publishedItems)
    .values({ ...item, landingRank: null })
    .onConflictDoUpdate({ target: publishedItems.submissionId, set: changes });
}

/** The district on whose site it stands, or nothing while it stands on none. */
export async function findItemDistrict(
  tx: Transaction,
  submissionId: string,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ districtId: publishedItems.districtId })
    .from(publishedItems)
    .where(eq(publishedItems.submissionId, submissionId));
  return row?.districtId;
}

export async function findPublished(
  db: Database,
  submissionId: string,
): Promise<PublishedItem | undefined> {
  const [row] = await db
    .select()
    .from(publishedItems)
    .where(eq(publishedItems.submissionId, submissionId));
  return row;
}

/** Its page stays; its dates are no longer on any list. */
export async function archiveItem(tx: Transaction, submissionId: string): Promise<void> {
  await removeOccurrences(tx, submissionId);
  await removeFacets(tx, submissionId);
  await removeDocument(tx, submissionId);
  await tx
    .update(publishedItems)
    .set({ state: 'ended', landingRank: null })
    .where(eq(publishedItems.submissionId, submissionId));
}

export async function removeItem(tx: Transaction, submissionId: string): Promise<void> {
  await removeOccurrences(tx, submissionId);
  await removeFacets(tx, submissionId);
  await removeDocument(tx, submissionId);
  await tx.delete(publishedItems).where(eq(publishedItems.submissionId, submissionId));
}

/** Last in the editor's order; one that is there already keeps its place. */
export async function addToLandingPage(tx: Transaction, submissionId: string): Promise<void> {
  const order = await listLandingOrder(tx);
  if (order.some((row) => row.submissionId === submissionId)) return;
  const last = order.at(-1)?.landingRank ?? 0;
  await tx
    .update(publishedItems)
    .set({ landingRank: last + 1 })
    .where(eq(publishedItems.submissionId, submissionId));
}

export async function removeFromLandingPage(tx: Transaction, submissionId: string): Promise<void> {
  await tx
    .update(publishedItems)
    .set({ landingRank: null })
    .where(eq(publishedItems.submissionId, submissionId));
}

export async function saveLandingOrder(
  tx: Transaction,
  submissionIds: readonly string[],
): Promise<void> {
  for (const [index, submissionId] of submissionIds.entries()) {
    await tx
      .update(publishedItems)
      .set({ landingRank: index + 1 })
      .where(eq(publishedItems.submissionId, submissionId));
  }
}

export async function listLandingOrder(
  db: Database,
): Promise<{ submissionId: string; landingRank: number | null }[]> {
  return db
    .select({
      submissionId: publishedItems.submissionId,
      landingRank: publishedItems.landingRank,
    })
    .from(publishedItems)
    .where(isNotNull(publishedItems.landingRank))
    .orderBy(asc(publishedItems.landingRank), desc(publishedItems.publishedAt));
}
