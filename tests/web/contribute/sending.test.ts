import { expect } from 'chai';
import { picture, pictureAnswers } from '../../support/files.ts';
import { summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, openPortal, type Portal } from '../../support/portal.ts';
import { countRows, readRows } from '../../support/rows.ts';
import { fillIn, handIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PATH = '/einreichen/adresse';
const DAY = 86_400_000;

describe('Sending what was checked', () => {
  let portal: Portal;
  let visitor: Visitor;
  beforeEach(async () => {
    portal = await openPortal({ env: { SUBMISSIONS_PER_HOUR: '2' } });
    visitor = visit(portal.url);
  });
  afterEach(() => portal.close());

  const send = (check: Answer, headers = {}) =>
    visitor.post(PATH, { ...check.fields('form.check-form'), step: 'send' }, headers);
  const submissions = async () => (await countRows(portal))['submissions'];

  it('twice makes one submission, one mail and the same receipt', async () => {
    const check = await fillIn(visitor, 'entry', answersFor('entry'));
    const [first, second] = await Promise.all([send(check), send(check)]);
    const third = await send(check);
    expect(first.location).to.match(/^\/einreichen\/gesendet\//);
    expect([second.location, third.location]).to.deep.equal([first.location, first.location]);
    expect(await countRows(portal)).to.include({ submissions: 1, revisions: 1, outbox: 1 });
    const sent = await visitor.get(first.location);
    expect(sent.text).to.include('KAL-26-0001').and.include('no…@example.org');
    expect(sent.text).not.to.include('nora@example.org');
  });

  it('can wait: one goes back, changes something and sends that', async () => {
    const check = await fillIn(visitor, 'entry', answersFor('entry', { title: 'Erster Name' }));
    const again = await visitor.post(PATH, {
      ...check.fields('form.check-form'),
      step: 'change',
    });
    expect(summaryOf(again)).to.deep.equal([]);
    expect(typedIn(again)).to.include(answersFor('entry', { title: 'Erster Name' }));
    const second = await visitor.post(PATH, {
      ...again.fields('form.form'),
      title: 'Zweiter Name',
      step: 'check',
    });
    await send(second);
    const { submissions: rows } = await readRows(portal);
    expect(rows).to.have.length(1);
    expect(rows?.[0]).to.include('Zweiter Name').and.not.include('Erster Name');
  });

  it('is refused to a program that fills the field nobody sees', async () => {
    const check = await fillIn(visitor, 'entry', { ...answersFor('entry'), fax: '0221' });
    expect(summaryOf(check)).to.deep.equal([t('problem.trap')]);
    expect(typedIn(check)).to.include(answersFor('entry'));
    expect(await submissions()).to.equal(0);
  });

  it('a day later shows the form once more with everything, and then works', async () => {
    const check = await fillIn(visitor, 'entry', answersFor('entry'));
    portal.clock.advance(DAY + 1_000);
    const expired = await send(check);
    expect(summaryOf(expired)).to.deep.equal([t('problem.formExpired')]);
    expect(typedIn(expired)).to.include(answersFor('entry'));
    expect(await submissions()).to.equal(0);
    const again = await visitor.post(PATH, { ...expired.fields('form.form'), step: 'check' });
    await send(again);
    expect(await submissions()).to.equal(1);
  });

  it('a day later does not lose the picture that came with it', async () => {
    const form = await visitor.get(PATH);
    portal.clock.advance(DAY + 1_000);
    const expired = await visitor.upload(
      PATH,
      { ...form.fields('form.form'), ...answersFor('entry'), ...pictureAnswers, step: 'check' },
      { 'images[]': await picture() },
    );
    expect(summaryOf(expired)).to.deep.equal([t('problem.formExpired')]);
    const imageId = String(expired.fields('form.form')['imageId[]']);
    portal.clock.advance(DAY + 1_000);
    // Forgotten for a second day, and looked at by the sweeper only after it was found again.
    const twice = await visitor.post(PATH, { ...expired.fields('form.form'), step: 'check' });
    await portal.work();
    const check = await visitor.post(PATH, { ...twice.fields('form.form'), step: 'check' });
    expect(check.text).to.include(t('check.title'));
    expect(check.document.querySelector('main img')?.getAttribute('src') ?? '').to.include(imageId);
  });

  for (const [what, forge] of [
    ['without a stamp', () => ({ stamp: '' })],
    ['with a stamp of its own making', () => ({ stamp: `k.${String(Date.now())}.abc`, key: 'k' })],
    ['with the key of another form', () => ({ key: '00000000-0000-4000-8000-000000000000' })],
    ['with a key that is no text', () => ({ key: ['a', 'b'] })],
  ] as const) {
    it(`${what} shows the form again and writes nothing`, async () => {
      const check = await fillIn(visitor, 'entry', answersFor('entry'));
      const fields = { ...check.fields('form.check-form'), ...forge(), step: 'send' };
      const answer = await visitor.post(PATH, fields);
      expect(summaryOf(answer)).to.deep.equal([t('problem.formExpired')]);
      expect(typedIn(answer)).to.include(answersFor('entry'));
      expect(await submissions()).to.equal(0);
    });
  }

  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost' },
  ]) {
    it(`is refused when another page asks for it: ${JSON.stringify(headers)}`, async () => {
      const check = await fillIn(visitor, 'entry', answersFor('entry'));
      const before = await readRows(portal);
      const refused = await send(check, headers);
      expect(refused.status).to.equal(403);
      expect(refused.text).to.include(t('error.notPermitted.title'));
      expect(await readRows(portal)).to.deep.equal(before);
      // The very same form is taken from our own page.
      expect((await send(check, { Origin: portal.url })).location).to.include('/gesendet/');
    });
  }

  it('too often in an hour is slowed down: the form stays and says for how long', async () => {
    await handIn(portal, 'entry');
    await handIn(portal, 'entry');
    const check = await fillIn(visitor, 'entry', answersFor('entry'));
    const refused = await send(check);
    expect(refused.status).to.equal(429);
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).to.be.within(1, 3_600);
    expect(summaryOf(refused)).to.deep.equal([
      t('problem.tooFast', { minutes: Math.ceil(wait / 60) }),
    ]);
    expect(typedIn(refused)).to.include(answersFor('entry'));
    expect(await submissions()).to.equal(2);
    portal.clock.advance((wait + 1) * 1_000);
    expect((await send(check)).location).to.include('/gesendet/');
    expect(await submissions()).to.equal(3);
  });

  it('too often in an hour does not lose the picture that came with it', async () => {
    await handIn(portal, 'entry');
    await handIn(portal, 'entry');
    const form = await visitor.get(PATH);
    const check = await visitor.upload(
      PATH,
      { ...form.fields('form.form'), ...answersFor('entry'), ...pictureAnswers, step: 'check' },
      { 'images[]': await picture() },
    );
    const refused = await send(check);
    expect(refused.status).to.equal(429);
    const kept = refused.fields('form.form');
    expect(kept['imageId[]']).to.have.length(1);
    expect(kept['imageAlt[]']).to.deep.equal([pictureAnswers['imageAlt[]']]);
    portal.clock.advance(3_601_000);
    const again = await visitor.post(PATH, { ...kept, step: 'check' });
    await send(again);
    expect((await readRows(portal))['attachments']?.[0]).to.match(/"submissionId":"/);
  });

  it('is answered by a receipt that opens nothing else', async () => {
    const { sent } = await handIn(portal, 'entry');
    expect(sent.text).to.include(t('sent.title'));
    const check = await fillIn(visitor, 'entry', answersFor('entry'));
    const receipt = (await send(check)).location.split('/').at(-1) ?? '';
    expect((await visitor.get(`/einreichen/gesendet/${receipt}`)).status).to.equal(200);
    const status = await visitor.get(`/vorgang/${receipt}`);
    expect(status.text).to.include(t('error.notFound.title')).and.not.include('KAL-26-0002');
  });
});
