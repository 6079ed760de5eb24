import type * as core from 'drizzle-orm/sqlite-core';
import { loadDrizzle } from './drizzle.ts';

const {
  index: sqliteIndex,
  integer: sqliteInteger,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only its older call signature is
  primaryKey: sqlitePrimaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex: sqliteUniqueIndex,
} = loadDrizzle<typeof core>('drizzle-orm/sqlite-core');

// The column kit for SQLite. columns.postgres.ts exports the same names with the same meaning, so
// that schema.ts is written once.
export const table = sqliteTable;
export const index = sqliteIndex;
export const uniqueIndex = sqliteUniqueIndex;
export const primaryKey = sqlitePrimaryKey;

/** A UUIDv7 or another short key. */
export const id = (name: string) => text(name);
export const string = (name: string) => text(name);
/** Text that is one of a few words; the words are checked by the domain's types. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  name: string,
  words: Words,
) => text(name, { enum: words });
export const integer = (name: string) => sqliteInteger(name);
export const decimal = (name: string) => real(name);
export const bool = (name: string) => sqliteInteger(name, { mode: 'boolean' });
/** UTC milliseconds. */
export const instant = (name: string) => sqliteInteger(name);
export const json = <Shape>(name: string) => text(name, { mode: 'json' }).$type<Shape>();
