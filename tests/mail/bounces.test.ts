import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { findMailMark } from '../../src/db/mail-marks.ts';
import { findMail, listOutbox } from '../../src/db/outbox.ts';
import { digestAddress } from '../../src/domain/tokens.ts';
import { readBounce } from '../../src/mail/read-bounce.ts';
import { openSmtp } from '../../src/mail/transport.ts';
import { noteBounce } from '../../src/workflow/note-bounce.ts';
import { receive, receiveConfirmed, load } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { startMailServer, type MailServer } from '../support/smtp.ts';
import { signIn } from '../support/steps.ts';
import { t } from '../support/words.ts';

const ID = '01933e1c-1234-7abc-8def-0123456789ab';
const DAY = 86_400_000;

/** A report as mail servers write it; `parts` changes what it is made of. */
function report(parts: { [name: string]: string } = {}): string {
  const p = {
    type: 'multipart/report; report-type=delivery-status;\n boundary="=_b.1/x"',
    boundary: '=_b.1/x',
    status: `Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; nora@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <nora@example.org>:\n    Recipient address rejected`,
    originalType: 'message/rfc822',
    original: `Received: from x\nMessage-ID: <${ID}@localhost>\nSubject: Hallo\n\nText`,
    head: '',
    ...parts,
  };
  return [
    `From: Mailer <MAILER-DAEMON@mx.example.net>\n${p.head}MIME-Version: 1.0\nContent-Type: ${p.type}\n`,
    `Preamble\n--${p.boundary}\nContent-Type: text/plain\n\nSorry. Action: failed\n`,
    `--${p.boundary}\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\n${p.status}\n`,
    p.original === '' ? '' : `--${p.boundary}\nContent-Type: ${p.originalType}\n\n${p.original}\n`,
    `--${p.boundary}--\n`,
  ].join('\n');
}

describe('Reading what a mail server sends back', () => {
  const read = (message: string) => readBounce(message, 'localhost');
  const good = {
    mailId: ID,
    status: '5.1.1',
    diagnostic: '550 5.1.1 <nora@example.org>: Recipient address rejected',
  };

  it('finds the letter and the reason, however the server writes its report', () => {
    expect(read(report())).to.deep.equal(good);
    expect(read(report().replace(/\n/g, '\r\n'))).to.deep.equal(good);
    const bare = 'Multipart/Report; boundary=abc; report-type=delivery-status';
    expect(read(report({ type: bare, boundary: 'abc' }))).to.deep.equal(good);
    expect(read(report({ originalType: 'text/rfc822-headers' }))).to.deep.equal(good);
    const upper = `MESSAGE-ID:\n <${ID.toUpperCase()}@LOCALHOST>\n`;
    expect(read(report({ original: upper }))).to.deep.equal(good);
    const named = { original: '', head: `References: <x@y>\n <${ID}@localhost>\n` };
    expect(read(report(named))).to.deep.equal(good);
  });

  it('leaves delays, successes, policies of the moment and letters of others alone', () => {
    const status = (action: string, code: string) =>
      report({
        status: `A: b\n\nFinal-Recipient: rfc822; a@b.example\nAction: ${action}\nStatus: ${code}`,
      });
    expect(read(status('delayed', '4.4.1'))).to.equal(undefined);
    expect(read(status('delivered', '2.0.0'))).to.equal(undefined);
    expect(read(status('failed', '4.2.2'))).to.equal(undefined);
    expect(read(status('failed', '5.7.1'))?.status).to.equal('5.7.1');
    expect(readBounce(report(), 'other.example')).to.equal(undefined);
    expect(read(report({ original: 'Message-ID: <x@localhost>' }))).to.equal(undefined);
    expect(read(report({ type: 'multipart/mixed; boundary="=_b.1/x"' }))).to.equal(undefined);
    expect(read(report({ type: 'multipart/report' }))).to.equal(undefined);
  });

  it('gives up on nonsense quickly: nothing, cut off, huge, or made to be slow', () => {
    const start = performance.now();
    for (const message of [
      '',
      '\n\n',
      report().slice(0, 400),
      `Content-Type: multipart/report; boundary=a\n\n${'--a\n'.repeat(200_000)}`,
      `Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n${'\n \n'.repeat(300_000)}`,
      '<'.repeat(500_000),
      `Content-Type: multipart/report; boundary=${'a '.repeat(300_000)}`,
      report({ head: `References: ${`<${ID}`.repeat(20_000)}\n`, original: '' }),
    ]) {
      expect(read(message), message.slice(0, 80)).to.equal(undefined);
    }
    expect(performance.now() - start).to.be.lessThan(5_000);
  });
});

