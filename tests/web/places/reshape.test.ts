import { expect } from 'chai';
import { readReshapes } from '../../../src/db/reshapes.ts';
import { continueReshapes } from '../../../src/workflow/continue-reshapes.ts';
import { storyOf } from '../../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { findByReference } from '../../../src/db/submissions.ts';
import { t } from '../../support/words.ts';

describe('A district that changes', () => {
  let portal: Portal;
  let admin: Visitor;
  let kalk: Visitor;
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    admin = await signIn(portal, 'verwaltung@example.org');
    kalk = await signIn(portal, 'kalk@example.org');
  });
  afterEach(() => portal.close());

  const at = async (host: string, path: string, method = 'GET') => {
    const { port } = new URL(portal.url);
    const answer = await sendRaw(portal, {
      method,
      path,
      headers: { Host: `${host}.localhost:${port}` },
    });
    return { status: answer.status, location: answer.headers.location ?? '' };
  };
  const leads = async (path: string) => {
    const { status, location } = await visit(portal.url).get(path);
    return { status, location };
  };
  const publish = async (title: string, changes: Record<string, string> = {}) => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title, ...changes });
    await decide(kalk, reference, 'approve');
    await portal.work();
    return { reference, path: `/adressen/${title.toLowerCase()}-${reference.toLowerCase()}` };
  };
  const districtOf = async (reference: string) => {
    const row = await findByReference(portal.services.db.read, reference);
    const city = await portal.services.city();
    return city.byId.get(row?.districtId ?? '')?.slug;
  };

  it('is renamed: every old address leads to the new one for good, with path, language and query', async () => {
    const item = await publish('Werkstatt');
    const fields = { name: 'Kalk', shortName: 'Kalk', slug: 'kalk' };
    const query = new URLSearchParams(fields).toString();
    const foreseen = await admin.get(`/verwaltung/sozialraeume/KAL/name?${query}`);
    expect(foreseen.text).to.include('kalk-humboldt.localhost').and.include('kalk.localhost');
    expect((await leads('/sozialraum/kalk-humboldt')).status).to.equal(200);
    await admin.post('/verwaltung/sozialraeume/KAL/name', foreseen.fields('.foreseen form'));

    const { port } = new URL(portal.url);
    for (const [from, to] of [
      ['/sozialraum/kalk-humboldt', '/sozialraum/kalk'],
      ['/sozialraum/kalk-humboldt/', '/sozialraum/kalk'],
      ['/sozialraum/kalk-humboldt?x=1', '/sozialraum/kalk?x=1'],
      [
        '/ar/sozialraum/kalk-humboldt/veranstaltungen?wann=heute&thema=sport',
        '/ar/sozialraum/kalk/veranstaltungen?wann=heute&thema=sport',
      ],
      [`/leicht/sozialraum/kalk-humboldt${item.path}`, `/leicht/sozialraum/kalk${item.path}`],
    ] as const) {
      expect(await leads(from), from).to.deep.equal({ status: 301, location: to });
    }
    for (const path of ['/', '/en', '/uk/adressen?ab=x%20y', item.path]) {
      expect(await at('kalk-humboldt', path), path).to.deep.equal({
        status: 301,
        location: `http://kalk.localhost:${port}${path}`,
      });
    }
    // A form that somebody has open is sent on, not thrown away.
    expect((await at('kalk-humboldt', '/einreichen/adresse', 'POST')).status).to.equal(308);
    const now = await visit(portal.url).get(`/sozialraum/kalk${item.path}`);
    expect(now.text).to.include('Werkstatt');
    expect(now.document.querySelector('link[rel=canonical]')?.getAttribute('href')).to.equal(
      `${portal.url}/sozialraum/kalk${item.path}`,
    );
    const finds = await visit(portal.url).get('/suche?q=Humboldt');
    expect(finds.text, 'by its old name').not.to.include('Werkstatt');
    // What was written under the old name still belongs there.
    const again = await handInAndConfirm(portal, 'entry', { district: 'kalk-humboldt' });
    expect(again.reference).to.match(/^KAL-26-/);
  });

  it('is renamed again and back: each name leads to the one of today, and none in a circle', async () => {
    const rename = (slug: string) =>
      admin.post('/verwaltung/sozialraeume/KAL/name', { name: 'Kalk', shortName: 'Kalk', slug });
    await rename('kalk');
    await rename('kalk-mitte');
    expect((await leads('/sozialraum/kalk-humboldt/adressen')).location).to.equal(
      '/sozialraum/kalk-mitte/adressen',
    );
    expect((await leads('/sozialraum/kalk/adressen')).location).to.equal(
      '/sozialraum/kalk-mitte/adressen',
    );
    await rename('kalk-humboldt');
    expect((await leads('/sozialraum/kalk-humboldt')).status).to.equal(200);
    expect((await leads('/sozialraum/kalk-mitte')).location).to.equal('/sozialraum/kalk-humboldt');
  });

  it('is given no name that is another’s, was another’s, or is no part of an address', async () => {
    await admin.post('/verwaltung/sozialraeume/CHO/name', {
      name: 'Chorweiler',
      shortName: 'Chorweiler',
      slug: 'norden',
    });
    for (const [slug, message] of [
      ['muelheim', 'slugTaken'],
      ['chorweiler', 'slugTaken'],
      ['portal', 'slugReserved'],
      ['www', 'slugReserved'],
      ['zwei wörter', 'slug'],
      ['-kalk', 'slug'],
      ['xn--kalk', 'slug'],
    ]) {
      const fields = { name: 'Kalk', shortName: 'Kalk', slug: slug ?? '' };
      const answer = await admin.post('/verwaltung/sozialraeume/KAL/name', fields);
      expect(answer.status, slug).to.equal(422);
      expect(answer.text, slug).to.include(t(`admin.districts.problem.${message ?? ''}`));
    }
    expect((await leads('/sozialraum/kalk-humboldt')).status).to.equal(200);
  });

  it('becomes part of another: what is live, open and written moves, and its people keep access', async () => {
    const live = await publish('Werkstatt');
    const open = await handInAndConfirm(portal, 'entry', { title: 'Offen' });
    const page = await admin.get('/verwaltung/sozialraeume/KAL/zusammenlegen?into=OST');
    expect(page.text).to.include(t('admin.districts.count.live', { count: 1 }));
    expect((await leads('/sozialraum/kalk-humboldt')).status).to.equal(200);
    const fields = page.fields('.foreseen form');
    await admin.post('/verwaltung/sozialraeume/KAL/zusammenlegen', fields);
    // Pressed twice: it is no district any more.
    const twice = await admin.post('/verwaltung/sozialraeume/KAL/zusammenlegen', fields);
    expect(twice.status).to.equal(404);

    expect(await leads(`/tr/sozialraum/kalk-humboldt${live.path}?x=1`)).to.deep.equal({
      status: 301,
      location: `/tr/sozialraum/ostheim-neubrueck${live.path}?x=1`,
    });
    const { port } = new URL(portal.url);
    expect((await at('kalk-humboldt', '/adressen')).location).to.equal(
      `http://ostheim-neubrueck.localhost:${port}/adressen`,
    );
    const home = await visit(portal.url).get('/sozialraum/ostheim-neubrueck/adressen');
    expect(home.text).to.include('Werkstatt');
    const found = await visit(portal.url).get('/sozialraum/ostheim-neubrueck/suche?q=Werkstatt');
    expect(found.document.querySelectorAll('main h3 a').map((a) => a.text)).to.include('Werkstatt');
    const queue = await kalk.get('/redaktion');
    expect(queue.text).to.include('Offen').and.include(open.reference);
    expect(await districtOf(open.reference)).to.equal('ostheim-neubrueck');
    const row = await findByReference(portal.services.db.read, open.reference);
    expect((await storyOf(portal, row?.id ?? '')).join('\n')).to.include('reshape by Ada Admin');
    const status = await visit(portal.url).get(open.link);
    expect(status.text).to.include('Sozialraumkoordination Ostheim');
    // What is handed in for Kalk from now on is theirs as well, and so is the office of its letters.
    const next = await handInAndConfirm(portal, 'entry', { title: 'Danach' });
    expect(next.reference).to.match(/^OST-26-/);
    await decide(kalk, open.reference, 'requestChanges', { message: 'Bitte den Raum nennen.' });
    portal.clock.advance(3_600_000);
    await portal.work();
    const letter = portal.letters.findLast(({ text }) => text.includes('Bitte den Raum nennen.'));
    expect(letter?.replyTo).to.equal('koordination.ostheim-neubrueck@example.org');
    const landing = await visit(portal.url).get('/');
    expect(landing.text).not.to.include('Humboldt/Gremberg und Kalk');
  });

  it('is split: each submission goes where its place lies now, the rest to the one chosen, and the old address names all', async () => {
    const inKalk = await publish('Kalkwerk');
    const inHumboldt = await publish('Humboldthaus', {
      stadtteil: '801',
      street: '',
      houseNumber: '',
      postalCode: '',
    });
    const nowhere = await publish('Irgendwo', {
      district: 'kalk-humboldt',
      stadtteil: '',
      street: '',
      houseNumber: '',
      postalCode: '',
    });
    const fields = {
      '0.name': 'Kalk',
      '0.shortName': 'Kalk',
      '0.slug': 'kalk',
      '0.code': 'KLK',
      '1.name': 'Humboldt und Gremberg',
      '1.shortName': 'Humboldt',
      '1.slug': 'humboldt',
      '1.code': 'hum',
      'stadtteil.801': '1',
      'stadtteil.802': '0',
      heir: '1',
    };
    const query = new URLSearchParams(fields).toString();
    const foreseen = await admin.get(`/verwaltung/sozialraeume/KAL/teilen?${query}`);
    const says = (count: number, name: string) => t('admin.districts.split.goes', { count, name });
    expect(foreseen.text).to.include(says(1, 'Kalk')).and.include(says(2, 'Humboldt und Gremberg'));
    await admin.post('/verwaltung/sozialraeume/KAL/teilen', foreseen.fields('.foreseen form'));

    expect(await districtOf(inKalk.reference)).to.equal('kalk');
    expect(await districtOf(inHumboldt.reference)).to.equal('humboldt');
    expect(await districtOf(nowhere.reference)).to.equal('humboldt');
    expect(await leads(`/en/sozialraum/kalk-humboldt${inKalk.path}`)).to.deep.equal({
      status: 301,
      location: `/en/sozialraum/kalk${inKalk.path}`,
    });
    for (const path of ['', '/veranstaltungen', '/aktuelles', '/adressen/unsinn', '/einreichen']) {
      const page = await visit(portal.url).get(`/sozialraum/kalk-humboldt${path}`);
      expect(page.status, path).to.equal(410);
      const links = page.document.querySelectorAll('main li a').map((a) => a.getAttribute('href'));
      expect(links, path).to.deep.equal(['/sozialraum/humboldt', '/sozialraum/kalk']);
    }
    expect(await at('kalk-humboldt', '/en/adressen?thema=sport')).to.deep.equal({
      status: 307,
      location: `${portal.url}/en/sozialraum/kalk-humboldt/adressen?thema=sport`,
    });
    for (const slug of ['kalk', 'humboldt']) {
      expect((await visit(portal.url).get(`/sozialraum/${slug}`)).status, slug).to.equal(200);
    }
    // Whoever looked after the old one sees both queues.
    for (const [title, stadtteil] of [
      ['Neu in Kalk', '802'],
      ['Neu in Humboldt', '801'],
    ] as const) {
      await handInAndConfirm(portal, 'entry', { title, stadtteil, street: '', houseNumber: '' });
    }
    expect((await kalk.get('/redaktion')).text)
      .to.include('Neu in Kalk')
      .and.include('Neu in Humboldt');
  });

  it('is not split into names that are taken, nor into one', async () => {
    const answer = await admin.post('/verwaltung/sozialraeume/KAL/teilen', {
      '0.name': 'Kalk',
      '0.shortName': 'Kalk',
      '0.slug': 'kalk-humboldt',
      '0.code': 'KAL',
      heir: '3',
    });
    expect(answer.status).to.equal(422);
    for (const message of ['slugTaken', 'codeTaken', 'twoSuccessors', 'heir']) {
      expect(answer.text, message).to.include(t(`admin.districts.problem.${message}`));
    }
    expect((await leads('/sozialraum/kalk-humboldt')).status).to.equal(200);
  });

  it('goes on where it stopped after a crash, and takes along what comes in late', async () => {
    const { db } = portal.services;
    const one = await handInAndConfirm(portal, 'entry', { title: 'Früh' });
    const city = await portal.services.city();
    const [from, to] = ['kalk-humboldt', 'ostheim-neubrueck'].map((slug) => city.bySlug.get(slug));
    await admin.post('/verwaltung/sozialraeume/KAL/zusammenlegen', { into: 'OST' });
    // Another process that did not know yet has taken one in for the old district.
    const late = await findByReference(db.read, one.reference);
    await db.transact(async (tx) => {
      const { submissions } = await import('../../../src/db/schema.ts');
      const { eq } = await import('../../../src/db/drizzle.ts');
      await tx
        .update(submissions)
        .set({ districtId: from?.id ?? '' })
        .where(eq(submissions.id, late?.id ?? ''));
    });
    expect(await readReshapes(db.read)).to.have.length(1);
    await continueReshapes(portal.services);
    expect((await findByReference(db.read, one.reference))?.districtId).to.equal(to?.id);
    portal.clock.advance(11 * 60_000);
    await continueReshapes(portal.services);
    expect(await readReshapes(db.read)).to.deep.equal([]);
  });
});
