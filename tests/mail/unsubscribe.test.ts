import { expect } from 'chai';
import { listOutbox, putInOutbox } from '../../src/db/outbox.ts';
import { openSmtp } from '../../src/mail/transport.ts';
import { previewMail } from '../../src/mail/preview-data.ts';
import { receive } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';
import { startMailServer, type MailServer } from '../support/smtp.ts';
import { signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';
import { t } from '../support/words.ts';

describe('No more reminders', () => {
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

  let number = 0;
  const remind = async (kind = 'stillCorrect', toAddress = 'nora@example.org') => {
    number += 1;
    const { data, ...mail } = previewMail(kind, 'de', number);
    const row = { ...mail, toAddress, data };
    await portal.services.db.transact((tx) => putInOutbox(tx, [row]));
    await portal.work();
    const rows = await listOutbox(portal.services.db.read, undefined);
    return rows.find((one) => one.id === mail.id)?.status;
  };
  /** The address in the header of the newest letter, as a path. */
  const header = (): string => {
    const list = server.mails.at(-1)?.headers.get('list') as
      { unsubscribe?: { url: string } } | undefined;
    return (list?.unsubscribe?.url ?? '').replace(/^https?:\/\/[^/]+/, '');
  };

  it('a reminder says to mail programs how to end it, with one click, and a letter that is waited for does not', async () => {
    await remind();
    expect(server.raw.at(-1)).to.match(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect(header()).to.match(/^\/abbestellen\/[\w.-]+$/);
    expect(server.mails.at(-1)?.text).to.include(header());
    await receive(portal, 'entry');
    await portal.work();
    expect(server.mails.at(-1)?.subject).to.include('Bitte bestätigen');
    expect(server.raw.at(-1)).not.to.match(/^List-/m);
  });

  it('opening the link changes nothing; its button ends reminders, and only those, until it is taken back', async () => {
    await remind();
    const visitor = visit(portal.url);
    const before = await readRows(portal);
    const page = await visitor.get(header());
    expect(page.text).to.include(t('unsubscribe.text'));
    expect(await readRows(portal)).to.deep.equal(before);

    const done = await visitor.post(page.action(), {});
    expect(done.text).to.include(t('unsubscribe.doneTitle'));
    expect((await visitor.get(header())).text).to.include(t('unsubscribe.doneTitle'));
    expect(await remind()).to.equal('skipped');
    expect(await remind('changesReminder', 'NORA@example.org')).to.equal('skipped');
    expect(await remind('changesRequested')).to.equal('sent');
    expect(await remind('stillCorrect', 'ben@example.org')).to.equal('sent');

    await visitor.post(done.action(), {});
    expect(await remind()).to.equal('sent');
    expect((await readRows(portal))['mailMarks']).to.deep.equal([]);
  });

  it('a mail program’s own button works from a foreign page, without a redirect; taking it back does not', async () => {
    await remind();
    const path = header();
    const foreign = { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' };
    const visitor = visit(portal.url);
    const refused = await visitor.post(`${path}/doch`, {}, foreign);
    expect(refused.text).to.include(t('error.notPermitted.title'));
    const oneClick = { 'List-Unsubscribe': 'One-Click' };
    const answer = await visitor.post(path, oneClick, foreign);
    expect([answer.status, answer.location]).to.deep.equal([200, '']);
    expect(await remind()).to.equal('skipped');
    // As a form with parts, which the standard prefers.
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const asForm = await fetch(portal.url + path, { method: 'POST', body: form, headers: foreign });
    expect(asForm.status).to.equal(200);
    // The door is open for this address alone.
    const other = await visitor.post('/meine-einsendungen', { email: 'nora@example.org' }, foreign);
    expect(other.text).to.include(t('error.notPermitted.title'));
  });

  it('neither the database nor a made-up link tells or opens anything', async () => {
    await remind();
    await visit(portal.url).post(header(), {});
    const [mark = ''] = (await readRows(portal))['mailMarks'] ?? [];
    expect(mark).to.include('"noReminders":true');
    expect(mark).not.to.include('nora');
    const digest = (JSON.parse(mark) as { addressDigest: string }).addressDigest;
    for (const token of [digest, `${digest}.`, `${digest}.AAAAAAAAAAAAAAAAAAAAAA`, 'x']) {
      const answer = await visit(portal.url).post(`/abbestellen/${token}/doch`, {});
      expect(answer.text, token).to.include(t('error.notFound.title'));
    }
    expect((await readRows(portal))['mailMarks']).to.deep.equal([mark]);
  });

  it('the administrator sees what was not sent, and why', async () => {
    await hireStaff(portal.services);
    await remind();
    await visit(portal.url).post(header(), {});
    await remind();
    const admin = await signIn(portal, 'verwaltung@example.org');
    const page = await admin.get('/verwaltung/postausgang?stand=skipped');
    expect(page.text).to.include('Stimmt das noch? Hinterhof-Werkstatt');
    expect(page.document.querySelector('.q__row p')?.textContent).to.include(t('outbox.skipped'));
    expect(page.document.querySelectorAll('.q__row')).to.have.length(1);
  });
});
