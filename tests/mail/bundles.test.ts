import { expect } from 'chai';
import { v7 as uuid } from 'uuid';
import {
  cancelHeldMails,
  GATHERING_MS,
  listOutbox,
  putInOutbox,
  type NewMail,
} from '../../src/db/outbox.ts';
import { dispatchMails } from '../../src/mail/dispatcher.ts';
import { openSmtp, type MailTransport } from '../../src/mail/transport.ts';
import { receive } from '../support/lives.ts';
import { openPortal, START, type Portal } from '../support/portal.ts';
import { startMailServer, type MailServer } from '../support/smtp.ts';

const MINUTE = 60_000;

describe('Mails about what came in together', () => {
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

  let number = 0;
  const put = async (...changes: Partial<NewMail>[]): Promise<string[]> => {
    const mails = changes.map((change) => {
      number += 1;
      const { data, ...rest } = change;
      return {
        id: uuid({ msecs: portal.clock.now }),
        submissionId: null,
        mail: 'received',
        toAddress: 'nora@example.org',
        toName: 'Nora Beispiel',
        replyTo: 'office@example.org',
        language: 'de',
        held: false,
        createdAt: portal.clock.now,
        sendAfter: portal.clock.now,
        bundle: 'batch-1',
        ...rest,
        data: {
          submissionId: uuid(),
          reference: `KAL-26-${String(number).padStart(4, '0')}`,
          kind: 'event',
          title: `Nummer ${String(number)}`,
          batchId: '01933e1c-0000-7000-8000-000000000001',
          ...data,
        },
      };
    });
    await portal.services.db.transact((tx) => putInOutbox(tx, mails));
    return mails.map((mail) => mail.id);
  };
  const statuses = async () =>
    Object.fromEntries(
      (await listOutbox(portal.services.db.read, undefined, 2_000)).map((mail) => [
        mail.id,
        mail.status,
      ]),
    );
  const later = async (milliseconds = GATHERING_MS) => {
    portal.clock.advance(milliseconds);
    await portal.work();
  };

  it('when twelve are due, then one letter leaves that counts and lists them, and each is noted as sent', async () => {
    const ids = await put(...Array.from({ length: 12 }, () => ({})));
    await later();
    expect(server.mails).to.have.length(1);
    const [mail] = server.mails;
    expect(mail?.subject).to.equal('12 Veranstaltungen sind angekommen');
    expect(mail?.messageId).to.equal(`<${[...ids].sort()[0] ?? ''}@localhost>`);
    for (const id of ids) expect((await statuses())[id]).to.equal('sent');
    expect(mail?.text?.match(/KAL-26-\d{4}/g)).to.have.length(12);
    expect(mail?.text).to.match(/Alle ansehen:\n\S+\/sammlung\/[\w-]{43}\n/);
  });

  it('when one is alone, then its letter reads as if there had never been others', async () => {
    await put({});
    await later();
    expect(server.mails[0]?.subject).to.equal(`Angekommen: Nummer ${String(number)}`);
  });

  it('when they are written one after another, then the letter waits for the last, but not for ever', async () => {
    for (let n = 0; n < 4; n += 1) {
      await put({});
      await later(GATHERING_MS - 1);
      expect(server.mails).to.have.length(0);
    }
    await later();
    expect(server.mails.map((mail) => mail.subject)).to.deep.equal([
      '4 Veranstaltungen sind angekommen',
    ]);
    for (let n = 0; n < 40; n += 1) {
      await put({ bundle: 'endless' });
      await later(GATHERING_MS - 1);
    }
    expect(server.mails.length).to.be.within(2, 4);
  });

  it('when it is another reader, kind, language or bundle, then it is another letter', async () => {
    await put(
      {},
      {},
      { toAddress: 'ben@example.org' },
      { toAddress: 'ben@example.org' },
      { mail: 'rejected' },
      { mail: 'rejected' },
      { bundle: 'batch-2' },
      { bundle: 'batch-2' },
      { bundle: null },
      { bundle: null },
    );
    await later();
    expect(server.mails.map((mail) => mail.subject?.replace(/\d+$/, 'n')).sort()).to.deep.equal([
      '2 Veranstaltungen sind angekommen',
      '2 Veranstaltungen sind angekommen',
      '2 Veranstaltungen sind angekommen',
      '2 Veranstaltungen sind nicht angenommen',
      'Angekommen: Nummer n',
      'Angekommen: Nummer n',
    ]);
  });

  it('when a kind is not told in common, then each of a bundle leaves by itself', async () => {
    await put({ mail: 'handedOver' }, { mail: 'handedOver' });
    await later();
    expect(server.mails).to.have.length(2);
  });

  it('when a decision about one is taken back, then the letter does not speak of it', async () => {
    const first = await receive(portal, 'event', { title: 'Bleibt' });
    const second = await receive(portal, 'event', { title: 'Zurückgenommen' });
    await portal.work();
    const held = { mail: 'approved', held: true, sendAfter: START + 5 * MINUTE };
    await put(
      { ...held, submissionId: first, data: { title: 'Bleibt' } },
      { ...held, submissionId: second, data: { title: 'Zurückgenommen' } },
      { ...held, data: { title: 'Bleibt auch' } },
    );
    await portal.services.db.transact((tx) => cancelHeldMails(tx, second));
    await later(5 * MINUTE + GATHERING_MS);
    const letter = server.mails.at(-1);
    expect(letter?.subject).to.equal('2 Veranstaltungen sind freigegeben');
    expect(letter?.text).to.include('Bleibt auch').and.not.include('Zurückgenommen');
  });

  it('when the process ends between sending and noting, then the same letter comes again under its name, without what was added since', async () => {
    const ids = await put({}, {}, {});
    portal.clock.advance(GATHERING_MS);
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
    server.onTaken = () => undefined;
    const [added = ''] = await put({});
    await later(3 * MINUTE);
    const name = `<${[...ids].sort()[0] ?? ''}@localhost>`;
    const same = server.mails.filter((mail) => mail.messageId === name);
    expect(same.map((mail) => mail.text)).to.deep.equal([same[0]?.text, same[0]?.text]);
    expect(server.mails.map((mail) => mail.messageId)).to.include(`<${added}@localhost>`);
    expect(new Set(Object.values(await statuses()))).to.deep.equal(new Set(['sent']));
  });

  it('when the server refuses for now, then all of them wait and leave together', async () => {
    await put({}, {});
    server.answer = { code: 451, text: 'greylisted' };
    await later();
    expect(new Set(Object.values(await statuses()))).to.deep.equal(new Set(['waiting']));
    server.answer = undefined;
    await later(MINUTE);
    expect(server.mails.map((mail) => mail.subject)).to.deep.equal([
      '2 Veranstaltungen sind angekommen',
    ]);
  });

  it('when there are more than a thousand, then a letter tells of a thousand and another of the rest', async () => {
    await put(...Array.from({ length: 1_030 }, () => ({})));
    await later();
    expect(server.mails.map((mail) => mail.subject).sort()).to.deep.equal([
      '1.000 Veranstaltungen sind angekommen',
      '30 Veranstaltungen sind angekommen',
    ]);
    expect(new Set(Object.values(await statuses()))).to.deep.equal(new Set(['sent']));
  });

  it('when two processes send at once, then each letter leaves once and whole', async () => {
    for (const bundle of ['a', 'b', 'c']) {
      await put(...Array.from({ length: 15 }, () => ({ bundle })));
    }
    portal.clock.advance(GATHERING_MS);
    const second = openSmtp(server.url);
    const parts = { ...portal.services, mailFrom: 'a@example.org' };
    await Promise.all([
      dispatchMails({ ...parts, transport }),
      dispatchMails({ ...parts, transport: second }),
    ]);
    second.close();
    expect(server.mails.map((mail) => mail.subject)).to.deep.equal(
      Array.from({ length: 3 }, () => '15 Veranstaltungen sind angekommen'),
    );
  });
});
