import { File } from 'node:buffer';
import { expect } from 'chai';
import sharp from 'sharp';
import { listChunks } from '../../support/webp.ts';
import { flyer, listUploads, noise, picture, pictureAnswers } from '../../support/files.ts';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { countRows } from '../../support/rows.ts';
import { linkIn, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Fields, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PATH = '/einreichen/adresse';
const say = (name: string, values?: Record<string, number>) => t(`problem.${name}`, values);
const sayOfFile = (name: string, file: string) =>
  t('files.problem.file', { name: file, text: say(name) });
const sayOfPicture = (name: string, number: number) =>
  t('files.problem.picture', { number, text: say(name) });

describe('Pictures and flyers in a form', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  async function send(
    visitor: Visitor,
    files: Record<string, File>,
    changes: Fields = {},
    from?: Answer,
  ): Promise<Answer> {
    const form = from ?? (await visitor.get(PATH));
    const answers = from ? {} : { ...answersFor('entry'), ...pictureAnswers };
    return visitor.upload(
      PATH,
      { ...form.fields('form.form'), ...answers, step: 'check', ...changes },
      files,
    );
  }

  it('survive a refusal and the check page, and are in what was sent', async () => {
    const visitor = visit(portal.url);
    const files = { 'images[]': await picture(), flyer: flyer('Programm März.pdf') };
    const refused = await send(visitor, files, { title: '' });
    expect(summaryOf(refused)).to.deep.equal([say('titleMissing')]);
    expect(typedIn(refused)).to.include(pictureAnswers);
    const kept = refused.fields('form.form');
    const shown = refused.document.querySelector('form.form img')?.getAttribute('src') ?? '';
    expect(shown).to.include(String(kept['imageId[]']));
    expect((await visitor.get(shown)).headers.get('Content-Type')).to.equal('image/webp');
    expect(refused.text).to.include('Programm März.pdf');

    // The second time nothing is uploaded again.
    const check = await send(visitor, {}, { title: 'Mit Bild' }, refused);
    const preview = check.document.querySelector('main img[src^="/medien/"]');
    expect(preview?.getAttribute('alt')).to.equal(pictureAnswers['imageAlt[]']);
    expect(preview?.getAttribute('src')).to.include(String(kept['imageId[]']));
    const done = await visitor.post(PATH, { ...check.fields('form.check-form'), step: 'send' });
    const reference = (await visitor.get(done.location)).document.querySelector('.reference');
    await portal.work();
    await visitor.post(`${linkIn(portal)}/bestaetigen`, {});

    const kalk = await signIn(portal, 'kalk@example.org');
    const desk = await kalk.get(`/redaktion/${reference?.textContent ?? ''}`);
    const image = desk.document.querySelector('main img[src^="/medien/"]');
    expect(image?.getAttribute('alt')).to.equal(pictureAnswers['imageAlt[]']);
    const file = await kalk.get(image?.getAttribute('src') ?? '');
    expect(file.headers.get('Content-Type')).to.equal('image/webp');
    expect(desk.text).to.include(`/medien/${String(kept['flyerId'])}.pdf`);
  });

  it('can be taken out again before sending, by a button beside each', async () => {
    const visitor = visit(portal.url);
    const form = await send(
      visitor,
      { 'images[]': await picture(), flyer: flyer() },
      { step: 'files', title: 'Ohne alles' },
    );
    const kept = form.fields('form.form');
    const noPicture = await visitor.upload(
      PATH,
      { ...kept, step: `remove:${String(kept['imageId[]'])}` },
      {},
    );
    const noFlyer = await visitor.upload(
      PATH,
      { ...noPicture.fields('form.form'), step: `remove:${String(kept['flyerId'])}` },
      {},
    );
    const check = await visitor.upload(PATH, { ...noFlyer.fields('form.form'), step: 'check' }, {});
    expect(check.document.querySelector('.preview')?.textContent).to.include('Ohne alles');
    expect(check.document.querySelector('main img[src^="/medien/"]')).to.equal(null);
    expect(check.fields('form.check-form')).not.to.have.any.keys('imageId', 'flyerId');
  });

  it('of up to six keep their own words, and the words follow when one is taken out', async () => {
    const visitor = visit(portal.url);
    const form = await visitor.get(PATH);
    const files = await Promise.all([1, 2, 3].map((number) => picture(`${String(number)}.png`)));
    const body = { ...form.fields('form.form'), ...answersFor('entry') };
    const said = {
      'imageAlt[]': ['eins', 'zwei', ''],
      'imageCredit[]': ['Anna', '', 'Cem'],
      'imageLicence[]': ['own', 'cc0-1.0', 'cc-by-4.0'],
      'imagePersons[]': ['none', 'consented', 'none'],
      'imageFocus[]': ['top', 'left', 'right-bottom'],
    };
    const shown = await visitor.uploadAll(PATH, { ...body, ...said, step: 'check' }, [
      ...files.map((file) => ['images[]', file] as const),
    ]);
    expect(summaryOf(shown)).to.deep.equal([
      sayOfPicture('imageCreditMissing', 2),
      sayOfPicture('imageAltMissing', 3),
    ]);
    expect(problemAt(shown, 'imageCredit-2')).to.equal(sayOfPicture('imageCreditMissing', 2));
    const kept = shown.fields('form.form');
    expect(kept).to.deep.include(said);

    const ids = [kept['imageId[]'] ?? []].flat();
    const fewer = await visitor.post(PATH, { ...kept, step: `remove:${ids[1] ?? ''}` });
    expect(summaryOf(fewer)).to.deep.equal([]);
    const left = fewer.fields('form.form');
    expect(left).to.deep.include({
      'imageId[]': [ids[0], ids[2]],
      'imageAlt[]': ['eins', ''],
      'imageCredit[]': ['Anna', 'Cem'],
      'imageFocus[]': ['top', 'right-bottom'],
    });

    const check = await visitor.post(PATH, {
      ...left,
      'imageAlt[]': ['eins', 'drei'],
      step: 'check',
    });
    const [first, second] = check.document.querySelectorAll('.preview figure');
    expect(first?.textContent).to.include('Anna').and.include(t('choice.licence.own'));
    expect(second?.textContent).to.include('Cem').and.include(t('choice.licence.cc-by-4.0'));
    const cropped = second?.querySelector('img');
    expect(cropped?.getAttribute('class')).to.equal('at-right-bottom');
    expect(cropped?.getAttribute('alt')).to.equal('drei');
    expect(check.fields('form.check-form')['imageFocus']).to.deep.equal(['top', 'right-bottom']);
  });

  it('when a seventh comes, then it is refused and the six stay', async () => {
    const visitor = visit(portal.url);
    const form = await visitor.get(PATH);
    const file = await picture();
    const answer = await visitor.uploadAll(
      PATH,
      { ...form.fields('form.form'), title: 'Viele', step: 'files' },
      Array.from({ length: 9 }, () => ['images[]', file] as const),
    );
    expect(problemAt(answer, 'images')).to.equal(say('tooManyPictures', { max: 6 }));
    expect(answer.document.querySelectorAll('fieldset[data-picture]')).to.have.length(6);
    expect(typedIn(answer)).to.include({ title: 'Viele' });
  });

  it('when one is turned, then it is a new file that stands upright, with the words it had', async () => {
    const visitor = visit(portal.url);
    const form = await send(
      visitor,
      { 'images[]': await picture('hof.png', 320, 200) },
      { step: 'files' },
    );
    const kept = form.fields('form.form');
    const id = String(kept['imageId[]']);
    const turned = await visitor.post(PATH, { ...kept, step: `rotate:${id}` });
    const image = turned.document.querySelector('form.form [data-whole] img');
    expect([image?.getAttribute('width'), image?.getAttribute('height')]).to.deep.equal([
      '200',
      '320',
    ]);
    expect(String(turned.fields('form.form')['imageId[]']))
      .to.match(/^[0-9a-f-]{36}$/)
      .and.not.equal(id);
    expect(typedIn(turned)).to.include(pictureAnswers);
  });

  it('of a flyer show its first page, and a page that cannot be painted shows none', async () => {
    const visitor = visit(portal.url);
    const form = await send(visitor, { flyer: flyer() }, { step: 'files' });
    const preview = form.document.querySelector('.kept-flyer img')?.getAttribute('src') ?? '';
    expect((await visitor.get(preview)).headers.get('Content-Type')).to.equal('image/webp');
    const empty = new File(['%PDF-1.4\n%%EOF\n'], 'leer.pdf', { type: 'application/pdf' });
    const other = await send(visitor, { flyer: empty }, { step: 'files' });
    expect(other.text).to.include('leer.pdf');
    expect(other.document.querySelector('.kept-flyer img')).to.equal(null);
  });

  it('of another form cannot be taken over by naming their number', async () => {
    const visitor = visit(portal.url);
    const theirs = await send(visitor, { 'images[]': await picture() }, { title: '' });
    const imageId = String(theirs.fields('form.form')['imageId[]']);
    expect(imageId).to.match(/^[0-9a-f-]{36}$/);
    const check = await send(visit(portal.url), {}, { imageId });
    expect(check.text).to.include(t('check.title')).and.not.include(imageId);
  });

  it('need an alternative text, an author, a licence and a word about persons', async () => {
    const none = Object.fromEntries(Object.keys(pictureAnswers).map((name) => [name, '']));
    const answer = await send(visit(portal.url), { 'images[]': await picture() }, none);
    for (const name of ['imageAlt', 'imageCredit', 'imageLicence', 'imagePersons']) {
      expect(problemAt(answer, `${name}-1`)).to.equal(sayOfPicture(`${name}Missing`, 1));
    }
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const forbidden: [string, string, () => File, string][] = [
    ['images', 'an SVG', () => new File([svg], 'a.svg'), 'pictureType'],
    ['images', 'a program called .jpg', () => new File(['MZ\0\0'], 'a.jpg'), 'pictureType'],
    ['images', 'a PDF as picture', () => flyer(), 'pictureType'],
    [
      'images',
      'a torn JPEG',
      () => new File([Buffer.from('ffd8ffe000104a46494600010100', 'hex')], 'a.jpg'),
      'pictureBroken',
    ],
    ['flyer', 'a web page called .pdf', () => new File(['<html>'], 'a.pdf'), 'flyerType'],
    [
      'flyer',
      'a PDF with script',
      () => flyer('a.pdf', '/OpenAction<</S/JavaScript/JS(1)>>'),
      'flyerActive',
    ],
  ];
  for (const [field, what, make, problem] of forbidden) {
    it(`refuse ${what} at its field and keep nothing of it`, async () => {
      const before = { files: await listUploads(portal), rows: await countRows(portal) };
      const name = field === 'images' ? 'images[]' : field;
      const answer = await send(visit(portal.url), { [name]: make() });
      expect(problemAt(answer, field)).to.equal(sayOfFile(problem, make().name));
      expect(answer.status).to.equal(422);
      expect({ files: await listUploads(portal), rows: await countRows(portal) }).to.deep.equal(
        before,
      );
    });
  }

  it('of more than 12 MB are named at their field, and what was typed is kept', async () => {
    const before = await listUploads(portal);
    const answer = await send(visit(portal.url), { 'images[]': noise(12_000_001) });
    expect(answer.status).to.equal(413);
    expect(problemAt(answer, 'images')).to.equal(sayOfFile('fileTooLarge', 'gross.jpg'));
    const { description: _, ...lines } = answersFor('entry');
    expect(typedIn(answer)).to.include(lines);
    expect(answer.text).to.include('- Werkzeug ist da');
    expect(await listUploads(portal)).to.deep.equal(before);
  });

  it('that make the whole form too large get a page that says so', async () => {
    const headers = {
      'Content-Type': 'multipart/form-data; boundary=X',
      'Content-Length': '90000000',
    };
    const answer = await sendRaw(portal, { method: 'POST', path: PATH, headers, body: '--X' });
    expect(answer.body.toString()).to.include(t('error.tooLarge.title'));
    expect(answer.status).to.equal(413);
  });

  it('carry nothing of their maker in any size that is served', async () => {
    const visitor = visit(portal.url);
    const bytes = await sharp({
      create: { width: 2000, height: 900, channels: 3, background: 'red' },
    })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Nora Geheim' }, IFD3: { GPSLatitude: '50/1 56/1 10/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
      .withIccProfile('p3')
      .toBuffer();
    expect(bytes.includes('Nora Geheim')).to.equal(true);
    const form = await send(
      visitor,
      { 'images[]': new File([bytes], 'a.jpg'), flyer: flyer() },
      { step: 'files' },
    );
    const [whole, paper] = ['[data-whole] img', '.kept-flyer img'].map(
      (place) => form.document.querySelector(place)?.getAttribute('src') ?? '',
    );
    const sizes = ['large', 'medium', 'small'].map((size) => whole?.replace('-medium', `-${size}`));
    const widths: number[] = [];
    for (const path of [...sizes, paper]) {
      const answer = await sendRaw(portal, { path: path ?? '' });
      expect(answer.headers['content-type'], path).to.equal('image/webp');
      expect(listChunks(answer.body), path).to.deep.equal(['VP8 ']);
      widths.push((await sharp(answer.body).metadata()).width);
    }
    expect(widths).to.deep.equal([1600, 880, 440, 880]);
  });

  it('are called by a name that cannot be a path or anything but text', async () => {
    const name = '../../etc/\u202Egepj.exe"<b>.pdf';
    const form = await send(visit(portal.url), { flyer: flyer(name) }, { step: 'files' });
    const shown = form.document.querySelector('.kept-flyer__name')?.textContent ?? '';
    expect(shown)
      .to.include('.pdf')
      .and.not.match(/[\u202E/]/);
    expect(await listUploads(portal)).to.satisfy((names: string[]) =>
      names.every((file) => /^[0-9a-f-]{36}(-\w+)?\.(webp|pdf)$/.test(file)),
    );
    const rung = await send(visit(portal.url), { flyer: flyer('\u0007.pdf') }, { step: 'files' });
    expect(rung.text).to.include(t('error.invalid.title'));
  });

  it('that arrive torn, without an end or with a broken head get a page that says so', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=X' };
    const torn = '--X\r\nContent-Disposition: form-data; name="title"\r\n\r\nhal';
    for (const body of [
      torn,
      'no boundary at all',
      '--X\r\nContent-Disposition: form-data\r\n\r\n',
    ]) {
      const answer = await sendRaw(portal, { method: 'POST', path: PATH, headers, body });
      expect(answer.body.toString(), body).to.include(t('error.invalid.title'));
      expect(answer.status).to.equal(422);
    }
    const nameless = { 'Content-Type': 'multipart/form-data' };
    const answer = await sendRaw(portal, {
      method: 'POST',
      path: PATH,
      headers: nameless,
      body: 'x',
    });
    expect(answer.body.toString()).to.include(t('error.invalid.title'));
  });
});
