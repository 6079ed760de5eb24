import { File } from 'node:buffer';
import { expect } from 'chai';
import { flyer, listUploads, noise, picture, pictureAnswers } from '../../support/files.ts';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { countRows } from '../../support/rows.ts';
import { linkIn, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Fields, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PATH = '/einreichen/adresse';
const say = (name: string) => t(`problem.${name}`);

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
      { ...form.fields('form.form'), ...answers, ...changes, step: 'check' },
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
    expect(shown).to.include(String(kept['imageId']));
    expect((await visitor.get(shown)).headers.get('Content-Type')).to.equal('image/webp');
    expect(refused.text).to.include('Programm März.pdf');

    // The second time nothing is uploaded again.
    const check = await send(visitor, {}, { title: 'Mit Bild' }, refused);
    const preview = check.document.querySelector('main img[src^="/medien/"]');
    expect(preview?.getAttribute('alt')).to.equal(pictureAnswers['imageAlt[]']);
    expect(preview?.getAttribute('src')).to.include(String(kept['imageId']));
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

  it('can be taken out again before sending', async () => {
    const visitor = visit(portal.url);
    const refused = await send(
      visitor,
      { 'images[]': await picture(), flyer: flyer() },
      { title: '' },
    );
    const check = await send(
      visitor,
      {},
      { title: 'Ohne alles', removeImage: 'yes', removeFlyer: 'yes' },
      refused,
    );
    expect(check.document.querySelector('.preview')?.textContent).to.include('Ohne alles');
    expect(check.document.querySelector('main img[src^="/medien/"]')).to.equal(null);
    expect(check.fields('form.check-form')).not.to.have.any.keys('imageId', 'flyerId');
  });

  it('of another form cannot be taken over by naming their number', async () => {
    const visitor = visit(portal.url);
    const theirs = await send(visitor, { 'images[]': await picture() }, { title: '' });
    const imageId = String(theirs.fields('form.form')['imageId']);
    expect(imageId).to.match(/^[0-9a-f-]{36}$/);
    const check = await send(visit(portal.url), {}, { imageId });
    expect(check.text).to.include(t('check.title')).and.not.include(imageId);
  });

  it('need an alternative text, an author, a licence and a word about persons', async () => {
    const none = Object.fromEntries(Object.keys(pictureAnswers).map((name) => [name, '']));
    const answer = await send(visit(portal.url), { 'images[]': await picture() }, none);
    expect(problemAt(answer, 'imageAlt')).to.equal(say('imageAltMissing'));
    expect(problemAt(answer, 'imageCredit')).to.equal(say('imageCreditMissing'));
    expect(problemAt(answer, 'imageLicence')).to.equal(say('imageLicenceMissing'));
    expect(problemAt(answer, 'imagePersons')).to.equal(say('imagePersonsMissing'));
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
      expect(problemAt(answer, field)).to.equal(say(problem));
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
    expect(problemAt(answer, 'images')).to.equal(say('fileTooLarge'));
    const { description: _, ...lines } = answersFor('entry');
    expect(typedIn(answer)).to.include({ ...lines, ...pictureAnswers });
    expect(answer.text).to.include('- Werkzeug ist da');
    expect(await listUploads(portal)).to.deep.equal(before);
  });

  it('that make the whole form too large get a page that says so', async () => {
    const answer = await send(visit(portal.url), {
      'images[]': noise(13_100_000),
      flyer: noise(13_100_000),
    });
    expect(answer.status).to.equal(413);
    expect(answer.text).to.include(t('error.tooLarge.title'));
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
