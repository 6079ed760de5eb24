import { expect } from 'chai';
import { findMail, listOutbox } from '../../src/db/outbox.ts';
import { dispatchMails } from '../../src/mail/dispatcher.ts';
import { openSmtp, type MailTransport } from '../../src/mail/transport.ts';
import { advance, receive, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, START, type Portal } from '../support/portal.ts';
import { startMailServer, type MailServer } from '../support/smtp.ts';

const MINUTE = 60_000;

describe('Sending what waits in the outbox', () => {
  let server: MailServer;
  let transport: MailTransport;
  let portal: Portal;
  beforeEach(async () => {
    server = await startMailServer();
    transport = openSmtp(server.url);
    portal = await openPortal({ transport });
  });
  afterEach(async () => {
    await portal.close();
    await server.stop();
  });

  const outbox = async () => (await listOutbox(portal.services.db.read, undefined)).reverse();
  const only = async () => {
    const rows = await outbox();
    const [mail] = rows;
    if (mail === undefined || rows.length > 1) throw new Error('not exactly one mail');
    return mail;
  };
  /** A further process with the same database and a way to send of its own. */
  const dispatch = (by: MailTransport = transport) =>
    dispatchMails({
      ...portal.services,
      transport: by,
      mailFrom: 'Portal <portal@example.org>',
      links: portal.services.links,
    });

  it('when a mail leaves, then it comes from the portal, answers go to the office, and it says what it is', async () => {
    const id = await receive(portal, 'event', { title: 'Fest für alle – 50 € Preise' });
    await portal.work();
    const row = await only();
    const [mail] = server.mails;
    expect(mail?.from?.value[0]?.address).to.equal('veedelpost@example.org');
    expect(mail?.replyTo?.value.map(({ address }) => address)).to.deep.equal([row.replyTo]);
    const city = await portal.services.city();
    expect(row.replyTo).to.equal(city.bySlug.get('kalk-humboldt')?.officeEmail);
    expect(mail?.to && 'value' in mail.to ? mail.to.value[0] : undefined).to.include({
      name: 'Nora Beispiel',
      address: 'nora@example.org',
    });
    expect(mail?.subject).to.equal('Bitte bestätigen: Fest für alle – 50 € Preise');
    expect(mail?.messageId).to.equal(`<${row.id}@localhost>`);
    expect(mail?.inReplyTo).to.equal(`<${id}@localhost>`);
    expect(mail?.references).to.equal(`<${id}@localhost>`);
    expect(mail?.headers.get('auto-submitted')).to.equal('auto-generated');
    const link = portal.services.links.confirm(id, 'de');
    expect(mail?.text).to.include(link);
    expect(mail?.html).to.include(link);
    expect(row).to.include({ status: 'sent', sentAt: START, attempts: 0, lastError: null });
  });

  it('when an item has many mails, then all of them are one thread', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const staff = await hireStaff(portal.services);
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    portal.clock.advance(5 * MINUTE);
    await portal.work();
    const toNora = server.mails.filter((mail) =>
      JSON.stringify(mail.to).includes('nora@example.org'),
    );
    expect(toNora).to.have.length(3);
    expect(new Set(toNora.map((mail) => mail.inReplyTo))).to.deep.equal(
      new Set([`<${id}@localhost>`]),
    );
    expect(new Set(toNora.map((mail) => mail.messageId)).size).to.equal(3);
  });

  it('when the server refuses for now, then it is tried again after growing pauses, and given up visibly', async () => {
    await receive(portal, 'entry');
    server.answer = { code: 451, text: 'greylisted' };
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await portal.work();
      const row = await only();
      expect(row).to.include({ status: 'waiting', attempts: attempt });
      expect(row.lastError).to.include('greylisted');
      pauses.push((row.sendAfter - portal.clock.now) / MINUTE);
      // Not a moment earlier.
      portal.clock.now = row.sendAfter - 1;
      await portal.work();
      expect(server.attempts).to.have.length(attempt);
      portal.clock.now = row.sendAfter;
    }
    expect(pauses).to.deep.equal([1, 5, 15, 60, 180, 480, 960]);
    await portal.work();
    expect(await only()).to.include({ status: 'failed', attempts: 8 });
    expect(server.mails).to.deep.equal([]);
  });

  it('when the server takes it after all, then it has left once and nothing is noted against it', async () => {
    await receive(portal, 'entry');
    server.answer = { code: 451, text: 'greylisted' };
    await portal.work();
    server.answer = undefined;
    portal.clock.advance(MINUTE);
    await portal.work();
    expect(await only()).to.include({ status: 'sent', attempts: 1, lastError: null });
    expect(server.mails).to.have.length(1);
  });

  it('when the address is refused for good, then it has failed at once and the others still leave', async () => {
    await receive(portal, 'entry', { submitterEmail: 'gone@example.org' });
    server.answer = { code: 550, text: 'no such person' };
    await portal.work();
    const row = await only();
    expect(row).to.include({ status: 'failed', attempts: 1 });
    expect(row.lastError).to.include('no such person');
    server.answer = undefined;
    portal.clock.advance(1_440 * MINUTE);
    await receive(portal, 'story');
    await portal.work();
    expect(server.attempts).to.deep.equal(['gone@example.org', 'nora@example.org']);
  });

  it('when the server is down, then the mail waits, and leaves when it is back', async () => {
    await receive(portal, 'entry');
    const port = Number(new URL(server.url).port);
    await server.stop();
    await portal.work();
    const row = await only();
    expect(row).to.include({ status: 'waiting', attempts: 1 });
    expect(row.lastError).to.match(/ECONNREFUSED|closed/);
    server = await startMailServer(port);
    portal.clock.now = row.sendAfter;
    await portal.work();
    expect(server.mails.map((mail) => mail.messageId)).to.deep.equal([`<${row.id}@localhost>`]);
  });

  it('when the process ends between sending and noting it, then it is sent again under the same Message-ID', async () => {
    await receive(portal, 'entry');
    // The process that is lost: the server has the letter, but its database has gone.
    const { db } = portal.services;
    let isGone = false;
    server.onTaken = () => (isGone = true);
    const lost: typeof db = {
      ...db,
      transact: (work) => (isGone ? Promise.reject(new Error('gone')) : db.transact(work)),
    };
    const parts = { ...portal.services, db: lost, transport, mailFrom: 'a@example.org' };
    const end = await dispatchMails(parts).catch((error: unknown) => (error as Error).message);
    expect(end).to.equal('gone');
    expect(await only()).to.include({ status: 'waiting', attempts: 0 });
    await portal.work();
    expect(server.mails).to.have.length(1);
    portal.clock.advance(2 * MINUTE + 1);
    await portal.work();
    const id = `<${(await only()).id}@localhost>`;
    expect(server.mails.map(({ messageId }) => messageId)).to.deep.equal([id, id]);
    expect(await only()).to.include({ status: 'sent' });
  });

  it('when two processes send at once, then each mail leaves once', async () => {
    for (let n = 0; n < 15; n += 1)
      await receive(portal, 'entry', { title: `Nummer ${String(n)}` });
    const second = openSmtp(server.url);
    const counts = await Promise.all([dispatch(), dispatch(second), dispatch()]);
    second.close();
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(15);
    expect(new Set(server.mails.map((mail) => mail.messageId)).size).to.equal(15);
    expect(server.mails).to.have.length(15);
  });

  it('when a mail cannot be written out, then it is noted, and the others still leave', async () => {
    await receive(portal, 'entry');
    const broken = {
      ...portal.services.links,
      confirm: () => {
        throw new Error('no address');
      },
    };
    await dispatchMails({
      ...portal.services,
      transport,
      mailFrom: 'a@example.org',
      links: broken,
    });
    const row = await only();
    expect(row).to.include({ status: 'waiting', attempts: 1, lastError: 'no address' });
    expect((await findMail(portal.services.db.read, row.id))?.leasedUntil).to.equal(null);
  });
});
