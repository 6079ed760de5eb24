import { expect } from 'chai';
import { consume, sweepRateLimits } from '../../src/db/rate-limits.ts';
import { rateLimits } from '../../src/db/schema.ts';
import { TooFast } from '../../src/domain/errors.ts';
import { openPortal, type Portal } from '../support/portal.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const limit = { points: 3, perMilliseconds: 60_000 };

describe('Limits', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  const use = (key: string, now = NOW) =>
    portal.services.db
      .transact((tx) => consume(tx, key, limit, now))
      .then(
        () => 'taken',
        (error: unknown) => error,
      );
  const points = async (key: string) =>
    (await portal.services.db.read.select().from(rateLimits)).find((row) => row.key === key)
      ?.points;

  it('when a limit is used up, then it says in how many seconds it is free again, and then it is', async () => {
    for (let n = 0; n < 3; n += 1) expect(await use('a', NOW + n * 10_000)).to.equal('taken');
    const refused = await use('a', NOW + 30_000);
    expect(refused).to.be.instanceOf(TooFast).and.to.have.property('retryAfter', 30);
    expect(await use('a', NOW + 59_999)).to.have.property('retryAfter', 1);
    expect(await use('a', NOW + 60_001)).to.equal('taken');
    expect(await points('a')).to.equal(1);
  });

  it('when somebody uses theirs up, then nobody else notices', async () => {
    for (let n = 0; n < 4; n += 1) await use('b');
    expect(await use('b')).to.be.instanceOf(TooFast);
    expect(await use('c')).to.equal('taken');
  });

  it('when a use is refused or taken back, then it is not counted', async () => {
    for (let n = 0; n < 9; n += 1) await use('d');
    expect(await points('d')).to.equal(3);
    const undone = portal.services.db.transact(async (tx) => {
      await consume(tx, 'e', limit, NOW);
      throw new Error('taken back');
    });
    await undone.catch(() => undefined);
    expect(await points('e')).to.equal(undefined);
  });

  it('when many come at once, then no more than the limit get through', async () => {
    const results = await Promise.all(Array.from({ length: 12 }, () => use('f')));
    expect(results.filter((result) => result === 'taken')).to.have.length(3);
  });

  it('when windows are over, then their rows are swept away, and only theirs', async () => {
    await use('old', NOW);
    await use('young', NOW + 50_000);
    await portal.services.db.transact((tx) => sweepRateLimits(tx, NOW + 60_001));
    expect([await points('old'), await points('young')]).to.deep.equal([undefined, 1]);
  });
});
