import { expect } from 'chai';
import { parse } from 'node-html-parser';
import { LANGUAGES } from '../../../src/locales/languages.ts';
import { languagePrefix } from '../../../src/web/paths.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { visit, type Answer } from '../../support/visitor.ts';

describe('A page in each language', () => {
  let portal: Portal;
  let item: string;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const { reference } = await handInAndConfirm(portal, 'event', {
      title: 'Çay & Kekse',
      publicPhone: '0221 123 456',
    });
    await decide(await signIn(portal, 'kalk@example.org'), reference, 'approve');
    const list = await get('/veranstaltungen');
    item = list.document.querySelector('main h3 a')?.getAttribute('href') ?? '';
  });
  after(() => portal.close());

  const get = (path: string, headers = {}) => visit(portal.url).get(path, headers);
  const chooser = (page: Answer) =>
    page.document
      .querySelectorAll('header details.languages a')
      .map((link) => [link.getAttribute('lang') ?? '', link.getAttribute('href') ?? '']);

  it('leads to itself in every other, by its own name, from the head of the page and without script', async () => {
    for (const { code, name } of LANGUAGES) {
      const page = await get(`${languagePrefix(code)}/adressen?ab=x`);
      expect(chooser(page)).to.deep.equal(
        LANGUAGES.map((one) => [one.code, `${languagePrefix(one.code)}/adressen?ab=x`]),
      );
      const current = page.document.querySelector('.languages [aria-current]');
      expect(current?.textContent).to.equal(name);
      for (const [, href] of chooser(page)) expect((await get(href ?? '')).status).to.equal(200);
    }
  });

  it('stays on the site of a district, under a path and on its subdomain', async () => {
    const byPath = await get('/sozialraum/kalk-humboldt/projekte');
    expect(chooser(byPath)).to.deep.include(['ar', '/ar/sozialraum/kalk-humboldt/projekte']);
    const arabic = await get('/ar/sozialraum/kalk-humboldt/projekte');
    expect(chooser(arabic)).to.deep.include(['de', '/sozialraum/kalk-humboldt/projekte']);
    expect(arabic.document.querySelector('.nav a[aria-current]')?.getAttribute('href')).to.equal(
      '/ar/sozialraum/kalk-humboldt/projekte',
    );
    const { port } = new URL(portal.url);
    const host = `kalk-humboldt.localhost:${port}`;
    const { body } = await sendRaw(portal, { path: '/ar/projekte', headers: { Host: host } });
    const bySubdomain = parse(body.toString());
    const hrefs = (selector: string) =>
      bySubdomain.querySelectorAll(selector).map((link) => link.getAttribute('href'));
    expect(hrefs('.languages a[lang=uk]')).to.deep.equal(['/uk/projekte']);
    // The one address that search engines know is the path on the portal, in each language.
    const home = `${portal.url}/uk/sozialraum/kalk-humboldt/projekte`;
    expect(hrefs('link[hreflang=uk]')).to.deep.equal([home]);
    expect(hrefs('link[rel=canonical]')).to.deep.equal([home.replace('/uk/', '/ar/')]);
  });

  it('tells search engines of the others, where it is for everybody, and of none where it is private', async () => {
    const alternates = (page: Answer) =>
      page.document
        .querySelectorAll('link[rel=alternate][hreflang]')
        .map((link) => [link.getAttribute('hreflang') ?? '', link.getAttribute('href') ?? '']);
    const home = `/sozialraum/kalk-humboldt${item}`;
    const expected = [
      ...LANGUAGES.map(({ code }) => [code, portal.url + languagePrefix(code) + home]),
      ['x-default', portal.url + home],
    ];
    expect(alternates(await get(`/leicht${item}`))).to.deep.equal(expected);
    for (const [hreflang] of expected.slice(0, -1)) {
      expect(Intl.getCanonicalLocales(hreflang)).to.deep.equal([hreflang]);
    }
    expect(alternates(await get('/uk/meine-einsendungen'))).to.deep.equal([]);
  });

  it('is kept for each language by itself: none is answered with another’s page', async () => {
    for (const round of [1, 2]) {
      for (const { code } of LANGUAGES) {
        const page = await get(`${languagePrefix(code)}/veranstaltungen`);
        const where = `${code}, round ${String(round)}`;
        expect(page.document.querySelector('html')?.getAttribute('lang'), where).to.equal(code);
        expect(page.headers.get('ETag'), where).to.match(/^"/);
        const again = await get(`${languagePrefix(code)}/veranstaltungen`, {
          'If-None-Match': page.headers.get('ETag') ?? '',
        });
        expect(again.status, where).to.equal(304);
      }
    }
  });

  it('says the days and times of an event as its readers do', async () => {
    const said = async (prefix: string) => {
      const page = await get(prefix + item);
      return page.document.querySelector('.item__when p')?.innerHTML.split('<br>');
    };
    expect(await said('')).to.deep.equal(['Samstag, 5. Dezember', '15 bis 18.30 Uhr']);
    expect(await said('/leicht')).to.deep.equal([
      'Samstag, 5. Dezember',
      'von 15 Uhr bis 18:30 Uhr',
    ]);
    expect(await said('/en')).to.deep.equal(['Saturday 5 December', '3 pm to 6.30 pm']);
    expect(await said('/tr')).to.deep.equal(['5 Aralık Cumartesi', 'saat 15.00 – 18.30']);
    expect(await said('/uk')).to.deep.equal(['субота, 5 грудня', 'з 15:00 до 18:30']);
    expect(await said('/ar')).to.deep.equal([
      'السبت، 5 كانون الأول',
      'من الساعة 3 عصرًا حتى 6:30 مساءً',
    ]);
  });

  it('an address with a prefix that is no language is not there', async () => {
    for (const path of ['/fr/adressen', '/de/adressen', '/de-x-leicht/adressen', '/AR/adressen']) {
      expect((await get(path)).status, path).to.equal(404);
    }
  });
});
