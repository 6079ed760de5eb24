import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type * as engine from 'drizzle-orm/better-sqlite3';
import type * as migrator from 'drizzle-orm/better-sqlite3/migrator';
import type { Connection, Database, Transaction } from './connection.ts';
import { loadDrizzle } from './drizzle.ts';

const { drizzle } = loadDrizzle<typeof engine>('drizzle-orm/better-sqlite3');
const { migrate } = loadDrizzle<typeof migrator>('drizzle-orm/better-sqlite3/migrator');

const BUSY_PATIENCE_MS = 10_000;
/** How many transactions share one COMMIT at most: it keeps what one failing disk takes with it small. */
const GROUP = 64;
const STATEMENTS = 300;

/** A transaction that waits for its turn. */
interface Turn {
  readonly run: () => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * SQLite in this process: one connection that writes, one transaction at a time, and a second one
 * that can only read. On a single shared connection a rollback would take another request's row
 * with it, and Drizzle's own `transaction` cannot take an asynchronous function here.
 *
 * Waiting for the disk is most of what a transaction costs. Those that are asked for in the same
 * turn of the event loop therefore share one COMMIT, each behind a savepoint of its own, and nobody
 * is told of a success before it.
 */
export function connectSqlite(url: string, migrationsFolder: string): Connection {
  const file = url.replace(/^file:(\/\/)?/, '');
  const writer = new Sqlite(file, { timeout: 0 });
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  const reader = new Sqlite(file, { timeout: 5_000 });
  reader.pragma('query_only = ON');
  reader.pragma('cache_size = -16000');

  // It moves when another connection has committed, the writer of this process or another process.
  const dataVersion = reader.prepare('PRAGMA data_version').pluck();
  let seenVersion: unknown;

  const write = drizzle({ client: keepStatements(writer) });
  const inside = new AsyncLocalStorage<true>();
  const waiting: Turn[] = [];
  let serving: Promise<void> | undefined;

  async function serve(): Promise<void> {
    while (waiting.length > 0) {
      // One turn of the loop, so that whoever arrives with the first one is taken along.
      await nextTurn();
      await runGroup(writer, waiting.splice(0, GROUP));
    }
    serving = undefined;
  }

  // Drizzle's own types are wider than what both engines answer alike; ours are all that is let out.
  return {
    read: drizzle({ client: keepStatements(reader) }) as unknown as Database,
    transact<Result>(work: (tx: Transaction) => Promise<Result>) {
      if (inside.getStore()) throw new Error('transact inside transact');
      // The work goes on in the context of its own request, whoever runs the group.
      const here = AsyncLocalStorage.snapshot();
      return new Promise<Result>((resolve, reject) => {
        waiting.push({
          run: () => here(() => inside.run(true, () => work(write as unknown as Transaction))),
          resolve: resolve as Turn['resolve'],
          reject,
        });
        serving ??= serve();
      });
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
    mayHaveChanged() {
      const version = dataVersion.get();
      if (version === seenVersion) return false;
      seenVersion = version;
      return true;
    },
    async ping() {
      reader.prepare('select 1').get();
      await Promise.resolve();
    },
    async close() {
      await serving;
      reader.close();
      writer.close();
    },
  };
}

/** Several transactions one after the other, each with its own way back, and one COMMIT for all. */
async function runGroup(writer: Sqlite.Database, turns: readonly Turn[]): Promise<void> {
  const done: { readonly turn: Turn; readonly result: unknown }[] = [];
  try {
    await beginImmediate(writer);
    for (const turn of turns) {
      writer.exec('SAVEPOINT one');
      try {
        done.push({ turn, result: await runAlone(turn) });
      } catch (error) {
        // A full disk ends the whole transaction, and with it what the others had done.
        if (!writer.inTransaction) throw error;
        writer.exec('ROLLBACK TO one');
        turn.reject(error);
      }
      writer.exec('RELEASE one');
    }
    writer.exec('COMMIT');
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    for (const turn of turns) turn.reject(error);
    return;
  }
  for (const { turn, result } of done) turn.resolve(result);
}

async function runAlone(turn: Turn): Promise<unknown> {
  // better-sqlite3 answers at once, so honest work is over before the event loop turns again.
  const watch = { waitedForOthers: false };
  const alarm = setImmediate(() => {
    watch.waitedForOthers = true;
  });
  try {
    const result = await turn.run();
    if (watch.waitedForOthers) {
      throw new Error('transact waited for something that is not the database');
    }
    return result;
  } finally {
    clearImmediate(alarm);
  }
}

/**
 * Drizzle prepares a statement each time it is used; preparing costs more than running it. The text
 * is its name, so this keeps those that were prepared before, and forgets the oldest.
 */
function keepStatements(client: Sqlite.Database): Sqlite.Database {
  const kept = new Map<string, Sqlite.Statement>();
  const prepare = client.prepare.bind(client);
  client.prepare = ((text: string) => {
    const known = kept.get(text);
    if (known !== undefined) {
      // Drizzle asks some for rows and some for plain values.
      if (known.reader) known.raw(false);
      return known;
    }
    const statement = prepare(text);
    kept.set(text, statement);
    if (kept.size > STATEMENTS) kept.delete(kept.keys().next().value ?? '');
    return statement;
  }) as typeof client.prepare;
  return client;
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
