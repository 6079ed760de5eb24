import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { advance, receiveConfirmed } from '../../support/lives.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const titles = (page: Answer) =>
  page.document.querySelectorAll('main .line h3 a').map((link) => link.textContent.trim());
const heads = (page: Answer) =>
  page.document
    .querySelectorAll('main .shelf h2')
    .map((head) => head.textContent.replace(/\s+/g, ' ').trim());
const next = (page: Answer) =>
  page.document
    .querySelectorAll('main .more a')
    .find((link) => link.textContent === t('list.next'))
    ?.getAttribute('href') ?? '';

describe('The directory', () => {
  let portal: Portal;
  const get = (path: string) => visit(portal.url).get(path);
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  afterEach(() => portal.close());

  async function publish(title: string, changes: Record<string, string | string[]> = {}) {
    // Another street for each, since many alike are duplicates, and no postal code of elsewhere.
    const place = { street: '', houseNumber: '', postalCode: '', city: '' };
    const id = await receiveConfirmed(portal, 'entry', { title, ...place, ...changes });
    const office = changes['stadtteil'] === '609' ? 'chorweiler' : 'kalk';
    await advance(portal, id, { type: 'approve' }, `${office}@example.org`);
    return id;
  }

  it('goes from A to Z under its letters, Ä under A, digits and other scripts under their own', async () => {
    for (const title of ['Zebra', 'Ärzte', 'Berta', 'anker', '1. FC', 'مقهى']) await publish(title);
    const all = await get('/adressen');
    expect(heads(all)).to.deep.equal([t('directory.others'), 'A', 'B', 'Z']);
    expect(titles(all).slice(2)).to.deep.equal(['Ärzte', 'anker', 'Berta', 'Zebra']);
    expect(titles(await get('/adressen?buchstabe=a'))).to.deep.equal(['Ärzte', 'anker']);
    expect(titles(await get('/adressen?buchstabe=Z'))).to.deep.equal(['Zebra']);
    expect(titles(await get('/adressen?buchstabe=0-9'))).to.have.members(['1. FC', 'مقهى']);
  });

  it('marks the letter one is at, and every letter leads to a page that helps on', async () => {
    await publish('Berta');
    const page = await get('/adressen?buchstabe=b');
    const current = page.document.querySelector('.letters a[aria-current]');
    expect(current?.getAttribute('aria-label')).to.equal(t('directory.letter', { letter: 'B' }));
    const links = page.document.querySelectorAll('.letters a');
    expect(links).to.have.length(28);
    const empty = await get('/adressen?buchstabe=q');
    expect(empty.status).to.equal(200);
    expect(empty.text).to.include(t('directory.emptyLetter', { letter: 'Q' }));
    expect(empty.document.querySelector('.empty a')?.getAttribute('href')).to.equal('/adressen');
  });

  it('names a letter, a Stadtteil or a kind that is none, and shows everything else', async () => {
    await publish('Berta');
    const page = await get('/adressen?buchstabe=%3Cb%3E&nahe=999&art=x');
    expect(titles(page)).to.deep.equal(['Berta']);
    expect(page.document.querySelector('.filter__note bdi')?.textContent).to.equal(
      'art=x, buchstabe=<b>, nahe=999',
    );
  });

  it('shows organisations, places or offers alone, and keeps the letter and the filters', async () => {
    await publish('Berta Beratung', { entryType: 'offer', topics: ['advice'] });
    await publish('Berta Halle', { entryType: 'place' });
    await publish('Anton', { entryType: 'offer', topics: ['advice'] });
    const page = await get('/adressen?buchstabe=b&thema=advice');
    expect(titles(page)).to.deep.equal(['Berta Beratung']);
    const offers = page.document
      .querySelectorAll('main nav a.chip')
      .find((link) => link.textContent === t('directory.type.offer'));
    const href = (offers?.getAttribute('href') ?? '').replaceAll('&amp;', '&');
    expect(Object.fromEntries(new URL(href, portal.url).searchParams)).to.deep.equal({
      thema: 'advice',
      buchstabe: 'b',
      art: 'offer',
    });
    expect(titles(await get(href))).to.deep.equal(['Berta Beratung']);
    expect(titles(await get('/adressen?art=place'))).to.deep.equal(['Berta Halle']);
  });

  it('orders what is near a Stadtteil by the distance of its middle, and says it', async () => {
    // Kalk, Humboldt/Gremberg beside it, Chorweiler in the far north.
    await publish('Weit', { stadtteil: '609' });
    await publish('Nebenan', { stadtteil: '801' });
    await publish('Zuhause', { stadtteil: '802' });
    await publish('Auch hier', { stadtteil: '802' });
    const page = await get('/adressen?nahe=802');
    expect(titles(page)).to.deep.equal(['Auch hier', 'Zuhause', 'Nebenan', 'Weit']);
    const [here, beside, far] = heads(page);
    expect(here).to.equal(`Kalk ${t('near.here')}`);
    expect(beside).to.match(/^Humboldt\/Gremberg 1,\d\skm entfernt$/);
    expect(far).to.match(/^Chorweiler 1[0-5],\d\skm entfernt$/);
    expect(page.document.querySelector('#nahe option[selected]')?.getAttribute('value')).to.equal(
      '802',
    );
    const back = titles(await get('/adressen?nahe=609'));
    expect(back[0]).to.equal('Weit');
    expect(back.at(-1), 'from the other end').not.to.equal('Weit');
    const own = await get('/sozialraum/chorweiler/adressen?nahe=802');
    expect(titles(own), 'on a district’s site its own alone').to.deep.equal(['Weit']);
  });

  it('goes on from page to page without losing or repeating one, also across Stadtteile', async () => {
    const expected: string[] = [];
    for (const [stadtteil, count] of [
      ['802', 2],
      ['801', 30],
      ['609', 1],
    ] as const) {
      for (let index = 0; index < count; index += 1) {
        const title = `Ort ${stadtteil} ${String(index).padStart(2, '0')}`;
        await publish(title, { stadtteil, topics: index % 2 ? ['sport'] : ['culture'] });
        expected.push(title);
      }
    }
    const near: string[] = [];
    let pages = 0;
    for (let path = '/adressen?nahe=802'; path !== ''; pages += 1) {
      const page = await get(path.replaceAll('&amp;', '&'));
      near.push(...titles(page));
      path = next(page);
    }
    expect(pages).to.equal(2);
    expect(near).to.deep.equal(expected);
    const letters: string[] = [];
    for (let path = '/adressen?buchstabe=o&thema=sport'; path !== '';) {
      const page = await get(path.replaceAll('&amp;', '&'));
      letters.push(...titles(page));
      path = next(page);
    }
    expect(letters).to.deep.equal(
      expected.filter((title) => Number(title.slice(-2)) % 2 === 1).sort(),
    );
    const nonsense = await get('/adressen?nahe=802&ab=unsinn');
    expect(titles(nonsense)[0], 'a cursor that is none').to.equal('Ort 802 00');
  });

  it('says of each when it was last confirmed, and today’s hours where they are understood', async () => {
    await publish('Klar', { openingHours: 'Di 10-12 Uhr' });
    await publish('Unklar', { openingHours: 'jeden ersten Dienstag im Monat' });
    const page = await get('/adressen');
    const states = page.document
      .querySelectorAll('.entry__state')
      .map((line) => line.textContent.replace(/\s+/g, ' ').trim());
    const confirmed = t('directory.confirmed', { day: '24. November' });
    expect(states).to.deep.equal([`Heute: 10 bis 12 Uhr${confirmed}`, confirmed]);
  });
});
