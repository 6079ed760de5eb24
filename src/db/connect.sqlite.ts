import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Connection, Database, Transaction } from './connection.ts';

const BUSY_PATIENCE_MS = 10_000;

/**
 * SQLite in this process: one connection that writes, one transaction at a time, and a second one
 * that can only read. On a single shared connection a rollback would take another request's row
 * with it, and Drizzle's own `transaction` cannot take an asynchronous function here.
 */
export function connectSqlite(url: string, migrationsFolder: string): Connection {
  const file = url.replace(/^file:(\/\/)?/, '');
  const writer = new Sqlite(file, { timeout: 0 });
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  const reader = new Sqlite(file, { timeout: 5_000 });
  reader.pragma('query_only = ON');
  reader.pragma('cache_size = -32000');

  const write = drizzle({ client: writer });
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();

  async function runTransaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    await beginImmediate(writer);
    // better-sqlite3 answers at once, so honest work is over before the event loop turns again.
    const watch = { waitedForOthers: false };
    const alarm = setImmediate(() => {
      watch.waitedForOthers = true;
    });
    try {
      const result = await inside.run(true, () => work(write as unknown as Transaction));
      if (watch.waitedForOthers) {
        throw new Error('transact waited for something that is not the database');
      }
      writer.exec('COMMIT');
      return result;
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      throw error;
    } finally {
      clearImmediate(alarm);
    }
  }

  return {
    read: drizzle({ client: reader }) as unknown as Database,
    transact(work) {
      if (inside.getStore()) throw new Error('transact inside transact');
      const turn = last.then(() => runTransaction(work));
      last = turn.catch(() => undefined);
      return turn;
    },
    async snapshot(work) {
      const client = new Sqlite(file, { readonly: true });
      try {
        client.exec('BEGIN');
        return await work(drizzle({ client }) as unknown as Database);
      } finally {
        client.close();
      }
    },
    async migrate() {
      await beginImmediateAndRelease(writer);
      migrate(write, { migrationsFolder });
    },
    async ping() {
      reader.prepare('select 1').get();
      await Promise.resolve();
    },
    async close() {
      await last;
      reader.close();
      writer.close();
    },
  };
}

/** Another process may hold the write lock; its busy wait would freeze this one, so we pause. */
async function beginImmediate(writer: Sqlite.Database): Promise<void> {
  const deadline = Date.now() + BUSY_PATIENCE_MS;
  for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
    try {
      writer.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      const busy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > deadline) throw error;
      await pause(wait);
    }
  }
}

async function beginImmediateAndRelease(writer: Sqlite.Database): Promise<void> {
  await beginImmediate(writer);
  writer.exec('COMMIT');
}
