import type * as pgCore from 'drizzle-orm/pg-core';
import type * as sqliteCore from 'drizzle-orm/sqlite-core';
import type { SQL } from 'drizzle-orm';
import type { Database, Transaction } from './connection.ts';
import { DIALECT } from './dialect.ts';
import { desc, eq, loadDrizzle, sql } from './drizzle.ts';

// The engines' own full-text indexes: FTS5 and tsvector. Not part of schema.ts, since drizzle-kit knows
// neither; their migration is written by hand. Both hold the same terms under the same numbers.
const isPostgres = DIALECT === 'postgres';

function sqliteIndex() {
  const { sqliteTable, integer, text } = loadDrizzle<typeof sqliteCore>('drizzle-orm/sqlite-core');
  return sqliteTable('search_index', { number: integer('rowid'), terms: text('terms') });
}

function postgresIndex() {
  const { pgTable, integer, text } = loadDrizzle<typeof pgCore>('drizzle-orm/pg-core');
  return pgTable('search_index', { number: integer('number').primaryKey(), terms: text('terms') });
}

// The same cast as in dialect.ts.
const searchIndex = (isPostgres ? postgresIndex() : sqliteIndex()) as ReturnType<
  typeof sqliteIndex
>;

/** Puts terms of letters, digits and `_` under a number. */
export async function insertTerms(
  tx: Transaction,
  rows: readonly { readonly number: number; readonly terms: readonly string[] }[],
): Promise<void> {
  for (const { number, terms } of rows) {
    const text = terms.join(' ');
    await tx.insert(searchIndex).values({
      number,
      terms: isPostgres ? sql`array_to_tsvector(string_to_array(${text}, ' '))` : text,
    });
  }
}

export async function deleteTerms(tx: Transaction, number: number): Promise<void> {
  await tx.delete(searchIndex).where(eq(searchIndex.number, number));
}

export async function deleteAllTerms(tx: Transaction): Promise<void> {
  await tx.delete(searchIndex);
}

/**
 * The highest numbers first of those that have at least one term of every group. Both engines stop
 * as soon as they have `limit`: nothing is counted and nothing is sorted.
 */
export async function listNumbers(
  db: Database,
  groups: readonly (readonly string[])[],
  limit: number,
): Promise<number[]> {
  const rows = await db
    .select({ number: searchIndex.number })
    .from(searchIndex)
    .where(matches(groups))
    .orderBy(desc(searchIndex.number))
    .limit(limit);
  return rows.map((row) => row.number ?? 0);
}

function matches(groups: readonly (readonly string[])[]): SQL {
  const quote = isPostgres ? "'" : '"';
  const [or, and] = isPostgres ? [' | ', ' & '] : [' OR ', ' AND '];
  const text = groups
    .map((terms) => `(${terms.map((term) => quote + term + quote).join(or)})`)
    .join(and);
  return isPostgres
    ? sql`${searchIndex.terms} @@ ${text}::tsquery`
    : sql`search_index match ${text}`;
}

/** A column in the order of code points, for which PostgreSQL has an index of its own. */
export function binary(column: Parameters<typeof eq>[0]): SQL {
  return isPostgres ? sql`${column} collate "C"` : sql`${column}`;
}
