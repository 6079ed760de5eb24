import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { ENGINE } from './portal.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** How many statements the database is asked while `work` runs; the engines' own drivers count. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const driver = (ENGINE === 'postgres' ? pg.Client : Sqlite).prototype as unknown as Record<
    string,
    Method
  >;
  const name = ENGINE === 'postgres' ? 'query' : 'prepare';
  const original = driver[name];
  if (original === undefined) throw new Error(`the driver has no ${name}`);
  let count = 0;
  driver[name] = function (...args) {
    count += 1;
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    driver[name] = original;
  }
  return count;
}
