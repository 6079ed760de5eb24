import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { listViolations } from '../support/browser.ts';
import { openBrowser } from '../support/chromium.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';
import { t } from '../support/words.ts';

const TITLE = 'Chor & <img src=x onerror=document.title=1> "Ton"';

describe("A list on an association's own website", function () {
  this.timeout(60_000);
  let portal: Portal;
  let host: Server;
  let hostUrl: string;
  let page: (path: string) => string;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const kalk = await signIn(portal, 'kalk@example.org');
    for (const [title, startDate] of [
      [TITLE, '2026-12-05'],
      ['Flohmarkt', '2026-12-06'],
    ] as const) {
      const { reference } = await handInAndConfirm(portal, 'event', { title, startDate });
      await decide(kalk, reference, 'approve');
    }
    const element = (inside: string, more = '') =>
      `<script src="${portal.url}/einbetten/v1.js" async></script>
       <veedelpost-liste art="veranstaltungen" sozialraum="kalk-humboldt" ${more}>${inside}</veedelpost-liste>`;
    const whole = (body: string) =>
      `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Verein</title></head><body><main><h1>Verein</h1>${body}</main></body></html>`;
    const fallback = `<a href="${portal.url}/veranstaltungen">Unsere Termine</a>`;
    page = (path) =>
      whole(
        path === '/frame'
          ? `<iframe title="Termine" src="${portal.url}/sozialraum/kalk-humboldt/einbetten/veranstaltungen?farbe=ffee00"></iframe>`
          : path === '/portal'
            ? `<iframe title="Portal" src="${portal.url}/veranstaltungen"></iframe>`
            : path === '/turkish'
              ? element(fallback, 'sprache="tr" anzahl="1"')
              : element(fallback),
      );
    host = createServer((req, res) => {
      const self = portal.url;
      const connect = req.url === '/closed' ? "'none'" : self;
      res.setHeader('Content-Type', 'text/html; charset=utf-8');
      // As strict as a page can be that wants the list: no inline style, no inline script.
      res.setHeader(
        'Content-Security-Policy',
        `default-src 'none'; script-src ${self}; connect-src ${connect}; frame-src ${self}; style-src 'none'`,
      );
      res.end(page(req.url ?? '/'));
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const address = host.address();
    hostUrl = `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
  });
  after(async () => {
    host.closeAllConnections();
    host.close();
    await portal.close();
  });

  /** A window on the association's page, with what went wrong there and what cookies it has. */
  async function open(path: string) {
    const browser = await openBrowser();
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const window = await context.newPage();
    const complaints: string[] = [];
    window.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    window.on('pageerror', (error) => complaints.push(error.message));
    await window.goto(hostUrl + path);
    return { window, context, complaints };
  }

  it('stands on a page of another origin under a strict policy, as text, without a cookie', async () => {
    const { window, context, complaints } = await open('/');
    const list = window.locator('veedelpost-liste');
    await list.locator('li').first().waitFor();
    expect(await list.locator('li').count()).to.equal(2);
    expect(await list.locator('li a').first().textContent()).to.equal(TITLE);
    expect(await list.locator('li time').first().textContent()).to.match(
      /Sa\., 5\. Dezember.*15:00/,
    );
    const href = (await list.locator('li a').first().getAttribute('href')) ?? '';
    expect(href.startsWith(portal.url)).to.equal(true);
    expect((await visit(portal.url).get(href)).document.querySelector('h1')?.text).to.equal(TITLE);
    expect(await window.title()).to.equal('Verein');
    expect(await list.getByText('Unsere Termine').isVisible()).to.equal(false);
    expect(await context.cookies()).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
    expect(await listViolations(window, 'list')).to.deep.equal([]);
    // A colour of the page's own, from outside.
    await window.evaluate(
      "document.querySelector('veedelpost-liste').style.setProperty('--veedelpost-accent', 'rgb(1, 2, 3)')",
    );
    const colour = await window.evaluate(
      "getComputedStyle(document.querySelector('veedelpost-liste').shadowRoot.querySelector('li a')).color",
    );
    expect(colour).to.equal('rgb(1, 2, 3)');
    await context.close();
  });

  it('speaks the language that it is asked for, has as many as asked for, and changes with its attributes', async () => {
    const { window, context } = await open('/turkish');
    const list = window.locator('veedelpost-liste');
    await list.locator('li').first().waitFor();
    expect(await list.locator('li').count()).to.equal(1);
    expect(await list.locator('time').textContent()).to.include('Aralık');
    expect(await list.locator('.box').getAttribute('lang')).to.equal('tr');
    await window.evaluate(
      "document.querySelector('veedelpost-liste').setAttribute('thema', 'education')",
    );
    await list.locator('.empty').waitFor();
    expect(await list.locator('li').count()).to.equal(0);
    await context.close();
  });

  it('leaves the links that stand inside it where the portal cannot be reached', async () => {
    const { window, context } = await open('/closed');
    await window.waitForFunction("customElements.get('veedelpost-liste') !== undefined");
    expect(await window.getByText('Unsere Termine').isVisible()).to.equal(true);
    await context.close();
  });

  it('as a frame has the colour that was asked for, readable; no other page of the portal can be framed', async () => {
    const { window, context } = await open('/frame');
    const frame = window.frameLocator('iframe');
    await frame.locator('h3 a').first().waitFor();
    expect(await frame.locator('h3 a').first().textContent()).to.equal(TITLE);
    expect(await frame.locator('header, nav, footer').count()).to.equal(0);
    const accent = await window
      .frames()[1]
      ?.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')");
    expect(accent).to.match(/^#[0-9a-f]{6}$/);
    expect(accent).to.not.equal('#ffee00');
    expect(await context.cookies()).to.deep.equal([]);
    await context.close();
    const refused = await open('/portal');
    expect(refused.complaints.join()).to.match(/frame-ancestors|X-Frame-Options/i);
    await refused.context.close();
  });

  it('weighs less than ten kilobytes, unpacked, and is for pages of any origin', async () => {
    const script = await visit(portal.url).get('/einbetten/v1.js');
    expect(Buffer.byteLength(script.text)).to.be.lessThan(10_000);
    expect(gzipSync(script.text).length).to.be.lessThan(4_000);
    expect(script.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    expect(script.headers.get('Cross-Origin-Resource-Policy')).to.equal('cross-origin');
    expect(script.headers.get('Set-Cookie')).to.equal(null);
  });

  it('is put together on a page that writes the code, with a preview of the same', async () => {
    const visitor = visit(portal.url);
    const path =
      '/einbetten?art=adressen&sozialraum=kalk-humboldt&thema=family&anzahl=3&sprache=tr&farbe=%23b3261e';
    const guide = await visitor.get(path);
    const code = guide.document.querySelector('#code-element')?.text ?? '';
    expect(code).to.include(
      `<veedelpost-liste portal="${portal.url}" sozialraum="kalk-humboldt" art="adressen" thema="family" anzahl="3" sprache="tr">`,
    );
    const preview = guide.document.querySelector('iframe')?.getAttribute('src') ?? '';
    expect(preview).to.equal(
      '/tr/sozialraum/kalk-humboldt/einbetten/adressen?thema=family&anzahl=3&farbe=b3261e',
    );
    expect((await visitor.get(preview)).status).to.equal(200);
    expect(guide.document.querySelector('#f-thema option[selected]')?.text).to.equal(
      t('choice.topics.family'),
    );
    // What nobody offered is what nobody asked for.
    const odd = await visitor.get('/einbetten?art=%3Cb%3E&anzahl=-4&farbe=url(x)&sozialraum=%22');
    expect(odd.status).to.equal(200);
    expect(odd.document.querySelector('#code-element')?.text).to.include('anzahl="5"');
  });
});
