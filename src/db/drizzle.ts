import { createRequire } from 'node:module';
import type * as core from 'drizzle-orm';

/**
 * Drizzle by `require`, as CommonJS. By `import`, Node reads the package's 178 kB package.json for
 * each of its some hundred modules: a second and a half of processor time and 200 MB at every start.
 * Types still come from the package itself (`import type`).
 */
const require = createRequire(import.meta.url);

/** A module of Drizzle; the caller says which by its type. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- `require` has no types
export function loadDrizzle<Module>(path: string): Module {
  return require(path) as Module;
}

export const {
  aliasedTable,
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  getTableColumns,
  getTableName,
  gt,
  gte,
  inArray,
  is,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  max,
  min,
  ne,
  notInArray,
  notExists,
  or,
  sql,
  Table,
} = loadDrizzle<typeof core>('drizzle-orm');
