import { expect } from 'chai';
import { parse } from 'node-html-parser';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';
import { t, tEnglish } from '../../support/words.ts';

describe('A district’s site', () => {
  let portal: Portal;
  const slugs: Record<string, string> = {};
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const kalk = await signIn(portal, 'kalk@example.org');
    for (const [kind, list] of [
      ['event', 'veranstaltungen'],
      ['entry', 'adressen'],
      ['story', 'projekte'],
    ] as const) {
      const { reference } = await handInAndConfirm(portal, kind, { title: `Kalker ${kind}` });
      await decide(kalk, reference, 'approve');
      slugs[list] = `kalker-${kind}-${reference.toLowerCase()}`;
    }
  });
  after(() => portal.close());

  const at = async (host: string, path: string) => {
    const port = new URL(portal.url).port;
    const answer = await sendRaw(portal, { path, headers: { Host: `${host}:${port}` } });
    return { ...answer, text: answer.body.toString() };
  };
  /** Where everything points, without its own address. */
  const main = (text: string, ...own: string[]) => {
    let content = parse(text).querySelector('main')?.innerHTML ?? '';
    for (const prefix of own) content = content.replaceAll(prefix, '');
    return content.replaceAll('href=""', 'href="/"');
  };

  it('shows the same under its subdomain and under its path', async () => {
    for (const path of [
      '/',
      '/veranstaltungen',
      '/adressen',
      '/projekte',
      '/einreichen',
      '/seiten/impressum',
    ]) {
      const sub = await at('kalk-humboldt.localhost', path);
      const under = await visit(portal.url).get(`/sozialraum/kalk-humboldt${path}`);
      expect(sub.status, path).to.equal(200);
      // An address for calendar programs names its host.
      const calendar = portal.url.replace('http:', 'webcal:');
      const ofSub = calendar.replace('//', '//kalk-humboldt.');
      expect(main(sub.text, portal.url, ofSub), path).to.equal(
        main(under.text, portal.url, '/sozialraum/kalk-humboldt', calendar),
      );
      expect(main(sub.text), path).to.have.length.greaterThan(200);
    }
  });

  it('shows its own items, and sends whoever looks for another’s to where it is at home', async () => {
    for (const [list, slug] of Object.entries(slugs)) {
      const path = `/${list}/${slug}`;
      const own = await visit(portal.url).get(`/sozialraum/kalk-humboldt${path}`);
      expect(own.text).to.include('Kalker');
      expect((await at('kalk-humboldt.localhost', path)).text).to.include('Kalker');
      expect((await visit(portal.url).get(path)).text).to.include('Kalker');
      const home = `${portal.url}/en/sozialraum/kalk-humboldt${path}`;
      const wrong = await visit('').get(`${portal.url}/en/sozialraum/chorweiler${path}`);
      expect([wrong.status, wrong.location]).to.deep.equal([301, home]);
      const sub = await at('chorweiler.localhost', `/en${path}`);
      expect([sub.status, sub.headers.location]).to.deep.equal([301, home]);
      const wrongList = list === 'projekte' ? 'adressen' : 'projekte';
      const misplaced = await visit(portal.url).get(`/${wrongList}/${slug}`);
      expect(misplaced.text).to.include(t('error.notFound.title'));
    }
  });

  it('keeps its visitors on it, and sends them to the portal only for what lives there', async () => {
    const home = await at('kalk-humboldt.localhost', '/');
    const links = parse(home.text)
      .querySelectorAll('a[href]')
      .map((a) => a.getAttribute('href') ?? '');
    expect(links).to.include('/veranstaltungen').and.include(`${portal.url}/anmelden`);
    expect(links.filter((href) => href.includes('/sozialraum/'))).to.deep.equal([]);
    const under = await visit(portal.url).get('/sozialraum/kalk-humboldt');
    const inside = under.document
      .querySelectorAll('main a[href]')
      .map((a) => a.getAttribute('href') ?? '');
    expect(
      inside.filter((href) => !/^(\/sozialraum\/kalk-humboldt|mailto:|tel:)/.test(href)),
    ).to.deep.equal([]);
  });

  it('leads from a subdomain to the portal where accounts and private links are at home', async () => {
    for (const path of ['/anmelden?weiter=%2Fredaktion', '/en/vorgang/abc', '/abbestellen/abc']) {
      const answer = await sendRaw(portal, {
        path,
        headers: { Host: `kalk-humboldt.localhost:${new URL(portal.url).port}` },
      });
      expect(answer.status, path).to.equal(308);
      expect(answer.headers.location, path).to.equal(portal.url + path);
    }
  });

  it('is nobody’s under an unknown name: the request is sent back before anything is read', async () => {
    for (const host of [
      'evil.example',
      'unsinn.localhost',
      'portal.localhost',
      'a.kalk-humboldt.localhost',
      '',
    ]) {
      const answer = await at(host, '/');
      expect(answer.status, host).to.be.oneOf([421, 400]);
      expect(answer.text, host).not.to.include(t('landing.title'));
    }
    expect((await visit(portal.url).get('/sozialraum/portal')).text).to.include(
      t('error.notFound.title'),
    );
    expect((await visit(portal.url).get('/sozialraum/unsinn')).text).to.include(
      t('error.notFound.title'),
    );
  });

  it('is not mixed up in the page cache with another host’s', async () => {
    for (let round = 0; round < 2; round += 1) {
      const kalk = await at('kalk-humboldt.localhost', '/');
      const north = await at('chorweiler.localhost', '/');
      const whole = await at('localhost', '/');
      expect(kalk.text).to.include('Kalker event');
      expect(north.text).not.to.include('Kalker event');
      expect(whole.text).to.include(t('landing.title'));
      expect((await at('evil.example', '/')).status).to.equal(421);
    }
  });

  it('speaks English under /en, on every page and in every link within', async () => {
    for (const path of [
      '/en',
      '/en/veranstaltungen',
      '/en/einreichen',
      '/en/einreichen/adresse',
      '/en/sozialraum/kalk-humboldt',
      '/en/sozialraum/kalk-humboldt/adressen',
      '/en/meine-einsendungen',
      '/en/anmelden',
      '/en/seiten/impressum',
      '/en/gibt-es-nicht',
    ]) {
      const page = await visit(portal.url).get(path);
      expect(page.document.querySelector('html')?.getAttribute('lang'), path).to.equal('en');
      expect(page.document.querySelector('.skip, a[href="#inhalt"]')?.textContent).to.equal(
        tEnglish('site.skip'),
      );
      const elsewhere = page.document
        .querySelectorAll('a[href^="/"], form[action^="/"]')
        .filter((one) => one.getAttribute('hreflang') === undefined)
        .map((one) => one.getAttribute('href') ?? one.getAttribute('action') ?? '')
        .filter((href) => !/^\/en(\/|$|\?)/.test(href));
      expect(elsewhere, path).to.deep.equal([]);
      const german = page.document.querySelector('a[hreflang=de]');
      expect(german?.getAttribute('href'), path).to.equal(path.slice(3) || '/');
      expect(german?.getAttribute('lang')).to.equal('de');
    }
  });

  it('marks what people wrote with the language they wrote it in', async () => {
    const item = await visit(portal.url).get(`/en/adressen/${slugs['adressen'] ?? ''}`);
    expect(item.document.querySelector('h1')?.getAttribute('lang')).to.equal('de');
    expect(item.document.querySelector('html')?.getAttribute('lang')).to.equal('en');
  });
});
