import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';

const LIST = '/sozialraum/kalk-humboldt/adressen';

describe('A public page is kept, and never older than what it shows', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    sendRaw(portal, { path, headers });

  it('answers "unchanged" without a body to who has it already', async () => {
    for (const path of [
      '/',
      '/veranstaltungen',
      LIST,
      '/seiten/impressum',
      '/en',
      '/veranstaltungen?wann=heute',
    ]) {
      const first = await get(path);
      const etag = String(first.headers.etag);
      expect(etag, path).to.match(/^"[\w-]{22}"$/);
      expect(first.headers['cache-control'], path).to.equal('public, no-cache');
      const again = await get(path, { 'If-None-Match': `W/"other", ${etag}` });
      expect(again.status, path).to.equal(304);
      expect(again.body).to.have.length(0);
      expect(again.headers.etag).to.equal(etag);
      const other = await get(path, { 'If-None-Match': '"other"' });
      expect(other.body.equals(first.body), path).to.equal(true);
    }
  });

  it('gives packed and unpacked the same bytes, and says which it is', async () => {
    const plain = await get(LIST);
    for (const [accepted, encoding, unpack] of [
      ['gzip', 'gzip', gunzipSync],
      ['br', 'br', brotliDecompressSync],
      ['gzip, deflate, br', 'br', brotliDecompressSync],
    ] as const) {
      for (const round of [1, 2]) {
        const packed = await get(LIST, { 'Accept-Encoding': accepted });
        expect(packed.headers['content-encoding'], `${accepted} ${String(round)}`).to.equal(
          encoding,
        );
        expect(packed.headers.vary).to.include('Accept-Encoding');
        expect(packed.body.length).to.be.lessThan(plain.body.length / 2);
        expect(unpack(packed.body).equals(plain.body)).to.equal(true);
      }
    }
    expect(plain.headers['content-encoding']).to.equal(undefined);
    const refused = await get(LIST, { 'Accept-Encoding': 'br;q=0, gzip;q=0' });
    expect(refused.headers['content-encoding']).to.equal(undefined);
  });

  it('is new at once after an approval, an edit and a retraction', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Frisch' });
    const kalk = await signIn(portal, 'kalk@example.org');
    const before = await get(LIST);
    expect(before.body.toString()).not.to.include('Frisch');
    await decide(kalk, reference, 'approve');
    const known = { 'If-None-Match': String(before.headers.etag) };
    const live = await get(LIST, known);
    expect(live.status).to.equal(200);
    expect(live.body.toString()).to.include('Frisch');
    const item = `/adressen/frisch-${reference.toLowerCase()}`;
    expect((await get(item)).body.toString()).to.include('Frisch');

    const visitor = visit(portal.url);
    const form = await visitor.get(`${link}/bearbeiten`);
    const typed = { ...form.fields('form.form'), title: 'Noch frischer', step: 'check' };
    const check = await visitor.post(form.action('form.form'), typed);
    const fields = { ...check.fields('form.check-form'), step: 'send' };
    await visitor.post(form.action('form.form'), fields);
    expect((await get(LIST)).headers.etag).to.equal(live.headers.etag);
    await decide(kalk, reference, 'approve');
    expect((await get(LIST)).body.toString()).to.include('Noch frischer');

    portal.clock.advance(6 * 60_000);
    await decide(kalk, reference, 'retract', { message: 'Zu.' });
    expect((await get(LIST)).body.equals(before.body)).to.equal(true);
    expect((await get(item)).status).to.equal(404);
    expect((await get(item)).headers['cache-control']).to.equal('no-store');
  });

  it('is new when the day is, since "today" means another day then', async () => {
    const { reference } = await handInAndConfirm(portal, 'event', {
      title: 'Morgenfest',
      startDate: '2026-11-25',
    });
    await decide(await signIn(portal, 'kalk@example.org'), reference, 'approve');
    expect((await get('/veranstaltungen?wann=heute')).body.toString()).not.to.include('Morgenfest');
    portal.clock.now = Date.parse('2026-11-24T23:00:00Z');
    expect((await get('/veranstaltungen?wann=heute')).body.toString()).to.include('Morgenfest');
  });

  it('keeps nothing that is private or that somebody typed', async () => {
    for (const path of ['/einreichen/adresse', '/anmelden', '/gibt-es-nicht', '/passwort']) {
      const answer = await get(path);
      expect(answer.headers['cache-control'], path).to.equal('no-store');
    }
    const head = await sendRaw(portal, { method: 'HEAD', path: LIST });
    expect(head.status).to.equal(200);
    expect(head.body).to.have.length(0);
  });
});
