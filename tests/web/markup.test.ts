import { expect } from 'chai';
import { HtmlValidate } from 'html-validate';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { fillIn, handIn, handInAndConfirm, linkIn, decide, signIn } from '../support/steps.ts';
import { answersFor } from '../support/portal.ts';
import { visit, type Answer, type Visitor } from '../support/visitor.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended','html-validate:document','html-validate:a11y'],
  rules: {'doctype-style':'off','long-title':'off','no-missing-references':'error','input-missing-label':'error'},
});

describe('The markup of every page', () => {
  let portal: Portal;
  let pages: Map<string, Answer>;
  before(async function () {
    this.timeout(60_000);
    portal = await openPortal();
    await hireStaff(portal.services);
    pages = await gather(portal);
  });
  after(() => portal.close());
  it('all', async () => {
    const all: string[] = [];
    for (const [name, page] of pages) {
      const report = await validator.validateString(page.text, name);
      const seen = new Map<string, [number, string]>();
      for (const m of report.results.flatMap((r) => r.messages)) {
        const key = `${m.ruleId}: ${m.message} ${m.selector ?? ''}`;
        const line = page.text.split('\n')[m.line - 1]?.slice(Math.max(0, m.column - 60), m.column + 80) ?? '';
        seen.set(key, [(seen.get(key)?.[0] ?? 0) + 1, line]);
      }
      all.push(`## ${name} ${String(page.status)} ${String(page.text.length)}`);
      for (const [k, [n, l]] of seen) all.push(`  ${String(n)}x ${k}\n        ${l}`);
    }
    console.log(all.join('\n'));
    expect(1).to.equal(1);
  });
});

/** One page of each kind that is drawn, by what it is. */
async function gather(portal: Portal): Promise<Map<string, Answer>> {
  const pages = new Map<string, Answer>();
  const visitor = visit(portal.url);
  const kalk = await signIn(portal, 'kalk@example.org');
  const editor = await signIn(portal, 'startseite@example.org');
  const admin = await signIn(portal, 'verwaltung@example.org');
  const keep = async (name: string, who: Visitor, path: string) => {
    pages.set(name, await who.get(path));
  };

  const shown: string[] = [];
  for (const [kind, list, form] of [
    ['event', '/veranstaltungen', 'veranstaltung'],
    ['entry', '/adressen', 'adresse'],
    ['story', '/projekte', 'projekt'],
  ] as const) {
    const { reference } = await handInAndConfirm(portal, kind, {
      title: `Ein & anderes "${kind}" <b>`,
      easyText: 'Wir treffen uns.\nAlle können kommen.',
      website: 'https://example.org/?a=1&b=2',
      publicPhone: '0221 123456',
      submitterPhone: '0221 123456',
      topics: ['culture', 'family'],
      accessibility: ['step-free'],
    });
    shown.push(reference);
    await decide(kalk, reference, 'approve');
    await decide(kalk, reference, 'requestPromotion');
    await keep(`the list of each ${kind}`, visitor, list);
    await keep(`an ${kind}`, visitor, pages.get(`the list of each ${kind}`)?.document.querySelector('main h3 a')?.getAttribute('href') ?? '');
    await keep(`the empty form for an ${kind}`, visitor, `/einreichen/${form}`);
    pages.set(`the form for an ${kind} with problems`, await fillIn(visitor, kind, { website: 'kein Link', stadtteil: '' }));
    pages.set(`the check of an ${kind}`, await fillIn(visitor, kind, answersFor(kind)));
    if (kind !== 'event') continue;
    const desk = await editor.get('/redaktion/startseite');
    const ask = `form[action$="${reference}/entscheidungen"]`;
    await editor.post(desk.action(ask), { ...desk.fields(ask), event: 'promote' });
  }
  await keep('the landing page', visitor, '/');
  await keep('the landing page in English', visitor, '/en');
  await keep('a home', visitor, '/sozialraum/kalk-humboldt');
  await keep('an empty home', visitor, '/sozialraum/chorweiler');
  await keep('an empty list', visitor, '/sozialraum/chorweiler/adressen');
  await keep('the choice of a form', visitor, '/einreichen');
  for (const page of ['impressum', 'datenschutz', 'barrierefreiheit']) {
    await keep(`the statutory page ${page}`, visitor, `/seiten/${page}`);
  }
  await keep('what is not there', visitor, '/gibt-es-nicht');

  const { sent } = await handIn(portal, 'entry', { title: 'Unbestätigt' });
  pages.set('what says that it was sent', sent);
  await portal.work();
  const unconfirmed = linkIn(portal);
  await keep('the question before confirming', visitor, `${unconfirmed}/bestaetigen`);
  const open = await handInAndConfirm(portal, 'event', { title: 'Zu entscheiden' });
  await keep('the thanks for confirming', visitor, `${open.link}/bestaetigen`);
  await visitor.post(`${open.link}/nachricht`, { message: 'Eine Frage\ndazu' });
  await keep('a status page', visitor, open.link);
  pages.set('a status page that refused a message', await visitor.post(`${open.link}/nachricht`, { message: '' }));
  await keep('the form for a change', visitor, `${open.link}/bearbeiten`);
  await keep('the question before withdrawing', visitor, `${open.link}/zurueckziehen`);
  await keep('the own submissions', visitor, '/meine-einsendungen');
  pages.set('the own submissions, asked for', await visitor.post('/meine-einsendungen', { email: 'nora@example.org' }));

  await keep('the sign-in', visitor, '/anmelden');
  pages.set('the sign-in after a wrong password', await visitor.post('/anmelden', { email: 'kalk@example.org', password: 'falsch' }));
  await keep('the forgotten password', visitor, '/passwort');
  pages.set('the forgotten password, asked for', await visitor.post('/passwort', { email: 'ayla@example.org' }));
  await portal.work();
  const reset = /\/passwort\/\S+/.exec(portal.letters.at(-1)?.text ?? '')?.[0] ?? '';
  await keep('the new password', visitor, reset);
  pages.set('the new password, too short', await visitor.post(reset, { password: 'kurz' }));

  for (const view of ['', '?ansicht=done', '?ansicht=mine']) await keep(`the queue${view}`, kalk, `/redaktion${view}`);
  await keep('a submission to decide', kalk, `/redaktion/${open.reference}`);
  await keep('a submission that is live', kalk, `/redaktion/${shown[1] ?? ''}`);
  pages.set('a decision that lacks its reason', await decide(kalk, open.reference, 'reject'));
  pages.set('a decision that lacks its message', await decide(kalk, open.reference, 'requestChanges'));
  pages.set('a message that is empty', await kalk.post(`/redaktion/${open.reference}/nachricht`, { message: '' }));
  await decide(kalk, open.reference, 'claim');
  pages.set('a decision that came too late', await decide(kalk, open.reference, 'approve', { version: '2' }));
  await keep("the editors' desk", editor, '/redaktion/startseite');
  await decide(kalk, open.reference, 'requestChanges', { message: 'Bitte den Raum nennen.' });
  await keep('the form for a change that was asked for', visitor, `${open.link}/bearbeiten`);

  await keep('the administration', admin, '/verwaltung');
  await keep('the accounts', admin, '/verwaltung/konten');
  await keep('the outbox', admin, '/verwaltung/postausgang');
  const mail = pages.get('the outbox')?.document.querySelector('main a[href^="/verwaltung/postausgang/"]');
  await keep('a mail', admin, mail?.getAttribute('href') ?? '');
  return pages;
}
