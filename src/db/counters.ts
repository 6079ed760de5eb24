import { eq, sql } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { counters } from './schema.ts';

/** Counts up and gives the new value, starting with 1. */
export async function countUp(tx: Transaction, name: string): Promise<number> {
  const [row] = await tx
    .insert(counters)
    .values({ name, value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value });
  return row?.value ?? 1;
}

const SITES = 'sites';

/** Called in each transaction that changes what a site shows: cached pages ask for the number. */
export async function markSitesChanged(tx: Transaction): Promise<void> {
  await countUp(tx, SITES);
}

const PLACES = 'places';

/** Called in each transaction that changes a district: what processes know of the city is outdated. */
export async function markPlacesChanged(tx: Transaction): Promise<void> {
  await countUp(tx, PLACES);
  await markSitesChanged(tx);
}

export async function readPlacesVersion(db: Database): Promise<number> {
  const [row] = await db
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.name, PLACES));
  return row?.value ?? 0;
}

/** Asked before each public page, so it is built once for each connection. */
export async function readSitesVersion(db: Database): Promise<number> {
  const [row] = await prepareSitesVersion(db).execute();
  return row?.value ?? 0;
}

const prepared = new WeakMap<Database, ReturnType<typeof buildSitesVersion>>();

function prepareSitesVersion(db: Database): ReturnType<typeof buildSitesVersion> {
  const known = prepared.get(db);
  if (known !== undefined) return known;
  const made = buildSitesVersion(db);
  prepared.set(db, made);
  return made;
}

function buildSitesVersion(db: Database) {
  return db
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.name, SITES))
    .prepare();
}
