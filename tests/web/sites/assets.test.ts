import { expect } from 'chai';
import { openPortal, type Portal } from '../../support/portal.ts';
import { visit } from '../../support/visitor.ts';

describe('Style, scripts and fonts', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  it('are kept for ever under a name that only their content has', async () => {
    const visitor = visit(portal.url);
    const page = await visitor.get('/');
    const links = page.document
      .querySelectorAll('link[rel=stylesheet], link[rel=preload]')
      .map((link) => link.getAttribute('href') ?? '');
    expect(links).to.have.length(5);
    for (const link of links) {
      const answer = await visitor.get(link);
      expect(answer.status, link).to.equal(200);
      expect(answer.headers.get('Cache-Control')).to.match(/max-age=31536000, immutable/);
      expect(answer.headers.get('X-Content-Type-Options')).to.equal('nosniff');
      expect(answer.text.length, link).to.be.greaterThan(300);
    }
  });

  for (const path of ['/assets/style.css', '/assets/farben/0000000000.css']) {
    it(`under any other name are the page that says so: ${path}`, async () => {
      const answer = await visit(portal.url).get(path);
      expect(answer.status).to.equal(404);
      expect(answer.document.querySelector('h1')?.textContent).to.equal('Das gibt es hier nicht');
    });
  }
});
