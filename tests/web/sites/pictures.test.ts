import { expect } from 'chai';
import sharp from 'sharp';
import { File } from 'node:buffer';
import { flyer, pictureAnswers } from '../../support/files.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { decide, linkIn, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';

describe('Pictures and flyers of a submission', () => {
  let portal: Portal;
  let kalk: Visitor;
  let reference: string;
  let image: string;
  let pdf: string;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
    const jpeg = await sharp({
      create: { width: 900, height: 600, channels: 3, background: 'red' },
    })
      .jpeg()
      .withExif({ IFD0: { Artist: 'Geheime Nora' }, IFD3: { GPSLatitude: '50/1 56/1 0/1' } })
      .toBuffer();
    const visitor = visit(portal.url);
    const form = await visitor.get('/einreichen/adresse');
    const answers = {
      ...answersFor('entry', { title: 'Bilder' }),
      ...pictureAnswers,
      step: 'check',
    };
    const check = await visitor.upload(
      '/einreichen/adresse',
      { ...form.fields('form.form'), ...answers },
      { 'images[]': new File([jpeg], 'a.jpg'), flyer: flyer('Böse "Datei"\r\nX: y.pdf') },
    );
    await visitor.post('/einreichen/adresse', { ...check.fields('form.check-form'), step: 'send' });
    await portal.work();
    await visitor.post(`${linkIn(portal)}/bestaetigen`, {});
    const queue = await kalk.get('/redaktion');
    reference = /KAL-26-\d{4}/.exec(queue.text)?.[0] ?? '';
    const desk = await kalk.get(`/redaktion/${reference}`);
    image = desk.document.querySelector('main img')?.getAttribute('src') ?? '';
    pdf = /\/medien\/[\w-]+\.pdf\?key=[\w-]+/.exec(desk.text)?.[0] ?? '';
  });
  after(() => portal.close());

  const get = (path: string) => sendRaw(portal, { path });
  const withoutKey = (url: string) => url.replace(/\?.*/, '');

  it('are there only for who has the page that shows them, until they are approved', async () => {
    for (const url of [image, pdf]) {
      expect((await get(url)).status, url).to.equal(200);
      expect((await get(url)).headers['cache-control']).to.match(/no-store|private/);
      for (const wrong of ['', '?key=', '?key=x', `?key=${'A'.repeat(22)}`]) {
        const answer = await get(withoutKey(url) + wrong);
        expect(answer.status, wrong).to.equal(404);
        expect(answer.headers['content-type']).to.include('text/html');
      }
    }
    const key = image.split('=')[1] ?? '';
    expect((await get(`${withoutKey(pdf)}?key=${key}`)).status).to.equal(404);
  });

  it('carry nothing of who took them and where', async () => {
    const { body } = await get(image);
    const metadata = await sharp(body).metadata();
    expect(metadata).to.include({ format: 'webp', width: 900, height: 600 });
    expect(metadata.exif).to.equal(undefined);
    expect(body.includes('Geheime Nora')).to.equal(false);
  });

  it('are public with the item, gone with it, and back with it', async () => {
    await decide(kalk, reference, 'approve');
    const item = await visit(portal.url).get(`/adressen/bilder-${reference.toLowerCase()}`);
    expect(item.document.querySelector('main img')?.getAttribute('src')).to.equal(
      withoutKey(image),
    );
    expect(item.text).to.include(withoutKey(pdf)).and.not.include('key=');
    for (const url of [image, pdf]) expect((await get(withoutKey(url))).status).to.equal(200);
    const small = withoutKey(image).replace('-large', '-small');
    expect((await sharp((await get(small)).body).metadata()).width).to.equal(440);

    portal.clock.advance(6 * 60_000);
    await decide(kalk, reference, 'retract', { message: 'Falsches Bild.' });
    for (const url of [image, pdf]) {
      expect((await get(withoutKey(url))).status, url).to.equal(404);
      expect((await get(url)).status, url).to.equal(200);
    }
    await decide(kalk, reference, 'publish');
    expect((await get(withoutKey(image))).status).to.equal(200);
  });

  it('as a flyer are saved, not opened, under a harmless name', async () => {
    const answer = await get(withoutKey(pdf));
    expect(answer.headers['content-type']).to.equal('application/pdf');
    expect(answer.headers['content-disposition']).to.match(
      /^attachment; filename="[\w .-]+\.pdf"$/,
    );
    expect(answer.headers['x']).to.equal(undefined);
    expect(answer.headers['content-security-policy']).to.equal("default-src 'none'; sandbox");
    expect(answer.headers['x-content-type-options']).to.equal('nosniff');
    expect(answer.body.subarray(0, 5).toString()).to.equal('%PDF-');
  });

  it('are asked for by their own names and nothing else', async () => {
    const id = /[\w-]{36}/.exec(withoutKey(image))?.[0] ?? '';
    for (const name of [
      `${id}.pdf`,
      `${id}-huge.webp`,
      `${id}-large.png`,
      `.${id}-large.webp.part`,
      'x',
      '..%2fapp.ts',
    ]) {
      expect((await get(`/medien/${name}`)).status, name).to.equal(404);
    }
  });
});
