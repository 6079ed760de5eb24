import { and, asc, desc, eq, inArray, isNotNull, isNull } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import type { District } from './places.ts';
import { accountDistricts, districtAreas, districtRedirects, districts } from './schema.ts';

export type DistrictArea = typeof districtAreas.$inferSelect;

/** What was a district once, the latest first, with the addresses that its own leads to by now. */
export async function listFormerDistricts(db: Database): Promise<District[]> {
  return db
    .select()
    .from(districts)
    .where(isNotNull(districts.validUntil))
    .orderBy(desc(districts.validUntil));
}

/**
 * Loads a district that is one still, and keeps others from changing it until the transaction ends.
 * `undefined`: it is none, or no longer.
 */
export async function lockDistrict(tx: Transaction, id: string): Promise<District | undefined> {
  const [row] = await tx
    .update(districts)
    .set({ validUntil: null })
    .where(and(eq(districts.id, id), isNull(districts.validUntil)))
    .returning();
  return row;
}

export async function changeDistrict(
  tx: Transaction,
  id: string,
  changes: Partial<District>,
): Promise<void> {
  await tx.update(districts).set(changes).where(eq(districts.id, id));
}

export async function insertDistrict(tx: Transaction, row: District): Promise<void> {
  await tx.insert(districts).values(row);
}

/** Districts of all times that have this slug or this code: both are given once and never again. */
export async function findNamesake(
  db: Database,
  said: { readonly slug?: string; readonly code?: string },
): Promise<District | undefined> {
  const [row] = await db
    .select()
    .from(districts)
    .where(
      said.slug === undefined ? eq(districts.code, said.code ?? '') : eq(districts.slug, said.slug),
    );
  return row;
}

/** To which districts an address leads that was one's own once. */
export async function listRedirectTargets(db: Database, slug: string): Promise<string[]> {
  const rows = await db
    .select({ districtId: districtRedirects.districtId })
    .from(districtRedirects)
    .where(eq(districtRedirects.slug, slug));
  return rows.map((row) => row.districtId);
}

export async function removeRedirects(tx: Transaction, slug: string): Promise<void> {
  await tx.delete(districtRedirects).where(eq(districtRedirects.slug, slug));
}

export async function addRedirects(
  tx: Transaction,
  slug: string,
  districtIds: readonly string[],
  now: number,
): Promise<void> {
  await tx
    .insert(districtRedirects)
    .values(districtIds.map((districtId) => ({ slug, districtId, createdAt: now })))
    .onConflictDoNothing();
}

/** What led to a district that is no more leads to its successors, in one step. */
export async function passOnRedirects(
  tx: Transaction,
  from: string,
  to: readonly string[],
  now: number,
): Promise<void> {
  const rows = await tx
    .delete(districtRedirects)
    .where(eq(districtRedirects.districtId, from))
    .returning({ slug: districtRedirects.slug });
  for (const { slug } of rows) await addRedirects(tx, slug, to, now);
}

/** The Stadtteile that belong to a district now. */
export async function listAreas(db: Database, districtId: string): Promise<DistrictArea[]> {
  return db
    .select()
    .from(districtAreas)
    .where(and(eq(districtAreas.districtId, districtId), isNull(districtAreas.validUntil)))
    .orderBy(asc(districtAreas.stadtteil));
}

export async function endAreas(
  tx: Transaction,
  districtId: string,
  stadtteile: readonly string[],
  now: number,
): Promise<void> {
  if (stadtteile.length === 0) return;
  await tx
    .update(districtAreas)
    .set({ validUntil: now })
    .where(
      and(
        eq(districtAreas.districtId, districtId),
        inArray(districtAreas.stadtteil, [...stadtteile]),
        isNull(districtAreas.validUntil),
      ),
    );
}

export async function insertAreas(tx: Transaction, rows: readonly DistrictArea[]): Promise<void> {
  if (rows.length > 0) await tx.insert(districtAreas).values([...rows]);
}

/** Whoever looked after a district looks after its successors. */
export async function moveAccounts(
  tx: Transaction,
  from: string,
  to: readonly string[],
): Promise<void> {
  const rows = await tx
    .delete(accountDistricts)
    .where(eq(accountDistricts.districtId, from))
    .returning({ accountId: accountDistricts.accountId });
  const moved = rows.flatMap(({ accountId }) =>
    to.map((districtId) => ({ accountId, districtId })),
  );
  if (moved.length > 0) await tx.insert(accountDistricts).values(moved).onConflictDoNothing();
}
