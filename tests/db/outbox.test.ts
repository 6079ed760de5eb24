import { expect } from 'chai';
import { v7 as uuid } from 'uuid';
import {
  cancelHeldMails,
  findMail,
  listOutbox,
  putInOutbox,
  settleOutbox,
  type NewMail,
} from '../../src/db/outbox.ts';
import { markFailed, markSent, retryFailedMails } from '../../src/db/mail-outcomes.ts';
import { leaseDueMails } from '../../src/db/due-mails.ts';
import type { Transaction } from '../../src/db/connection.ts';
import { receive } from '../support/lives.ts';
import { START as NOW, openPortal, type Portal } from '../support/portal.ts';

const LEASE = 120_000;

describe('The outbox', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await openPortal();
  });
  afterEach(() => portal.close());

  const transact = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    portal.services.db.transact(work);
  const put = async (...changes: Partial<NewMail>[]): Promise<string[]> => {
    const mails = changes.map((change) => ({
      id: uuid(),
      submissionId: null,
      mail: 'passwordReset',
      toAddress: 'kim@example.org',
      toName: 'Kim',
      replyTo: 'office@example.org',
      language: 'de',
      data: {},
      held: false,
      createdAt: NOW,
      sendAfter: NOW,
      ...change,
    }));
    await transact((tx) => putInOutbox(tx, mails));
    return mails.map((mail) => mail.id);
  };
  const lease = async (now = NOW, limit = 20) =>
    (await transact((tx) => leaseDueMails(tx, now, LEASE, limit))).map((mail) => mail.id);
  const find = async (id = '') => {
    const mail = await findMail(portal.services.db.read, id);
    if (mail === undefined) throw new Error('no such mail');
    return mail;
  };

  it('when mails are due, then each is leased once, the oldest first, and no more than asked for', async () => {
    const [late, early, third] = await put({}, { sendAfter: NOW - 1_000 }, { sendAfter: NOW + 1 });
    expect(await lease(NOW, 1)).to.deep.equal([early]);
    expect(await lease(NOW)).to.deep.equal([late]);
    expect(await lease(NOW)).to.deep.equal([]);
    expect(await lease(NOW + 1)).to.deep.equal([third]);
  });

  it('when two processes lease at once, then no mail is in the hands of both', async () => {
    const ids = await put(...Array.from({ length: 30 }, () => ({})));
    const taken = (await Promise.all([1, 2, 3, 4].map(() => lease(NOW, 10)))).flat();
    while (taken.length < ids.length) {
      const more = await lease(NOW, 10);
      expect(more).not.to.deep.equal([]);
      taken.push(...more);
    }
    expect([...taken].sort()).to.deep.equal([...ids].sort());
  });

  it('when a process died with its lease, then another takes the mail over after the lease', async () => {
    const [id] = await put({});
    expect(await lease()).to.deep.equal([id]);
    expect(await lease(NOW + LEASE)).to.deep.equal([]);
    expect(await lease(NOW + LEASE + 1)).to.deep.equal([id]);
  });

  it('when a mail has left, then it is not leased again, whatever the time', async () => {
    const [id = ''] = await put({});
    await lease();
    await transact((tx) => markSent(tx, [{ id, data: {} }], 'sent', NOW));
    expect(await find(id)).to.include({ status: 'sent', sentAt: NOW, leasedUntil: null });
    expect(await lease(NOW + 30 * 86_400_000)).to.deep.equal([]);
  });

  it('when sending failed for now, then it comes again at its time; for good, only when asked for', async () => {
    const [id = ''] = await put({});
    await lease();
    await transact(async (tx) => markFailed(tx, [await find(id)], 'busy', NOW + 60_000));
    expect(await find(id)).to.include({ status: 'waiting', attempts: 1, lastError: 'busy' });
    expect(await lease(NOW + 59_999)).to.deep.equal([]);
    expect(await lease(NOW + 60_000)).to.deep.equal([id]);

    await transact(async (tx) => markFailed(tx, [await find(id)], 'no such person', null));
    expect(await find(id)).to.include({ status: 'failed', attempts: 2 });
    expect(await lease(NOW + 30 * 86_400_000)).to.deep.equal([]);
    expect(
      (await listOutbox(portal.services.db.read, 'failed')).map((mail) => mail.id),
    ).to.deep.equal([id]);

    expect(await transact((tx) => retryFailedMails(tx, NOW, uuid()))).to.equal(0);
    expect(await transact((tx) => retryFailedMails(tx, NOW, id))).to.equal(1);
    expect(await lease()).to.deep.equal([id]);
  });

  it('when a decision is taken back, then only its held mail goes, and not one that is on its way', async () => {
    const submissionId = await receive(portal, 'entry');
    const [held, plain] = await put(
      { submissionId, held: true, sendAfter: NOW + 1 },
      { submissionId, sendAfter: NOW + 1 },
      { held: true, sendAfter: NOW + 1 },
    );
    expect(await transact((tx) => cancelHeldMails(tx, submissionId))).to.equal(1);
    expect(await findMail(portal.services.db.read, held ?? '')).to.equal(undefined);
    expect(await find(plain)).to.include({ status: 'waiting' });
    const [leaving] = await put({ submissionId, held: true });
    expect(await lease()).to.include(leaving);
    expect(await transact((tx) => cancelHeldMails(tx, submissionId))).to.equal(0);
  });

  it('when the past is settled, then what was written until then is kept and not sent', async () => {
    const [old, young] = await put({ createdAt: NOW - 1 }, { createdAt: NOW + 1 });
    await transact((tx) => settleOutbox(tx, NOW));
    expect(await find(old)).to.include({ status: 'kept' });
    expect(await lease(NOW + 1)).to.deep.equal([young]);
  });
});
