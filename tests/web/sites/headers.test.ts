import { expect } from 'chai';
import { hireStaff, openPortal, PASSWORD, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';

describe('Every page protects who reads it', () => {
  let portal: Portal;
  let item: string;
  let link: string;
  const staff: Record<string, Visitor> = {};
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    for (const name of ['kalk', 'startseite', 'verwaltung']) {
      staff[name] = await signIn(portal, `${name}@example.org`);
    }
    const submitted = await handInAndConfirm(portal, 'entry', { title: 'Ort' });
    link = submitted.link;
    item = `/adressen/ort-${submitted.reference.toLowerCase()}`;
    await decide(staff['kalk']!, submitted.reference, 'approve');
  });
  after(() => portal.close());

  const listPages = (): [string, Visitor][] => [
    ...[
      '/',
      '/veranstaltungen',
      '/adressen',
      item,
      '/sozialraum/kalk-humboldt',
      '/seiten/datenschutz',
      '/einreichen',
      '/einreichen/veranstaltung',
      '/meine-einsendungen',
      '/anmelden',
      '/passwort',
      '/gibt-es-nicht',
      link,
      `${link}/bearbeiten`,
    ].map((path): [string, Visitor] => [path, visit(portal.url)]),
    ...['/redaktion', '/redaktion?ansicht=live', '/redaktion/XXX-26-0001'].map(
      (path): [string, Visitor] => [path, staff['kalk']!],
    ),
    ['/redaktion/startseite', staff['startseite']!],
    ['/verwaltung', staff['verwaltung']!],
    ['/verwaltung/postausgang', staff['verwaltung']!],
  ];

  it('allows no script, style, frame, form or picture from elsewhere, the second time too', async () => {
    for (const [path, visitor] of [...listPages(), ...listPages()]) {
      const { headers } = await visitor.get(path);
      const policy = Object.fromEntries(
        (headers.get('Content-Security-Policy') ?? '').split(';').map((rule) => {
          const [name = '', ...sources] = rule.trim().split(' ');
          return [name, sources.join(' ')];
        }),
      );
      expect(policy, path).to.include({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(JSON.stringify(policy), path).not.to.match(/unsafe|https?:|\*/);
      expect(headers.get('X-Content-Type-Options'), path).to.equal('nosniff');
      expect(headers.get('X-Frame-Options'), path).to.equal('DENY');
      expect(headers.get('Referrer-Policy'), path).to.equal('same-origin');
      expect(headers.get('Cross-Origin-Opener-Policy'), path).to.equal('same-origin');
      expect(headers.get('X-Powered-By'), path).to.equal(null);
    }
  });

  it('needs nothing that the policy forbids: no inline script, no style attribute, no foreign address', async () => {
    for (const [path, visitor] of listPages()) {
      const { document } = await visitor.get(path);
      // Linked data is no script: browsers never run it.
      expect(
        document.querySelectorAll(
          'script:not([src]):not([type="application/ld+json"]), style, iframe, object',
        ),
        path,
      ).to.deep.equal([]);
      const all = document.querySelectorAll('*');
      expect(all.length, path).to.be.greaterThan(20);
      for (const element of all) {
        for (const name of Object.keys(element.attributes)) {
          expect(name, `${path} <${element.rawTagName}>`).not.to.match(/^(style|on\w+)$/i);
        }
        const source = element.getAttribute('src') ?? '';
        // The same page in another language, or at its own address, is told of and not loaded.
        const isLoaded =
          element.rawTagName === 'link' &&
          !['alternate', 'canonical'].includes(element.getAttribute('rel') ?? '');
        const sheet = isLoaded ? element.getAttribute('href') : '';
        for (const address of [source, sheet ?? ''])
          expect(address, path).to.match(/^(\/(?!\/)|data:|$)/);
      }
    }
  });

  it('gives no cookie to a visitor or contributor', async () => {
    for (const [path, visitor] of listPages().slice(0, 14)) {
      expect((await visitor.get(path)).headers.getSetCookie(), path).to.deep.equal([]);
    }
    const posted = await visit(portal.url).post('/meine-einsendungen', { email: 'a@example.org' });
    expect(posted.headers.getSetCookie()).to.deep.equal([]);
    // It would be seen: signing in gives one.
    const fields = { email: 'ayla@example.org', password: PASSWORD };
    const entered = await visit(portal.url).post('/anmelden', fields);
    expect(entered.headers.getSetCookie()).to.have.length(1);
  });
});
