import type { Column } from 'drizzle-orm';
import { asc, getTableColumns, getTableName, is, sql, Table } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import * as schema from './schema.ts';
import { deleteAllTerms } from './search-index.ts';

type AnyTable = (typeof schema)['submissions'];
type Row = Record<string, unknown>;

/** Parents before children, so that each row finds what it points to. */
const ORDER = [
  'settings',
  'counters',
  'stadtteile',
  'districts',
  'district_redirects',
  'district_areas',
  'street_ranges',
  'accounts',
  'account_districts',
  'api_keys',
  'batches',
  'drafts',
  'mail_marks',
  'submissions',
  'revisions',
  'contributors',
  'participants',
  'subscriptions',
  'subscription_items',
  'history',
  'timers',
  'attachments',
  'published_items',
  'occurrences',
  'item_facets',
  'articles',
  'reports',
  'search_documents',
  'search_words',
  'search_grams',
  'outbox',
] as const;

/** Gone at every restart of a portal anyway: nobody takes a session or a limit along. */
const LEFT_OUT = ['sessions', 'rate_limits'];

const ROWS_AT_ONCE = 500;
// SQLite takes 32,766 bound values in a statement, and our widest table has some forty columns.
const ROWS_PER_INSERT = 200;

/** The names of all tables that a backup holds. Throws when the schema has one that this file forgot. */
export function listTables(): string[] {
  const known = new Set<string>([...ORDER, ...LEFT_OUT]);
  const forgotten = [...tables().keys()].filter((name) => !known.has(name));
  if (forgotten.length > 0) throw new Error(`not in the backup: ${forgotten.join(', ')}`);
  return [...ORDER];
}

/** All rows of a table in the order of its key, a few hundred at a time. */
export async function* readRows(db: Database, name: string): AsyncGenerator<Row[]> {
  const table = tableOf(name);
  const key = keyOf(table);
  let last: Row | undefined;
  for (;;) {
    const after = last;
    const rows: Row[] = await db
      .select()
      .from(table)
      .where(after === undefined ? undefined : isAfter(table, key, after))
      .orderBy(...key.map((column) => asc(column)))
      .limit(ROWS_AT_ONCE);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1);
  }
}

export async function insertRows(tx: Transaction, name: string, rows: Row[]): Promise<void> {
  const table = tableOf(name);
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx.insert(table).values(rows.slice(start, start + ROWS_PER_INSERT) as never);
  }
}

/** Empties everything, children first: what is restored is the whole truth. */
export async function deleteAllRows(tx: Transaction): Promise<void> {
  await deleteAllTerms(tx);
  for (const name of [...LEFT_OUT, ...[...ORDER].reverse()]) await tx.delete(tableOf(name));
}

function tables(): Map<string, AnyTable> {
  const found = new Map<string, AnyTable>();
  for (const value of Object.values(schema)) {
    // Any table serves as the type of all: rows go through here unread.
    if (is(value, Table)) found.set(getTableName(value), value as unknown as AnyTable);
  }
  return found;
}

function tableOf(name: string): AnyTable {
  const table = tables().get(name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

// Drizzle does not tell of composite keys; these are the tables that have one.
const COMPOSITE_KEYS: Readonly<Record<string, readonly string[]>> = {
  district_areas: ['districtId', 'stadtteil', 'validFrom'],
  account_districts: ['accountId', 'districtId'],
  revisions: ['submissionId', 'number'],
  timers: ['submissionId', 'timerId'],
  subscription_items: ['subscriptionId', 'uid'],
  occurrences: ['submissionId', 'date'],
  item_facets: ['facet', 'submissionId'],
  district_redirects: ['slug', 'districtId'],
  search_grams: ['gram', 'word'],
};

function keyOf(table: AnyTable): Column[] {
  const columns: Record<string, Column> = getTableColumns(table);
  const names = COMPOSITE_KEYS[getTableName(table)];
  const key = Object.entries(columns).filter(([name, column]) =>
    names === undefined ? column.primary : names.includes(name),
  );
  if (key.length === 0) throw new Error(`no key of ${getTableName(table)} is known`);
  return key.map(([, column]) => column);
}

/** Row values compare from left to right on both engines: `(a, b) > (1, 2)`. */
function isAfter(table: AnyTable, key: readonly Column[], row: Row) {
  const names = Object.entries(getTableColumns(table));
  const values = key.map((column) => {
    const property = names.find(([, candidate]) => candidate === column)?.[0] ?? '';
    return sql.param(row[property], column);
  });
  return sql`(${sql.join([...key], sql`, `)}) > (${sql.join(values, sql`, `)})`;
}
