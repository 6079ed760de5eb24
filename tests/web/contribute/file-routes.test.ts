import { expect } from 'chai';
import { parse } from 'node-html-parser';
import { flyer, listUploads, picture, pictureAnswers } from '../../support/files.ts';
import { openPortal, type Portal } from '../../support/portal.ts';
import { visit, type Fields } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const FORM = '/einreichen/projekt';
const FILES = '/einreichen/dateien';

describe('Files that a form sends one by one', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await openPortal();
  });
  afterEach(() => portal.close());

  const open = async (): Promise<Fields> => {
    const { key = '', stamp = '' } = (await visit(portal.url).get(FORM)).fields('form.form');
    return { key, stamp };
  };
  const send = (fields: Fields, files: Record<string, File>) =>
    visit(portal.url).upload(FILES, fields, files);

  it('come back as their part of the form, and the form takes them by their number', async () => {
    const guards = await open();
    const answer = await send({ ...guards, number: '4' }, { 'images[]': await picture() });
    const part = parse(answer.text).querySelector('fieldset');
    expect(part?.querySelector('legend')?.textContent).to.equal(t('files.legend', { number: 4 }));
    expect(part?.querySelector('#f-imageAlt-4')?.getAttribute('name')).to.equal('imageAlt[]');
    const id = part?.querySelector('[name="imageId[]"]')?.getAttribute('value') ?? '';
    const paper = parse((await send(guards, { flyer: flyer('Programm.pdf') })).text);
    expect(paper.textContent).to.include('Programm.pdf');

    const form = await visit(portal.url).upload(
      FORM,
      { ...guards, ...pictureAnswers, 'imageId[]': id, step: 'files' },
      {},
    );
    expect(form.document.querySelector('[data-whole] img')?.getAttribute('src')).to.include(id);
  });

  it('are turned there, with the words that were typed, and only by the form that has them', async () => {
    const guards = await open();
    const sent = parse((await send(guards, { 'images[]': await picture('a.png', 300, 200) })).text);
    const id = sent.querySelector('[name="imageId[]"]')?.getAttribute('value') ?? '';
    const turn = { ...pictureAnswers, 'imageId[]': id, step: `rotate:${id}` };
    const turned = parse((await send({ ...guards, ...turn }, {})).text);
    expect(turned.querySelector('[data-whole] img')?.getAttribute('height')).to.equal('300');
    const alt = turned.querySelector('[name="imageAlt[]"]')?.getAttribute('value');
    expect(alt).to.equal(pictureAnswers['imageAlt[]']);
    const foreign = await send({ ...(await open()), ...turn }, {});
    expect(foreign.text).to.equal(t('problem.unreadable'));
  });

  it('are refused in words of their own, without a form behind them, and nothing stays', async () => {
    const guards = await open();
    const wrong = await send(guards, { 'images[]': new File(['<svg/>'], 'a.svg') });
    const text = t('problem.pictureType');
    expect(wrong.text).to.equal(t('files.problem.file', { name: 'a.svg', text }));
    for (const fields of [{}, { ...guards, stamp: 'x' }]) {
      const answer = await send(fields, { 'images[]': await picture() });
      expect(answer.text).to.equal(t('problem.formExpired'));
    }
    expect(await listUploads(portal)).to.deep.equal([]);
  });

  it('end with a sentence when one form brings more and more of them', async () => {
    const guards = await open();
    const file = await picture('a.png', 8, 8);
    const six = Array.from({ length: 6 }, () => ['images[]', file] as const);
    // Many at once, none of which knows of the others when it comes in.
    const turns = Array.from({ length: 7 }, () => visit(portal.url).uploadAll(FILES, guards, six));
    const refused = (await Promise.all(turns)).filter(({ status }) => status === 422);
    expect(refused.map(({ text }) => text).join('\n')).to.include(
      t('problem.tooManyPictures', { max: 6 }),
    );
    const files = await listUploads(portal);
    expect(files).to.have.length(5 * 6 * 3);
    const answer = await send(guards, { 'images[]': file });
    expect(answer.text).to.equal(t('problem.tooManyPictures', { max: 6 }));
    expect(await listUploads(portal)).to.deep.equal(files);
  });

  it('end with a pause when one address sends them without end', async () => {
    const few = await openPortal({ env: { SUBMISSIONS_PER_HOUR: '1' } });
    try {
      const { text } = await visit(few.url).post(FILES, {});
      expect(text).to.equal(t('problem.formExpired'));
      for (let times = 1; times < 15; times += 1) await visit(few.url).post(FILES, {});
      const answer = await visit(few.url).post(FILES, {});
      expect(answer.text).to.include(t('error.tooFast.title'));
      expect(Number(answer.headers.get('Retry-After'))).to.be.greaterThan(60);
    } finally {
      await few.close();
    }
  });
});
