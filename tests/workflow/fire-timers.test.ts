import { eq } from 'drizzle-orm';
import { expect } from 'chai';
import { listItems, listPromoted, findItem } from '../../src/db/queries/sites.ts';
import { countQueue, listQueue } from '../../src/db/queries/queue.ts';
import { revisions } from '../../src/db/schema.ts';
import { listTimers, startTimers } from '../../src/db/timers.ts';
import {
  accountOf,
  advance,
  load,
  mailsOf,
  mend,
  receive,
  receiveConfirmed,
  storyOf,
} from '../support/lives.ts';
import { START, hireStaff, openPortal, type Portal, type Staff } from '../support/portal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('What happens when time passes', () => {
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  beforeEach(() => {
    portal.clock.now = START;
  });
  afterEach(async () => {
    // What one test left running must not fall due in the next.
    portal.clock.now = START + 400 * DAY;
    await portal.work();
  });
  after(() => portal.close());

  const wait = async (milliseconds: number): Promise<void> => {
    portal.clock.advance(milliseconds);
    await portal.work();
  };
  const ask = async (by: string, view: 'open' | 'overdue' | 'mine') => {
    const account = await accountOf(portal, by);
    const filter = { view, kind: undefined, districtId: undefined };
    const rows = await listQueue(
      portal.services.db.read,
      account,
      filter,
      portal.clock.now,
      100,
      0,
    );
    const counts = await countQueue(portal.services.db.read, account, portal.clock.now);
    expect(counts[view]).to.equal(rows.length);
    return rows.map((row) => row.submission.id);
  };

  it('when nobody confirms, then a reminder goes out after two days and it expires after seven', async () => {
    const id = await receive(portal, 'entry');
    await wait(2 * DAY - 1);
    expect(await mailsOf(portal, id)).to.deep.equal(['confirmRequest to nora@example.org']);
    await wait(1);
    expect((await mailsOf(portal, id)).at(-1)).to.equal('confirmReminder to nora@example.org');
    await wait(5 * DAY);
    expect(await load(portal, id)).to.include({ review: 'expired', version: 3 });
    expect((await storyOf(portal, id)).slice(1)).to.deep.equal([
      'confirmationReminder by time',
      'confirmationDeadline by time',
    ]);
    const late = await advance(portal, id, { type: 'confirm' }, 'contributor');
    expect(late).to.include({ review: 'queued', confirmed: true });
  });

  it('when it is confirmed in time, then neither happens', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const names = (await listTimers(portal.services.db.read, id)).map(
      (row) => row.timerId.split('.')[2],
    );
    expect(names).to.deep.equal(['deskReminder', 'escalation']);
    await wait(8 * DAY);
    expect(await load(portal, id)).to.include({ review: 'queued' });
    expect((await mailsOf(portal, id)).join()).not.to.include('confirmReminder');
  });

  it('when a claim is left alone for half an hour, then the submission is free again', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await advance(portal, id, { type: 'claim' }, staff.kalk);
    await wait(30 * 60_000 - 1);
    expect(await ask(staff.kalk, 'mine')).to.deep.equal([id]);
    await wait(1);
    expect(await load(portal, id)).to.include({ review: 'queued', claimedBy: null });
    expect(await ask(staff.kalk, 'mine')).to.deep.equal([]);
    expect((await storyOf(portal, id)).at(-1)).to.equal('claimLease by time');
  });

  it('when the office does not decide, then it is reminded once, and then the portal sees it too', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await wait(2 * DAY);
    await advance(portal, id, { type: 'claim' }, staff.kalk);
    await advance(portal, id, { type: 'release' }, staff.kalk);
    await wait(DAY);
    expect(await mailsOf(portal, id)).to.include(`overdue to ${staff.kalkSecond}`);
    expect(await ask(staff.portal, 'open')).not.to.include(id);
    await wait(4 * DAY);
    expect(await ask(staff.kalk, 'overdue')).to.include(id);
    expect(await ask(staff.portal, 'open')).to.include(id);
    expect(await ask(staff.chorweiler, 'open')).not.to.include(id);
    const escalated = (await mailsOf(portal, id)).filter((mail) => mail.startsWith('escalated'));
    expect(escalated.sort()).to.deep.equal(
      [staff.kalkSecond, staff.kalk, staff.portal].map((email) => `escalated to ${email}`),
    );
    expect((await advance(portal, id, { type: 'approve' }, staff.portal)).publication).to.equal(
      'live',
    );
    const undone = await advance(portal, id, { type: 'undo' }, staff.portal);
    expect(undone).to.include({ review: 'queued', escalated: true });
    expect(await ask(staff.portal, 'open')).to.include(id);
  });

  it('when requested changes do not come, then a reminder goes out and it expires; they may still come', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await advance(portal, id, { type: 'requestChanges', message: 'Wann?' }, staff.kalk);
    await wait(7 * DAY);
    expect(await mailsOf(portal, id)).to.include('changesReminder to nora@example.org');
    await wait(14 * DAY);
    expect(await load(portal, id)).to.include({ review: 'expired' });
    expect((await mailsOf(portal, id)).at(-1)).to.equal('expired to nora@example.org');
    const mended = await mend(portal, id, 'resubmit', 'entry', { title: 'Doch noch' });
    expect(mended).to.include({ review: 'queued', revision: 2, title: 'Doch noch' });
  });

  it('when an item is scheduled, then it appears at that moment and its contributor is told', async () => {
    const id = await receiveConfirmed(portal, 'story');
    const at = portal.clock.now + 3 * DAY;
    const { slug } = await advance(portal, id, { type: 'schedule', at }, staff.kalk);
    await wait(3 * DAY - 1);
    expect(await findItem(portal.services.db.read, 'story', slug)).to.equal(undefined);
    await wait(1);
    const item = await findItem(portal.services.db.read, 'story', slug);
    expect(item).to.include({ state: 'live', publishedAt: at });
    expect(await mailsOf(portal, id)).to.include.members([
      'scheduled to nora@example.org',
      'published to nora@example.org',
    ]);
  });

  it('when an event is over, then it leaves the lists and the landing page, and its page stays', async () => {
    const id = await receiveConfirmed(portal, 'event');
    const { slug } = await advance(portal, id, { type: 'approve' }, staff.kalk);
    await advance(portal, id, { type: 'promote', until: null }, staff.editor);
    const { db } = portal.services;
    const listed = async () => {
      const { items } = await listItems(db.read, { kind: 'event', districtId: undefined }, 10);
      const promoted = await listPromoted(db.read);
      return [items, promoted].map((rows) => rows.map((row) => row.submissionId));
    };
    const end = Date.parse('2026-12-05T17:30:00Z');
    await wait(end - portal.clock.now - 1);
    expect(await listed()).to.deep.equal([[id], [id]]);
    await wait(1);
    expect(await listed()).to.deep.equal([[], []]);
    expect(await findItem(db.read, 'event', slug)).to.include({ state: 'ended' });
    expect(await load(portal, id)).to.include({ publication: 'ended', promotion: 'none' });
  });

  it('when a timer outlived its state, then it is dropped; when one cannot be fired, the others still are', async () => {
    const { db } = portal.services;
    const stale = await receiveConfirmed(portal, 'entry');
    const type = 'xstate.after.claimLease.submission.review.open.inReview';
    const timer = { id: type, event: type, delay: 0 };
    await db.transact((tx) => startTimers(tx, stale, [timer], START));

    const at = portal.clock.now + DAY;
    const broken = await receiveConfirmed(portal, 'story');
    await advance(portal, broken, { type: 'schedule', at }, staff.kalk);
    await db.transact((tx) => tx.delete(revisions).where(eq(revisions.submissionId, broken)));
    const sound = await receiveConfirmed(portal, 'story');
    await advance(portal, sound, { type: 'schedule', at: at + 1 }, staff.kalk);

    await wait(DAY + 1);
    expect((await listTimers(db.read, stale)).map((timer) => timer.timerId)).not.to.include(type);
    expect(await load(portal, broken)).to.include({ publication: 'scheduled' });
    expect(await load(portal, sound)).to.include({ publication: 'live' });
  });
});
