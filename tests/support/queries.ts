import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { ENGINE } from './portal.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What each engine's driver runs a statement with; preparing one says nothing, since it is kept. */
function listRunners(): { owner: Record<string, Method>; names: readonly string[] } {
  if (ENGINE === 'postgres') {
    return { owner: pg.Client.prototype as unknown as Record<string, Method>, names: ['query'] };
  }
  const database = new Sqlite(':memory:');
  const owner = Object.getPrototypeOf(database.prepare('select 1')) as Record<string, Method>;
  database.close();
  return { owner, names: ['all', 'get', 'run'] };
}

// Whether kept pages are still true is asked now and then, by the clock and not by the page.
function isWatching(statement: unknown, query: unknown): boolean {
  const { source } = statement as { source?: string };
  const text = source ?? (typeof query === 'string' ? query : (query as { text?: string }).text);
  return /"counters"|\blisten\b|pg_notify/i.test(text ?? '');
}

/** How many statements the database is asked while `work` runs; the engines' own drivers count. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const { owner, names } = listRunners();
  const originals = new Map<string, Method>();
  let count = 0;
  for (const name of names) {
    const original = owner[name];
    if (original === undefined) throw new Error(`the driver has no ${name}`);
    originals.set(name, original);
    owner[name] = function (...args) {
      if (!isWatching(this, args[0])) count += 1;
      return original.apply(this, args);
    };
  }
  try {
    await work();
  } finally {
    for (const [name, original] of originals) owner[name] = original;
  }
  return count;
}
