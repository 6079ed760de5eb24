import { expect } from 'chai';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { countRows } from '../../support/rows.ts';
import { visit, type Fields } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PATH = '/einreichen/adresse';

describe('Requests that no browser would send', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(async () => {
    expect(await countRows(portal)).to.include({ submissions: 0, attachments: 0 });
    await portal.close();
  });

  const many = (count: number): Fields =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${String(index)}`, 'x']));
  const asText = async (fields: Fields, path = PATH) => {
    const form = await visit(portal.url).get(PATH);
    return visit(portal.url).post(path, { ...form.fields('form.form'), ...fields });
  };

  it('with a list of four thousand million places is refused, and the next visitor does not wait', async () => {
    const page = await visit(portal.url).get('/einreichen/veranstaltung');
    const fields = { ...page.fields('form.form'), 'topics[4294967294]': 'culture', step: 'check' };
    const answer = await visit(portal.url).upload('/einreichen/veranstaltung', fields, {});
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include(t('error.invalid.title'));
  });

  it('with more fields than any form has get a page that says so, as multipart and as a plain form', async () => {
    for (const answer of [
      await visit(portal.url).upload(PATH, many(400), {}),
      await asText(many(1_201)),
    ]) {
      expect([413, 422]).to.include(answer.status);
      expect(answer.text).to.match(
        new RegExp(`${t('error.invalid.title')}|${t('error.tooLarge.title')}`),
      );
    }
  });

  it('with a plain form of more than 300 kB get a page that says it is too large', async () => {
    const answer = await asText({ ...answersFor('entry'), description: 'x'.repeat(310_000) });
    expect(answer.status).to.equal(413);
    expect(answer.text).to.include(t('error.tooLarge.title'));
  });

  it('with names of deep, doubled or magic fields are read as a form with unknown fields', async () => {
    const answer = await asText({
      ...answersFor('entry', { title: '' }),
      ['a[b][c][d]' + '[e]'.repeat(200)]: 'x',
      __proto__: 'x',
      constructor: 'x',
      'toString[]': ['x', 'y'],
      'hasOwnProperty[__proto__]': 'x',
    });
    expect(summaryOf(answer)).to.deep.equal([t('problem.titleMissing')]);
  });

  it('with two answers to a question that has one are refused at that question', async () => {
    const answer = await asText(answersFor('entry', { title: ['eins', 'zwei'] }));
    expect(problemAt(answer, 'title')).to.equal(t('problem.unusable'));
  });

  it('with control characters, half a letter or hidden direction marks lose just those', async () => {
    const title = 'A\u0000B\u202EC\u0007D\uD800E';
    const answer = await asText(answersFor('entry', { title }));
    const heading = answer.document.querySelector('article h2, article h3')?.textContent;
    expect(heading).to.equal('ABCD\uFFFDE');
  });

  it('with bytes that are no UTF-8 are read as far as they can be', async () => {
    const form = await visit(portal.url).get(PATH);
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries({
      ...form.fields('form.form'),
      ...answersFor('entry'),
    })) {
      for (const one of [value].flat()) fields.append(name, one);
    }
    fields.delete('title');
    const answer = await sendRaw(portal, {
      method: 'POST',
      path: PATH,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `${fields.toString()}&title=K%F6ln%FF&%FF=%FE`,
    });
    expect(answer.status).to.equal(200);
    expect(answer.body.toString())
      .to.match(/K[^<]{1,3}ln/)
      .and.include(t('check.title'));
  });

  it('with JSON, XML or nothing at all are an empty form', async () => {
    for (const [type, body] of [
      ['application/json', '{"title":{"$ne":1}}'],
      ['application/xml', '<a/>'],
      ['application/x-www-form-urlencoded', ''],
    ] as const) {
      const answer = await sendRaw(portal, {
        method: 'POST',
        path: PATH,
        headers: { 'Content-Type': type },
        body,
      });
      expect(answer.status, type).to.equal(422);
      expect(answer.body.toString(), type).to.include(t('problem.formExpired'));
    }
  });

  it('with addresses that cannot be decoded get a page, not a fault', async () => {
    for (const path of [
      '/vorgang/%E0%A4%A',
      '/adressen/%',
      '/sozialraum/%ff/',
      '/medien/..%2f..%2fetc%2fpasswd',
    ]) {
      const answer = await sendRaw(portal, { path });
      expect([404, 422], path).to.include(answer.status);
      expect(answer.body.toString(), path)
        .to.match(/<h1>.*<\/h1>/)
        .and.not.include('root:');
    }
  });

  // PostgreSQL takes a NUL in no text, not even to look for it.
  it('with a NUL in the address are answered as if there were nothing, on either database', async () => {
    for (const path of [
      '/adressen/hof%00fest',
      '/vorgang/%00',
      '/meine-einsendungen/a%00b/daten',
      '/medien/%00-large.webp',
      '/sozialraum/kalk%00/',
      '/seiten/impressum%00',
      '/redaktion/KAL-26-0001%00',
      '/api/v1/submissions/entry/KAL%00',
    ]) {
      const answer = await sendRaw(portal, { path });
      expect(answer.status, path).to.equal(404);
      expect(answer.body.toString(), path).to.include(t('error.notFound.title'));
    }
    for (const path of [
      '/veranstaltungen?seite=%00&ab=%00&sozialraum=kalk%00',
      '/einreichen/orte?street=Vietor%00&stadtteil=%00802&postalCode=%00',
      '/einreichen/adresse?vorlage=%00',
      '/anmelden?weiter=%00',
    ]) {
      expect((await sendRaw(portal, { path })).status, path).to.be.oneOf([200, 404]);
    }
    const found = await visit(portal.url).post('/meine-einsendungen', {
      email: 'a\0b@example.org',
    });
    expect(found.text).to.include(t('own.sent'));
  });

  it('with a body in an unknown character set get a page, not a fault', async () => {
    const answer = await sendRaw(portal, {
      method: 'POST',
      path: PATH,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=klingon' },
      body: 'title=x',
    });
    expect(answer.status).to.equal(422);
    expect(answer.body.toString()).to.include(t('error.invalid.title'));
  });

  it('keep what was typed when the form comes back', async () => {
    const answer = await asText({
      ...answersFor('entry'),
      consent: '',
      stadtteil: '999',
      district: 'x',
    });
    expect(typedIn(answer)).to.include({
      title: 'Reparatur-Treff im Innenhof',
      street: 'Vietorstraße',
    });
    expect(problemAt(answer, 'consent')).to.equal(t('problem.consentMissing'));
  });
});
