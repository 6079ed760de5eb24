import { and, asc, eq, gte, lt } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { stadtteile, streetRanges } from './schema.ts';

const ROWS_AT_ONCE = 500;

/** Replaces the imported directory as a whole; the facts that ship with the program stay. */
export async function replaceDirectory(
  tx: Transaction,
  rows: readonly (typeof streetRanges.$inferInsert)[],
  onProgress: (done: number) => void,
): Promise<void> {
  await tx.delete(streetRanges).where(eq(streetRanges.source, 'directory'));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx.insert(streetRanges).values(rows.slice(start, start + ROWS_AT_ONCE));
    onProgress(Math.min(start + ROWS_AT_ONCE, rows.length));
  }
}

export interface FoundStreet {
  readonly street: string;
  /** Every Stadtteil and postal code that it runs through. */
  readonly places: readonly { readonly stadtteil: string; readonly postalCode: string }[];
}

/** A long street has some dozens of ranges; more than this many rows are not worth reading for a hint. */
const MAX_PLACES = 200;

/** Streets whose folded name begins with `start` (letters and digits only), from A to Z, at most `limit`. */
export async function listStreets(
  db: Database,
  start: string,
  limit: number,
): Promise<FoundStreet[]> {
  const rows = await db
    .selectDistinct({
      folded: streetRanges.streetFolded,
      source: streetRanges.source,
      street: streetRanges.street,
      stadtteil: streetRanges.stadtteil,
      postalCode: streetRanges.postalCode,
    })
    .from(streetRanges)
    // In every order that either engine knows, nothing that begins so comes after this many z.
    .where(
      and(
        gte(streetRanges.streetFolded, start),
        lt(streetRanges.streetFolded, `${start}${'z'.repeat(30)}`),
      ),
    )
    .orderBy(asc(streetRanges.streetFolded))
    .limit(MAX_PLACES);
  const byName = new Map<string, typeof rows>();
  for (const row of rows) byName.set(row.folded, [...(byName.get(row.folded) ?? []), row]);
  return [...byName.values()].slice(0, limit).map((found) => {
    // As for routing: where the whole directory was imported, it knows more.
    const directory = found.filter((row) => row.source === 'directory');
    const places = directory.length > 0 ? directory : found;
    return { street: (places[0] ?? found[0])?.street ?? '', places };
  });
}

export async function listStadtteilCodes(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.select({ code: stadtteile.code }).from(stadtteile);
  return new Set(rows.map((row) => row.code));
}
