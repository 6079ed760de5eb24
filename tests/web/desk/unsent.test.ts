import { expect } from 'chai';
import { hireStaff, openPortal, PASSWORD, type Portal } from '../../support/portal.ts';
import { readRows } from '../../support/rows.ts';
import { handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Fields, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

describe('What was typed while the session ended', () => {
  let portal: Portal;
  let visitor: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  beforeEach(() => {
    visitor = visit(portal.url);
  });
  after(() => portal.close());

  const enter = (page: Answer, email: string, password = PASSWORD): Promise<Answer> =>
    visitor.post('/anmelden', { ...page.fields(), email, password });
  const resend = (page: Answer): Promise<Answer> => visitor.post(page.action(), page.fields());
  const quotes = (page: Answer): string[] =>
    page.document.querySelectorAll('main blockquote').map((one) => one.textContent);

  it('at the subscriptions comes back after signing in, and is sent by a button', async () => {
    const typed: Fields = {
      url: 'https://example.org/verein.ics',
      organisation: 'Verein der Freunde',
      placeName: 'Saal <b>',
    };
    const page = await visitor.post('/redaktion/abos', typed);
    expect(page.status).to.equal(401);
    expect(page.text).to.include(t('signIn.unsent'));
    // A slip of the finger at the password loses nothing either.
    const wrong = await enter(page, 'kalk@example.org', 'falsch');
    expect(wrong.text).to.include(t('signIn.wrong'));
    const before = await readRows(portal);
    const back = await enter(wrong, 'kalk@example.org');
    expect(quotes(back)).to.deep.equal(Object.values(typed));
    expect((await readRows(portal))['subscriptions']).to.deep.equal(before['subscriptions']);
    expect((await resend(back)).location).to.equal('/redaktion/abos');
    expect((await visitor.get('/redaktion/abos')).text).to.include('Verein der Freunde');
  });

  it('at a decision is decided with the words that were written', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Sprechstunde' });
    const kalk = await signIn(portal, 'kalk@example.org');
    const page = await kalk.get(`/redaktion/${reference}`);
    const fields = {
      ...page.fields('[data-decision=requestChanges] form'),
      message: 'Bitte nenne den Raum.\n\nDanke!',
    };
    const path = `/redaktion/${reference}/entscheidungen`;
    const refused = await visitor.post(path, fields, { Referer: `${portal.url}/redaktion` });
    const back = await enter(refused, 'kalk@example.org');
    const away = back.document.querySelector('.actions a')?.getAttribute('href');
    expect(away).to.equal('/redaktion');
    expect((await resend(back)).location).to.include(`/redaktion/${reference}`);
    expect((await visitor.get(`/redaktion/${reference}`)).text).to.include('Bitte nenne den Raum.');
  });

  it('at the keys makes the key that was asked for', async () => {
    const admin = await signIn(portal, 'verwaltung@example.org');
    const form = await admin.get('/verwaltung/schluessel');
    const refused = await visitor.post('/verwaltung/schluessel', {
      ...form.fields('section form.form'),
      organisation: 'Heimatverein',
      contactName: 'Hanna Heim',
      contactEmail: 'hanna@example.org',
    });
    const made = await resend(await enter(refused, 'verwaltung@example.org'));
    expect(made.document.querySelector('.key')?.textContent).to.match(/^vp_/);
  });

  it('never leads elsewhere, keeps no password, and a bare button is just pressed again', async () => {
    const evil = JSON.stringify({ action: 'https://evil.example/', fields: [['a', 'b']] });
    const answer = await visitor.post('/anmelden', {
      email: 'kalk@example.org',
      password: PASSWORD,
      unsent: evil,
    });
    expect(answer.location).to.equal('/redaktion');
    const stranger = visit(portal.url);
    const secret = await stranger.post('/verwaltung/schluessel', { note: 'x', password: 'geheim' });
    expect(secret.location).to.match(/^\/anmelden\?weiter=/);
    const button = await stranger.post('/redaktion/abos/x', { action: 'pause' });
    expect(button.location).to.match(/^\/anmelden\?weiter=/);
    const other = await stranger.post(
      '/redaktion/abos',
      { url: 'x', organisation: 'y' },
      { 'Sec-Fetch-Site': 'cross-site' },
    );
    expect(other.status).to.equal(403);
  });
});
