import { DIALECT } from './dialect.ts';
import { eq, like, or, sql } from './drizzle.ts';
import type { Connection, Database, Transaction } from './connection.ts';
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
const PLACES = 'sites everywhere';
const OF_DISTRICT = 'sites of ';
/** What other processes on PostgreSQL listen to. SQLite tells by itself that its file has changed. */
export const SITES_CHANNEL = 'veedelpost_sites';

/**
 * Called in each transaction that changes what a site shows: kept pages ask for the numbers. With a
 * district, only its own items have changed; without one, anything may have: places, names, settings.
 */
export async function markSitesChanged(tx: Transaction, districtId?: string): Promise<void> {
  await countUp(tx, districtId === undefined ? PLACES : OF_DISTRICT + districtId);
  const told = DIALECT === 'postgres' ? { told: sql`pg_notify(${SITES_CHANNEL}, '')` } : {};
  await tx
    .insert(counters)
    .values({ name: SITES, value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value, ...told });
}

/** How often places, names or settings have changed: what was made of an older city is made anew. */
export async function readPlacesVersion(db: Database): Promise<number> {
  const [row] = await db
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.name, PLACES));
  return row?.value ?? 0;
}

/** How often what the sites show has changed; a page made under other numbers is out of date. */
export interface SitesVersions {
  /** Counts every change. */
  readonly any: number;
  /** Counts what no district's items are: places, names, settings. */
  readonly everywhere: number;
  readonly byDistrict: ReadonlyMap<string, number>;
}

/**
 * The numbers as they are in the database at the moment of the question. They are read again only
 * after something was written, in this process or another; see `Connection.mayHaveChanged`.
 */
export function watchSites(db: Connection): () => Promise<SitesVersions> {
  let reading: Promise<SitesVersions> | undefined;
  return () => {
    if (db.mayHaveChanged() || reading === undefined) {
      const mine = readSitesVersions(db.read);
      reading = mine;
      mine.catch(() => {
        if (reading === mine) reading = undefined;
      });
    }
    return reading;
  };
}

async function readSitesVersions(db: Database): Promise<SitesVersions> {
  const rows = await db
    .select()
    .from(counters)
    .where(or(eq(counters.name, SITES), like(counters.name, `${SITES} %`)));
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  return {
    any: values.get(SITES) ?? 0,
    everywhere: values.get(PLACES) ?? 0,
    byDistrict: new Map(
      rows.flatMap(({ name, value }) =>
        name.startsWith(OF_DISTRICT) ? [[name.slice(OF_DISTRICT.length), value]] : [],
      ),
    ),
  };
}
