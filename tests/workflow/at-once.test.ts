import { expect } from 'chai';
import { loadContent } from '../../src/db/submissions.ts';
import { OutOfDate } from '../../src/domain/errors.ts';
import { fireTimers } from '../../src/workflow/fire-timers.ts';
import {
  advance,
  load,
  mailsOf,
  mend,
  receive,
  receiveConfirmed,
  storyOf,
} from '../support/lives.ts';
import { hireStaff, openPortal, START, type Portal, type Staff } from '../support/portal.ts';

const DAY = 86_400_000;

describe('Several at the same moment', () => {
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  beforeEach(() => {
    portal.clock.now = START;
  });
  after(() => portal.close());

  it('when two colleagues decide at the same moment, then exactly one decision counts', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await receiveConfirmed(portal, 'entry');
      const { version } = await load(portal, id);
      const reason = 'duplicate';
      const results = await Promise.allSettled([
        advance(portal, id, { type: 'approve' }, staff.kalk, { version }),
        advance(portal, id, { type: 'reject', reason }, staff.kalkSecond, { version }),
      ]);
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost).to.have.length(1);
      expect(lost[0]?.reason).to.be.instanceOf(OutOfDate);
      const story = (await storyOf(portal, id)).slice(2);
      expect(story).to.have.length(1);
      const mails = (await mailsOf(portal, id)).filter(
        (mail) => mail.endsWith('(waiting)') && /^(approved|rejected)/.test(mail),
      );
      expect(mails).to.have.length(1);
      expect((await load(portal, id)).version).to.equal(version + 1);
    }
  });

  it('when a contributor sends a change twice at the same moment, then both are kept in their order', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await receiveConfirmed(portal, 'entry');
      await Promise.all(
        ['Eins', 'Zwei'].map((title) => mend(portal, id, 'resubmit', 'entry', { title })),
      );
      const row = await load(portal, id);
      expect(row.revision).to.equal(3);
      const titles = await Promise.all(
        [2, 3].map(async (n) => (await loadContent(portal.services.db.read, id, n)).title),
      );
      expect([...titles].sort()).to.deep.equal(['Eins', 'Zwei']);
      expect(row.title).to.equal(titles[1]);
    }
  });

  it('when two processes fire the same timers at once, then each fires once', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => receive(portal, 'entry')));
    portal.clock.advance(2 * DAY);
    const fired = await Promise.all([1, 2, 3].map(() => fireTimers(portal.services)));
    expect(fired.reduce((sum, count) => sum + count, 0)).to.equal(ids.length);
    for (const id of ids) {
      const mails = (await mailsOf(portal, id)).map((mail) => mail.split(' ')[0]);
      expect(mails).to.deep.equal(['confirmRequest', 'confirmReminder']);
    }
  });

  it('when people act in the very moment in which timers fall due, then nobody is turned away', async function () {
    this.timeout(60_000);
    const { services } = portal;
    for (let round = 0; round < 24; round += 1) {
      const id = await receiveConfirmed(portal, 'entry');
      await advance(portal, id, { type: 'claim' }, staff.kalk);
      portal.clock.advance(30 * 60_000);
      const fire = async () => {
        // A little later in each round, so that the two meet in every possible way.
        for (let step = 0; step < round % 8; step += 1) await services.db.ping();
        await fireTimers(services);
      };
      const [row] = await Promise.all([
        advance(portal, id, { type: 'approve' }, staff.kalk),
        fire(),
      ]);
      expect(row.publication).to.equal('live');
      while ((await fireTimers(services)) > 0);
      expect(await load(portal, id)).to.include({ publication: 'live', claimedBy: null });
    }
  });
});
