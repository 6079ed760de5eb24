import { AsyncLocalStorage } from 'node:async_hooks';
import type * as engine from 'drizzle-orm/node-postgres';
import type * as migrator from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Connection, Transaction } from './connection.ts';
import { SITES_CHANNEL } from './counters.ts';
import { loadDrizzle } from './drizzle.ts';
import { listenForChanges } from './listen.postgres.ts';

const { drizzle } = loadDrizzle<typeof engine>('drizzle-orm/node-postgres');
const { migrate } = loadDrizzle<typeof migrator>('drizzle-orm/node-postgres/migrator');

// Any number that no other program on the same server uses for its own advisory lock.
const MIGRATION_LOCK = 7_330_221;

function asShared(own: Pick<engine.NodePgDatabase, keyof Transaction>): Transaction {
  // Drizzle's types of this engine, as those that both answer alike: see connection.ts.
  return own as unknown as Transaction;
}

/** PostgreSQL, or anything that speaks it: a pool, and Drizzle's own transactions. */
export function connectPostgres(url: string, migrationsFolder: string): Connection {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle is replaced by the pool; unheard, it would end the process.
  pool.on('error', () => undefined);
  const db = drizzle({ client: pool });
  const inside = new AsyncLocalStorage<true>();
  const listener = listenForChanges(url, SITES_CHANNEL, (sql, values) => pool.query(sql, values));

  return {
    read: asShared(db),
    async transact(work) {
      if (inside.getStore()) throw new Error('transact inside transact');
      try {
        return await inside.run(true, () => db.transaction((tx) => work(asShared(tx))));
      } finally {
        // Whoever wrote it here must see it at once, and not only when the notice has come.
        listener.noteOwn();
      }
    },
    snapshot(work) {
      return db.transaction((tx) => work(asShared(tx)), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      });
    },
    async migrate() {
      // Of three processes that migrate at once, two fail without the lock.
      const client = await pool.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        await migrate(drizzle({ client }), { migrationsFolder });
      } finally {
        await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
        client.release();
      }
    },
    mayHaveChanged: () => listener.mayHaveChanged(),
    async ping() {
      await pool.query('select 1');
    },
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}
