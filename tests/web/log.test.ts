import { expect } from 'chai';
import { DrizzleQueryError } from 'drizzle-orm';
import { putInOutbox } from '../../src/db/outbox.ts';
import { previewMail } from '../../src/mail/preview-data.ts';
import { openSmtp } from '../../src/mail/transport.ts';
import { createLogger } from '../../src/web/log-errors.ts';
import { receive } from '../support/lives.ts';
import { ENGINE, openPortal, type Portal } from '../support/portal.ts';
import { startMailServer, type MailServer } from '../support/smtp.ts';

interface Line {
  readonly msg: string;
  readonly reason?: string;
  readonly err?: { type: string; message: string; stack: string; cause?: { message: string } };
}

describe('The log of the process', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line: string) => lines.push(line) });
  const read = (msg: string) =>
    lines.map((line) => JSON.parse(line) as Line).find((line) => line.msg === msg);
  let server: MailServer;
  let portal: Portal;
  beforeEach(async () => {
    lines.length = 0;
    server = await startMailServer();
    portal = await openPortal({ log, transport: openSmtp(server.url) });
  });
  afterEach(async () => {
    await portal.close();
    await server.stop();
  });

  it('says why a letter was not taken, and not whose it was', async () => {
    server.answer = { code: 550, text: '<nora@example.org> (Nora) unknown' };
    await receive(portal, 'entry');
    await portal.work();
    // It could have: the server's answer names the address.
    expect(server.attempts).to.deep.equal(['nora@example.org']);
    expect(read('mail not sent')?.reason).to.include('unknown');
    expect(lines.join('')).not.to.include('nora@example.org');
  });

  it('says which query failed, where and why, and none of its values', async () => {
    const mail = { ...previewMail('received', 'de'), toAddress: 'secret@example.org' };
    const put = () => portal.services.db.transact((tx) => putInOutbox(tx, [mail]));
    await put();
    const cause = await put().then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    // As PostgreSQL's comes out of Drizzle; SQLite's comes as it is.
    const error =
      ENGINE === 'postgres'
        ? cause
        : new DrizzleQueryError('insert into "outbox" values (?)', [mail.toAddress], cause);
    // It could leak: the error itself holds the values of the statement, in its message too.
    const whole = error as Error & { params?: unknown[] };
    expect(JSON.stringify([whole.message, whole.params])).to.include('secret@example.org');
    log.error({ err: error }, 'a request failed');
    log.error({ err: new Error('around', { cause: error }) }, 'around it');
    log.error({ err: cause }, 'bare');
    const line = read('a request failed');
    expect(line?.err?.message).to.equal('a query failed: insert into "outbox"');
    expect(line?.err?.stack).to.match(/^\s+at /);
    expect(line?.err?.cause?.message).to.match(/unique/i);
    for (const text of lines) {
      expect(text).not.to.include('secret@example.org').and.not.include('Nora');
      expect(text).not.to.match(/"params"|"query"|"detail"/);
    }
  });

  it('keeps what says where a failure came from, and hides the key of a private link', () => {
    const token = 'A'.repeat(43);
    log.error({ err: new TypeError(`no page at /vorgang/${token}/bearbeiten`) }, 'typed');
    const line = read('typed');
    expect(line?.err?.type).to.equal('TypeError');
    expect(line?.err?.message).to.equal('no page at /vorgang/…/bearbeiten');
    expect(line?.err?.stack).to.include('log.test.ts');
  });
});
