import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { connect } from '../../src/db/connect.ts';
import type { Connection } from '../../src/db/connection.ts';
import { countUp } from '../../src/db/counters.ts';
import { counters } from '../../src/db/schema.ts';
import { ENGINE, openPortal, type Portal } from '../support/portal.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';

describe('The database', () => {
  let portal: Portal;
  let db: Connection;
  before(async () => {
    portal = await openPortal();
    db = portal.services.db;
  });
  after(() => portal.close());

  const valueOf = async (name: string): Promise<number | undefined> =>
    (await db.read.select().from(counters)).find((row) => row.name === name)?.value;
  const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'it was done',
      (error: unknown) => (error as Error).message,
    );

  it('when a transaction ends, then all of it is there for others; before, nothing', async () => {
    await db.transact(async (tx) => {
      await countUp(tx, 'whole a');
      await countUp(tx, 'whole b');
      expect((await tx.select().from(counters)).map((row) => row.name)).to.include('whole a');
      expect(await valueOf('whole a')).to.equal(undefined);
    });
    expect([await valueOf('whole a'), await valueOf('whole b')]).to.deep.equal([1, 1]);
  });

  it('when a transaction fails, then nothing of it is left, and the next one works', async () => {
    const failing = db.transact(async (tx) => {
      await countUp(tx, 'failed');
      throw new Error('in the middle');
    });
    expect(await reasonOf(failing)).to.equal('in the middle');
    expect(await valueOf('failed')).to.equal(undefined);
    expect(await db.transact((tx) => countUp(tx, 'failed'))).to.equal(1);
  });

  it('when a statement fails inside, then what came before it is gone too', async () => {
    const failing = db.transact(async (tx) => {
      await countUp(tx, 'statement');
      await tx.insert(counters).values({ name: 'statement', value: 7 });
    });
    expect(await reasonOf(failing)).to.match(/insert into "counters"|UNIQUE/);
    expect(await valueOf('statement')).to.equal(undefined);
  });

  it('when one transaction fails, then another that runs at the same time keeps its row', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        db.transact(async (tx) => {
          await countUp(tx, `neighbour ${String(n)}`);
          if (n % 2 === 0) throw new Error('even ones fail');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(5);
    for (let n = 0; n < 10; n += 1) {
      expect(await valueOf(`neighbour ${String(n)}`)).to.equal(n % 2 === 0 ? undefined : 1);
    }
  });

  it('when forty count at once, then each gets a number of its own and none is left out', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 40 }, () => db.transact((tx) => countUp(tx, 'crowd'))),
    );
    expect([...numbers].sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
  });

  it('when a transaction is begun inside another, then it is an error and both leave nothing', async () => {
    const nested = db.transact(async (tx) => {
      await countUp(tx, 'outer');
      await db.transact((inner) => countUp(inner, 'inner'));
    });
    expect(await reasonOf(nested)).to.equal('transact inside transact');
    expect([await valueOf('outer'), await valueOf('inner')]).to.deep.equal([undefined, undefined]);
  });

  if (ENGINE === 'sqlite') {
    it('when a transaction waits for something else than the database, then it is an error and leaves nothing', async () => {
      const waiting = db.transact(async (tx) => {
        await countUp(tx, 'waited');
        await pause(5);
        return countUp(tx, 'waited');
      });
      expect(await reasonOf(waiting)).to.equal(
        'transact waited for something that is not the database',
      );
      expect(await valueOf('waited')).to.equal(undefined);
      expect(await db.transact((tx) => countUp(tx, 'waited'))).to.equal(1);
    });
  }

  if (ENGINE === 'sqlite') {
    it('outside a transaction nothing can write, even where the types are got round', async () => {
      const read = db.read as unknown as Pick<
        Parameters<Parameters<Connection['transact']>[0]>[0],
        'insert'
      >;
      const writing = (async () => {
        await read.insert(counters).values({ name: 'sneaked in', value: 1 });
      })();
      expect(await reasonOf(writing)).to.match(/insert into "counters"|readonly|read-only/i);
      expect(await valueOf('sneaked in')).to.equal(undefined);
    });
  }

  it('when three processes bring an empty database up to date at once, then all of them can use it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'veedelpost-migrate-'));
    const server = ENGINE === 'postgres' ? await createDatabase(await startPostgres()) : undefined;
    const url = server?.url ?? `file:${join(folder, 'new.sqlite')}`;
    const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url));
    const processes = await Promise.all([1, 2, 3].map(() => connect(url, migrations)));
    try {
      await Promise.all(processes.map((process) => process.migrate()));
      const counts = await Promise.all(
        processes.map((process) => process.transact((tx) => countUp(tx, 'starts'))),
      );
      expect([...counts].sort()).to.deep.equal([1, 2, 3]);
      await processes[0]?.migrate();
      expect(await processes[1]?.read.select().from(counters)).to.deep.equal([
        { name: 'starts', value: 3 },
      ]);
    } finally {
      await Promise.all(processes.map((process) => process.close()));
      await server?.drop();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('when much is read at one moment, then what others write meanwhile does not show', async () => {
    await db.transact((tx) => countUp(tx, 'moment'));
    const seen = await db.snapshot(async (view) => {
      const before = await view.select().from(counters);
      await db.transact((tx) => countUp(tx, 'moment'));
      return [before, await view.select().from(counters)];
    });
    expect(seen[1]).to.deep.equal(seen[0]);
    expect(await valueOf('moment')).to.equal(2);
  });
});
