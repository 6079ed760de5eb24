import { expect } from 'chai';
import { flyer, picture } from '../../support/files.ts';
import { findMarks, hostileAnswers, inject } from '../../support/hostile.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, linkIn, signIn } from '../../support/steps.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PATHS = {
  event: ['/einreichen/veranstaltung', '/veranstaltungen'],
  entry: ['/einreichen/adresse', '/adressen'],
  story: ['/einreichen/projekt', '/projekte'],
} as const;

describe('Markup that somebody types stays text', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  /** The page shows these marks as text (so they could have leaked), and none as markup. */
  function expectText(answer: Answer, marks: readonly string[], where: string): void {
    const { shown, injected } = findMarks(answer);
    expect(shown, where).to.include.members([...marks]);
    expect(injected, where).to.deep.equal([]);
  }

  for (const kind of ['event', 'entry', 'story'] as const) {
    it(`on every page that a ${kind} passes, from the form to the landing page`, async () => {
      const [path, list] = PATHS[kind];
      const visitor = visit(portal.url);
      const answers = hostileAnswers(kind);
      const files = {
        'images[]': await picture(`${inject('file')}.png`),
        flyer: flyer('<x-flyer>.pdf'),
      };
      const form = await visitor.get(path);
      const typed = { ...form.fields('form.form'), ...answers };
      const refused = await visitor.upload(
        path,
        { ...typed, submitterEmail: '', step: 'check' },
        files,
      );
      const free = ['title', 'summary', 'description', 'placename', 'street', 'city', 'easytext'];
      const person = ['submittername', 'submitterorganisation'];
      expectText(
        refused,
        [...free, ...person, 'houseno', 'imagealt', 'imagecredit', 'flyer'],
        'form',
      );

      const check = await visitor.post(path, {
        ...refused.fields('form.form'),
        submitterEmail: 'nora@example.org',
        step: 'check',
      });
      expectText(check, [...free, ...person, 'imagealt', 'imagecredit'], 'check');
      const done = await visitor.post(path, { ...check.fields('form.check-form'), step: 'send' });
      const sent = await visitor.get(done.location);
      const reference = sent.document.querySelector('.reference')?.textContent ?? '';
      await portal.work();
      const link = linkIn(portal);
      expectText(await visitor.get(`${link}/bestaetigen`), ['title'], 'confirm');
      await visitor.post(`${link}/bestaetigen`, {});
      await visitor.post(`${link}/nachricht`, { message: inject('message') });
      expectText(await visitor.get(link), [...free, 'message'], 'status');
      expectText(await visitor.get(`${link}/zurueckziehen`), ['title'], 'withdraw');
      const edit = await visitor.get(`${link}/bearbeiten`);
      expectText(edit, [...free, 'imagealt', 'flyer'], 'edit');

      const kalk = await signIn(portal, 'kalk@example.org');
      await kalk.post(`/redaktion/${reference}/nachricht`, { message: inject('answer') });
      expectText(await kalk.get('/redaktion'), ['title', 'submitterorganisation'], 'queue');
      const desk = await kalk.get(`/redaktion/${reference}`);
      expectText(desk, [...free, ...person, 'message', 'answer'], 'desk');
      const conflict = await decide(kalk, reference, 'reject', {
        version: '1',
        message: inject('no'),
      });
      expectText(conflict, [...free, 'message', 'no'], 'conflict');
      await decide(kalk, reference, 'approve');
      await decide(kalk, reference, 'requestPromotion', { message: inject('please') });

      const item = visit(portal.url);
      const site = `/sozialraum/kalk-humboldt${list}`;
      const page = await item.get(site);
      expectText(page, ['title', 'summary'], 'list');
      const href = page.document
        .querySelectorAll('main a')
        .find((one) => one.textContent.includes('x-title'));
      expectText(
        await item.get(href?.getAttribute('href') ?? ''),
        [...free, 'imagealt', 'imagecredit'],
        'item',
      );
      expectText(await item.get('/sozialraum/kalk-humboldt'), ['title'], 'home');

      const editor = await signIn(portal, 'startseite@example.org');
      expectText(await editor.get('/redaktion/startseite'), ['title'], 'landing desk');
      await decide(kalk, reference, 'requestPromotion');
      const landingDesk = await editor.get('/redaktion/startseite');
      const buttons = `form[action$="${reference}/entscheidungen"]`;
      await editor.post(landingDesk.action(buttons), {
        ...landingDesk.fields(buttons),
        event: 'promote',
      });
      expectText(await item.get('/'), ['title', 'summary'], 'landing page');
    });
  }

  it('in every mail and on the administrator’s page of each mail', async () => {
    portal.clock.advance(10 * 60_000);
    await portal.work();
    const admin = await signIn(portal, 'verwaltung@example.org');
    const outbox = await admin.get('/verwaltung/postausgang');
    expectText(outbox, ['title'], 'outbox');
    const links = outbox.document.querySelectorAll('main a[href^="/verwaltung/postausgang/"]');
    expect(links.length).to.be.greaterThan(10);
    for (const link of links) {
      const page = await admin.get(link.getAttribute('href') ?? '');
      expectText(page, ['title'], link.textContent);
    }
    for (const letter of portal.letters) {
      expect(letter.html, letter.subject)
        .to.include('&lt;x-title')
        .and.not.match(/<x-|<script/);
      expect(letter.subject).not.to.match(/[\r\n]/);
    }
  });

  it('in what a description links to: no script, no foreign picture', async () => {
    const visitor = visit(portal.url);
    const description =
      '[klick](javascript:alert(1)) [daten](data:text/html,x) ![bild](https://evil.example/x.png) ' +
      '<img src=x onerror=alert(1)> [gut](https://example.org/gut)';
    const form = await visitor.get('/einreichen/projekt');
    const answers = { ...hostileAnswers('story'), description, title: 'Links' };
    const check = await visitor.post('/einreichen/projekt', {
      ...form.fields('form.form'),
      ...answers,
      'imageAlt[]': '',
      step: 'check',
    });
    const preview = check.document.querySelector('article');
    const links = preview?.querySelectorAll('.prose a').map((link) => link.getAttribute('href'));
    expect(links).to.deep.equal(['https://example.org/gut']);
    expect(preview?.querySelectorAll('img')).to.deep.equal([]);
    expect(preview?.textContent).to.include('klick').and.include('gut');
  });

  it('in addresses, whatever page answers them', async () => {
    const visitor = visit(portal.url);
    const mark = encodeURIComponent(inject('query').replaceAll(' ', '/'));
    for (const [path, shows] of [
      [`/anmelden?weiter=/${mark}`, true],
      [`/veranstaltungen?wann=${mark}&ab=${mark}`, false],
      [`/gibt-es-nicht/${mark}`, false],
      [`/vorgang/${mark}`, false],
      [`/sozialraum/${mark}/adressen`, false],
    ] as const) {
      const answer = await visitor.get(path);
      const { shown, injected } = findMarks(answer);
      expect(injected, path).to.deep.equal([]);
      if (shows) expect(shown, path).to.deep.equal(['query']);
      expect(answer.text, path).to.include('</html>');
    }
    const wrong = await visitor.post('/anmelden', { email: inject('email'), password: 'x' });
    expectText(wrong, ['email'], 'sign-in');
    expect(wrong.text).to.include(t('signIn.wrong'));
  });
});
