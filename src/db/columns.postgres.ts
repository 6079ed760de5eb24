import type * as core from 'drizzle-orm/pg-core';
import { loadDrizzle } from './drizzle.ts';

const {
  boolean,
  customType,
  doublePrecision,
  index: pgIndex,
  integer: pgInteger,
  jsonb,
  pgTable,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only its older call signature is
  primaryKey: pgPrimaryKey,
  text,
  uniqueIndex: pgUniqueIndex,
} = loadDrizzle<typeof core>('drizzle-orm/pg-core');

// The column kit for PostgreSQL; see columns.sqlite.ts.
export const table = pgTable;
export const index = pgIndex;
export const uniqueIndex = pgUniqueIndex;
export const primaryKey = pgPrimaryKey;

export const id = (name: string) => text(name);
export const string = (name: string) => text(name);
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  name: string,
  words: Words,
) => text(name, { enum: words });
export const integer = (name: string) => pgInteger(name);
export const decimal = (name: string) => doublePrecision(name);
export const bool = (name: string) => boolean(name);

// The app counts in milliseconds everywhere; a person who looks into the database sees a date.
const milliseconds = customType<{ data: number; driverData: Date | string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});
export const instant = (name: string) => milliseconds(name);
export const json = <Shape>(name: string) => jsonb(name).$type<Shape>();