describe('An address that takes no mail', () => {
  let server: MailServer;
  let portal: Portal;
  beforeEach(async () => {
    server = await startMailServer();
    portal = await openPortal({ transport: openSmtp(server.url) });
  });
  afterEach(async () => {
    await portal.close();
    await server.stop();
  });

  const markOf = (address = 'nora@example.org') =>
    findMailMark(portal.services.db.read, digestAddress(portal.services.secret, address));
  const newest = async () => {
    const [mail] = await listOutbox(portal.services.db.read, undefined, 1);
    if (mail === undefined) throw new Error('no mail');
    return mail;
  };
  const send = async () => {
    portal.clock.advance(1_000);
    await receive(portal, 'entry');
    await portal.work();
    return newest();
  };
  const bounce = (mailId: string, status = '5.1.1') =>
    noteBounce(portal.services, { mailId, status, diagnostic: '550 <nora@example.org> unknown' });

  it('is marked when the server refuses it at the door, with the reason and without the address', async () => {
    server.answer = { code: 550, text: '5.1.1 <nora@example.org> no such person' };
    await send();
    const mark = await markOf();
    expect(mark?.bouncedAt).to.equal(portal.clock.now);
    expect(mark?.bounceReason).to.include('no such person').and.not.include('nora');
    // For the administrator, who has to find out, the row keeps the words as they came.
    expect((await newest()).lastError).to.include('nora@example.org');
  });

  it('is not marked for a refusal for now, or for one that is about us', async () => {
    for (const [code, text] of [
      [451, 'greylisted'],
      [452, '4.2.2 mailbox full'],
      [550, '5.7.1 your network is blocked'],
    ] as const) {
      server.answer = { code, text };
      await send();
      expect(await markOf(), text).to.equal(undefined);
    }
  });

  it('is good again once it takes a letter', async () => {
    server.answer = { code: 550, text: 'no such person' };
    await send();
    expect(await markOf()).not.to.equal(undefined);
    server.answer = undefined;
    expect((await send()).status).to.equal('sent');
    expect(await markOf()).to.equal(undefined);
  });

  it('is marked when a report comes later, on its row too, once; and stays so until a letter has stayed away for days', async () => {
    const mail = await send();
    expect(await bounce(mail.id)).to.equal(true);
    const row = await findMail(portal.services.db.read, mail.id);
    expect(row).to.include({ status: 'failed' });
    expect(row?.lastError).to.include('5.1.1 550 <nora@example.org> unknown');
    expect((await markOf())?.bounceReason).not.to.include('nora');
    expect(await bounce(mail.id)).to.equal(false);
    expect(await bounce(ID)).to.equal(false);

    // The server at the door takes everything, so that its yes means nothing yet.
    await send();
    expect(await markOf()).not.to.equal(undefined);
    portal.clock.advance(2 * DAY);
    await send();
    expect(await markOf()).not.to.equal(undefined);
    portal.clock.advance(2 * DAY);
    await send();
    expect(await markOf()).to.equal(undefined);
  });

  it('is not marked by a report that a letter was unwanted, though the row is', async () => {
    const mail = await send();
    expect(await bounce(mail.id, '5.7.1')).to.equal(true);
    expect((await findMail(portal.services.db.read, mail.id))?.status).to.equal('failed');
    expect(await markOf()).to.equal(undefined);
  });

  it('is shown to the coordinators beside the address, and to the administrator in the outbox', async () => {
    await hireStaff(portal.services);
    const id = await receiveConfirmed(portal, 'entry');
    await portal.work();
    const { reference } = await load(portal, id);
    const kalk = await signIn(portal, 'kalk@example.org');
    const path = `/redaktion/${reference}`;
    const sentence = t('submission.bounced', { day: 'Dienstag, 24. November' });
    expect((await kalk.get(path)).text).not.to.include(sentence);
    const mails = await listOutbox(portal.services.db.read, 'sent');
    await bounce(mails.find((mail) => mail.toAddress === 'nora@example.org')?.id ?? '');
    expect((await kalk.get(path)).document.querySelector('.judge__side')?.textContent).to.include(
      sentence,
    );
    const admin = await signIn(portal, 'verwaltung@example.org');
    const outbox = await admin.get('/verwaltung/postausgang?stand=failed');
    expect(outbox.text).to.include(
      'Diese Adresse nimmt keine E-Mails an, seit Dienstag, 24. November',
    );
  });

  it('is noted by the command that a mail server’s alias calls, which never asks it to send anything back', async () => {
    const mail = await send();
    const run = async (message: string) => {
      const child = spawn(process.execPath, ['src/cli.ts', 'bounces'], {
        env: {
          ...process.env,
          DATABASE_URL: portal.databaseUrl,
          SESSION_SECRET: portal.services.secret,
          BASE_URL: 'http://localhost:3000',
        },
      });
      child.stdin.end(message);
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = (await once(child, 'exit')) as [number];
      return { code, said };
    };
    const nonsense = await run('Subject: Hallo\n\nIch bin im Urlaub.');
    expect(nonsense).to.deep.equal({ code: 0, said: 'not about a letter of ours\n' });
    const noted = await run(report({ original: `Message-ID: <${mail.id}@localhost>\n\nText` }));
    expect(noted).to.deep.equal({ code: 0, said: `noted for mail ${mail.id}\n` });
    expect((await findMail(portal.services.db.read, mail.id))?.status).to.equal('failed');
    expect(await markOf()).not.to.equal(undefined);
    // Three starts of a whole program, each of which may have to wait for a busy machine.
  }).timeout(90_000);
});
