import { expect } from 'chai';
import { articles } from '../../../src/db/schema.ts';
import { listUploads, picture, pictureAnswers } from '../../support/files.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { publish, write, WORDS } from '../../support/articles.ts';
import { signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const SITE = '/sozialraum/kalk-humboldt';

describe('An office writes news and pages', () => {
  let portal: Portal;
  let kalk: Visitor;
  let ayla: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
    ayla = await signIn(portal, 'ayla@example.org');
  });
  after(() => portal.close());

  const see = async (path: string) => (await visit(portal.url).get(path)).text;
  const formOf = async (visitor: Visitor, desk: string) => {
    const page = await visitor.get(desk);
    return { action: page.action('form.form'), fields: page.fields('form.form') };
  };

  it('keeps a draft to itself, and shows what is published on its own site and on the portal, nowhere else', async () => {
    const draft = await write(kalk, 'news', { title: 'Noch geheim' }, 'keep');
    expect((await kalk.get(draft.location)).text).to.include(t('articleDesk.state.draft'));
    expect(await see('/aktuelles')).not.to.include('Noch geheim');

    const { slug } = await publish(kalk, 'news', { title: 'Neue Laternen' });
    expect(slug).to.equal('neue-laternen');
    for (const path of ['/aktuelles', `${SITE}/aktuelles`]) {
      expect(await see(path), path).to.include('Neue Laternen');
      const page = await visit(portal.url).get(`${path}/${slug}`);
      expect(page.document.querySelector('h1')?.textContent).to.equal('Neue Laternen');
      expect(page.document.querySelector('.prose h2')?.textContent).to.equal('Warum');
      expect(page.document.querySelector('.prose')?.getAttribute('lang')).to.equal('de');
      expect(page.text).to.include('<time datetime="2026-11-24T09:00:00.000Z">');
      const canonical = page.document.querySelector('link[rel=canonical]');
      // One address, the same as in feeds and site map, wherever it is read.
      expect(canonical?.getAttribute('href')).to.equal(`${portal.url}${SITE}/aktuelles/${slug}`);
    }
    expect(await see('/sozialraum/chorweiler/aktuelles')).not.to.include('Neue Laternen');
    const elsewhere = await visit(portal.url).get(`/sozialraum/chorweiler/aktuelles/${slug}`);
    expect(elsewhere.status).to.equal(404);
  });

  it('gives each news an address of its own on all sites, and a page one on its own site', async () => {
    const chorweiler = await signIn(portal, 'chorweiler@example.org');
    const first = await publish(kalk, 'news', { title: 'Sommerfest' });
    const second = await publish(chorweiler, 'news', { title: 'Sommerfest' });
    expect([first.slug, second.slug]).to.deep.equal(['sommerfest', 'sommerfest-2']);
    const own = await publish(kalk, 'page', { title: 'Unser Büro', body: 'Am Bürgerpark.' });
    const other = await publish(chorweiler, 'page', { title: 'Unser Büro', body: 'Am Platz.' });
    expect([own.slug, other.slug]).to.deep.equal(['unser-buero', 'unser-buero']);
    expect(await see(`${SITE}/seiten/unser-buero`)).to.include('Am Bürgerpark.');
    expect(await see('/sozialraum/chorweiler/seiten/unser-buero')).to.include('Am Platz.');
    expect((await visit(portal.url).get('/seiten/unser-buero')).status).to.equal(404);
  });

  it('pages through many news without losing or repeating one', async () => {
    for (let number = 1; number <= 23; number += 1) {
      await publish(kalk, 'news', { title: `Reihe ${String(number)}` });
    }
    const seen: string[] = [];
    let path = `${SITE}/aktuelles`;
    for (let page = 0; page < 5 && path !== ''; page += 1) {
      const { document } = await visit(portal.url).get(path);
      seen.push(...document.querySelectorAll('.lines h3').map((one) => one.textContent.trim()));
      const links = document.querySelectorAll('.more a');
      const next = links.find((one) => one.textContent === t('article.older'));
      path = next?.getAttribute('href') ?? '';
    }
    const row = seen.filter((title) => title.startsWith('Reihe'));
    expect(row).to.have.length(23);
    expect(new Set(seen).size).to.equal(seen.length);
  });

  it('refuses an outdated page with the colleague’s name, keeps what was typed, and overwrites nothing unseen', async () => {
    const { desk, slug } = await publish(kalk, 'news', { title: 'Zwei schreiben' });
    const mine = await formOf(kalk, desk);
    const theirs = await formOf(ayla, desk);
    await ayla.post(theirs.action, { ...theirs.fields, body: 'Von Ayla.', step: 'keep' });
    const answer = await kalk.post(mine.action, { ...mine.fields, body: 'Von Kim.', step: 'keep' });
    expect(answer.status).to.equal(409);
    expect(answer.text).to.include('Ayla Demir');
    expect(answer.document.querySelector('textarea[name=body]')?.textContent).to.equal('Von Kim.');
    expect(await see(`/aktuelles/${slug}`)).to.include('Von Ayla.');
    const again = await kalk.post(answer.action('form.form'), {
      ...answer.fields('form.form'),
      step: 'keep',
    });
    expect(again.status).to.equal(303);
    expect(await see(`/aktuelles/${slug}`)).to.include('Von Kim.');
  });

  it('makes one article of a form that is sent twice', async () => {
    const form = await kalk.get('/redaktion/aktuelles/neu');
    const fields = { ...form.fields('form.form'), ...WORDS, title: 'Doppelt', step: 'publish' };
    const action = form.action('form.form');
    const both = [await kalk.post(action, fields), await kalk.post(action, fields)];
    expect(both.map(({ status }) => status)).to.deep.equal([303, 303]);
    const rows = await portal.services.db.read.select().from(articles);
    expect(rows.filter(({ title }) => title === 'Doppelt')).to.have.length(1);
  });

  it('gives back everything that was typed when something is missing, and shows a preview without keeping it', async () => {
    const refused = await write(kalk, 'news', {
      title: '',
      summary: '',
      body: 'Schon geschrieben',
    });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include(t('problem.titleMissing'));
    const kept = refused.document.querySelector('textarea[name=body]')?.textContent;
    expect(kept).to.equal('Schon geschrieben');
    const preview = await write(kalk, 'news', { title: 'Nur zum Anschauen' }, 'preview');
    const shown = preview.document.querySelector('.article-preview .item__title');
    expect(shown?.textContent).to.equal('Nur zum Anschauen');
    const rows = await portal.services.db.read.select().from(articles);
    expect(rows.map(({ title }) => title)).not.to.include('Nur zum Anschauen');
  });

  it('cleans what is written: no script, no picture from elsewhere', async () => {
    const body =
      'Hallo <script>alert(1)</script> ![x](https://example.org/x.png) [y](javascript:alert(1))';
    const { slug } = await publish(kalk, 'news', { title: 'Böse', body });
    const page = await visit(portal.url).get(`/aktuelles/${slug}`);
    const prose = page.document.querySelector('.prose');
    expect(prose?.textContent).to.include('Hallo');
    expect(prose?.querySelectorAll('script, img, a')).to.deep.equal([]);
  });

  it('shows a picture as long as the article is live, and to nobody else before and after', async () => {
    const form = await kalk.get('/redaktion/aktuelles/neu');
    const kept = await kalk.upload(
      form.action('form.form'),
      { ...form.fields('form.form'), ...WORDS, title: 'Mit Bild', ...pictureAnswers, step: 'keep' },
      { 'images[]': await picture() },
    );
    expect(kept.status).to.equal(303);
    const desk = kept.location.split('?')[0] ?? '';
    const edit = await kalk.get(desk);
    const address = edit.document.querySelector('.picture-form img')?.getAttribute('src') ?? '';
    const bare = address.split('?')[0] ?? '';
    expect((await kalk.get(address)).status).to.equal(200);
    expect((await visit(portal.url).get(bare)).status).to.equal(404);

    const state = { version: String(edit.fields('form.form')['version']) };
    await kalk.post(`${desk}/stand`, { ...state, move: 'publish' });
    expect((await visit(portal.url).get(bare)).status).to.equal(200);
    const page = await visit(portal.url).get('/aktuelles/mit-bild');
    const image = page.document.querySelector('main figure img');
    expect(image?.getAttribute('alt')).to.equal([pictureAnswers['imageAlt[]']].flat()[0]);

    await kalk.post(`${desk}/stand`, { version: '2', move: 'withdraw' });
    expect((await visit(portal.url).get(bare)).status).to.equal(404);
    expect((await visit(portal.url).get('/aktuelles/mit-bild')).status).to.equal(404);
    // A day and more passes: a picture that an article holds is not swept away with those of nobody.
    portal.clock.advance(3 * 24 * 3_600_000);
    await portal.work();
    expect(await listUploads(portal)).not.to.deep.equal([]);
    kalk = await signIn(portal, 'kalk@example.org');
    ayla = await signIn(portal, 'ayla@example.org');
    await kalk.post(`${desk}/loeschen`, { version: '3' });
    expect((await kalk.get(desk)).status).to.equal(404);
    portal.clock.advance(2 * 24 * 3_600_000);
    await portal.work();
    expect(await listUploads(portal)).to.deep.equal([]);
    kalk = await signIn(portal, 'kalk@example.org');
  });

  it('is found by the search as long as it is live', async () => {
    const { desk } = await publish(kalk, 'news', { title: 'Regenbogenkiosk öffnet' });
    const found = async () =>
      (await visit(portal.url).get('/suche?q=regenbogenkiosk')).document
        .querySelectorAll('main h3')
        .map((one) => one.textContent.trim());
    expect(await found()).to.deep.equal(['Regenbogenkiosk öffnet']);
    await kalk.post(`${desk}/stand`, { version: '2', move: 'withdraw' });
    expect(await found()).to.deep.equal([]);
  });

  it('lets editors write for the portal, and administrators what the law asks for: for one district or for all', async () => {
    const editor = await signIn(portal, 'startseite@example.org');
    await publish(editor, 'news', { title: 'Vom Portal' });
    expect(await see('/aktuelles')).to.include('Vom Portal');

    const admin = await signIn(portal, 'verwaltung@example.org');
    const begin = async (office: string, body: string) => {
      const form = await admin.get(`/redaktion/seiten/neu?seite=impressum&sozialraum=${office}`);
      const prefilled = form.document.querySelector('textarea[name=body]')?.textContent;
      expect(prefilled).to.include('DDG');
      return admin.post(form.action('form.form'), {
        ...form.fields('form.form'),
        body,
        step: 'publish',
      });
    };
    expect(await see(`${SITE}/seiten/impressum`)).to.include('Sozialraumkoordination Humboldt');
    await begin('portal', 'Impressum für alle.');
    expect(await see(`${SITE}/seiten/impressum`)).to.include('Impressum für alle.');
    const own = await begin('kalk-humboldt', 'Impressum nur für Kalk.');
    expect(await see(`${SITE}/seiten/impressum`)).to.include('Impressum nur für Kalk.');
    expect(await see('/seiten/impressum')).to.include('Impressum für alle.');
    // A second one for the same site leads to the first, and a page of an office cannot take its place.
    const again = await admin.get('/redaktion/seiten/neu?seite=impressum&sozialraum=kalk-humboldt');
    expect(again.location).to.equal(own.location.split('?')[0]);
    expect((await kalk.get(own.location)).status).to.equal(404);
    expect((await publish(kalk, 'page', { title: 'Datenschutz' })).slug).to.equal('datenschutz-2');
  });
});
