import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** How long a listening connection is believed after it was last seen to work. */
const TRUST_MS = 5_000;
const ANSWER_MS = 2_000;
/** After a failure, so that a portal without its database is not busy with asking. */
const PAUSE_MS = 1_000;
const PING = 'ping ';

export interface ChangeListener {
  /** See `Connection.mayHaveChanged`. */
  mayHaveChanged(): boolean;
  /** This process has written something itself. */
  noteOwn(): void;
  close(): Promise<void>;
}

/**
 * Hears of every change on a channel by LISTEN, on a connection of its own. A lost connection hears
 * nothing and says nothing, and behind a pooler LISTEN may never work; so it is believed for some
 * seconds only after a notice that was sent by another way has come back on it, which also shows
 * that everything before it has. Until then every question is answered with "may have".
 */
export function listenForChanges(
  url: string,
  channel: string,
  query: (sql: string, values: unknown[]) => Promise<unknown>,
): ChangeListener {
  let client: pg.Client | undefined;
  let provenAt = -Infinity;
  let failedAt = -Infinity;
  let changed = true;
  let closed = false;
  let checking: Promise<void> | undefined;
  let waiting: { payload: string; heard: () => void } | undefined;

  const lose = (which: pg.Client) => {
    if (which !== client) return;
    client = undefined;
    provenAt = -Infinity;
    changed = true;
  };
  const open = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
    });
    client = fresh;
    fresh.on('error', () => {
      lose(fresh);
    });
    fresh.on('end', () => {
      lose(fresh);
    });
    fresh.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith(PING)) changed = true;
      else if (payload === waiting?.payload) waiting.heard();
    });
    await fresh.connect();
    await fresh.query(`LISTEN ${channel}`);
  };
  const prove = async () => {
    const began = performance.now();
    if (client === undefined) await open();
    const payload = PING + randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    waiting = {
      payload,
      heard: () => {
        resolve(undefined);
      },
    };
    const alarm = setTimeout(() => {
      reject(new Error('the notice did not come back'));
    }, ANSWER_MS);
    try {
      await query('select pg_notify($1, $2)', [channel, payload]);
      await promise;
      provenAt = began;
    } finally {
      clearTimeout(alarm);
      promise.catch(() => undefined);
    }
  };
  const check = () => {
    checking ??= prove()
      .catch(() => {
        failedAt = performance.now();
        const lost = client;
        if (lost === undefined) return;
        lose(lost);
        lost.end().catch(() => undefined);
      })
      .finally(() => {
        checking = undefined;
      });
  };

  return {
    mayHaveChanged() {
      const now = performance.now();
      const age = now - provenAt;
      // Asked again in good time, so that a portal that is read keeps its trust.
      if (age > TRUST_MS / 2 && now - failedAt > PAUSE_MS && !closed) check();
      if (age > TRUST_MS) return true;
      const answer = changed;
      changed = false;
      return answer;
    },
    noteOwn() {
      changed = true;
    },
    async close() {
      closed = true;
      await checking;
      await client?.end();
    },
  };
}
