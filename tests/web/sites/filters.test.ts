import { expect } from 'chai';
import { FILTER_QUESTIONS } from '../../../src/web/portal-filter.ts';
import { advance, receiveConfirmed } from '../../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

type Kind = 'event' | 'entry' | 'story';
const LISTS = { event: '/veranstaltungen', entry: '/adressen', story: '/projekte' } as const;

/** A value for each question, and the answer of the form that an item needs to be found by it. */
const EXAMPLES: Record<string, [value: string, answers: Record<string, string | string[]>]> = {
  stadtteil: ['801', { stadtteil: '801', street: '', houseNumber: '', postalCode: '' }],
  sprache: ['tr', { languages: ['tr'] }],
  online: ['ja', { attendance: 'online', onlineUrl: 'https://example.org/raum' }],
  'leichte-sprache': ['ja', { easyText: 'Wir treffen uns.' }],
  zielgruppe: ['seniors', { audiences: ['seniors'] }],
  thema: ['sport', { topics: ['sport'] }],
  art: ['offer', { entryType: 'offer' }],
  merkmal: ['induction-loop', { accessibility: ['induction-loop'] }],
  barrierefrei: ['ja', { accessibility: ['step-free'] }],
  kostenlos: ['ja', { free: 'yes' }],
};

const titles = (page: Answer) =>
  page.document.querySelectorAll('main h3 a').map((link) => link.textContent.trim());
const chips = (page: Answer) => page.document.querySelectorAll('.filter__on .chip--off');

describe('The filters of a list', function () {
  this.timeout(30_000);
  let portal: Portal;
  const get = (path: string) => visit(portal.url).get(path);
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    for (const kind of ['event', 'entry', 'story'] as const) {
      await publish(kind, 'Ohne alles', {});
      for (const { name, kinds } of FILTER_QUESTIONS) {
        if (kinds.includes(kind)) await publish(kind, name, EXAMPLES[name]?.[1] ?? {});
      }
    }
    await publish('event', 'Sport umsonst', { topics: ['sport'], free: 'yes' });
  });
  after(() => portal.close());

  async function publish(kind: Kind, title: string, changes: Record<string, string | string[]>) {
    const free = kind === 'event' ? { free: '', price: '' } : {};
    const id = await receiveConfirmed(portal, kind, { title, ...free, ...changes });
    await advance(portal, id, { type: 'approve' }, 'kalk@example.org');
  }

  for (const kind of ['event', 'entry', 'story'] as const) {
    it(`narrow the list of kind ${kind}, each by what it says, and are all in its form`, async () => {
      const all = await get(LISTS[kind]);
      expect(titles(all)).to.include('Ohne alles');
      const known = FILTER_QUESTIONS.filter(({ kinds }) => kinds.includes(kind));
      for (const { name } of known) {
        const [value = ''] = EXAMPLES[name] ?? [];
        const field = all.document.querySelector(`.filter [name="${name}"]`);
        const offered = [field, ...(field?.querySelectorAll('option') ?? [])];
        expect(
          offered.map((one) => one?.getAttribute('value')),
          name,
        ).to.include(value);
        const page = await get(`${LISTS[kind]}?${name}=${value}`);
        expect(titles(page), name).to.include(name).and.not.include('Ohne alles');
        expect(chips(page), name).to.have.length(1);
        const sent = page.fields('.filter form')[name];
        expect([sent].flat().join(), name).to.equal(value);
        expect(page.document.querySelector('.filter__count')?.textContent).to.equal(
          t('filter.count', { count: 1 }),
        );
      }
    });
  }

  it('mean all of them together, and each can be taken off alone', async () => {
    const page = await get('/veranstaltungen?thema=sport&kostenlos=ja');
    expect(titles(page)).to.deep.equal(['Sport umsonst']);
    const [first, second] = chips(page).map((chip) => chip.getAttribute('href') ?? '');
    expect(titles(await get(first ?? ''))).to.have.members(['kostenlos', 'Sport umsonst']);
    expect(titles(await get(second ?? ''))).to.have.members(['thema', 'Sport umsonst']);
    const reset = page.document.querySelector('.filter__reset')?.getAttribute('href') ?? '';
    expect(chips(await get(reset))).to.have.length(0);
  });

  it('stay on from page to page, span to span and view to view', async () => {
    const page = await get('/veranstaltungen?thema=sport');
    const links = page.document
      .querySelectorAll('.calendar__ways a')
      .map((link) => link.getAttribute('href') ?? '');
    expect(links).to.have.length(9);
    expect(links.filter((link) => !link.includes('thema=sport'))).to.deep.equal([]);
    const month = await get('/veranstaltungen?ansicht=monat&datum=2026-12-01&thema=sport');
    expect(month.fields('.filter form')).to.include.keys('ansicht', 'datum');
    const steps = month.document
      .querySelectorAll('.turn a, .filter__reset, .chip--off')
      .map((link) => link.getAttribute('href') ?? '');
    expect(steps.filter((link) => !link.includes('ansicht=monat'))).to.deep.equal([]);
  });

  it('that nothing fits say which are on and lead to a wider choice by one tap', async () => {
    const page = await get('/adressen?thema=work&sprache=pl');
    expect(titles(page)).to.deep.equal([]);
    const empty = page.document.querySelector('.empty');
    expect(empty?.textContent).to.include(t('filter.emptyTitle')).and.include('Thema: Arbeit');
    const loosen = empty?.querySelectorAll('a').map((link) => link.getAttribute('href'));
    expect(loosen).to.deep.equal(['/adressen?sprache=pl', '/adressen?thema=work', '/adressen']);
  });

  it('that a page does not know are left out and named, with nothing of theirs in the markup', async () => {
    const page = await get('/adressen?kostenlos=ja&thema=quatsch&x=%3Cb%3E');
    expect(titles(page)).to.include('Ohne alles');
    const note = page.document.querySelector('.filter__note');
    expect(note?.textContent).to.include('kostenlos=ja').and.include('thema=quatsch');
    expect(note?.querySelector('b')).to.equal(null);
    expect(page.text).to.include('x=&lt;b&gt;');
  });

  it('lead to feeds of exactly what the page shows', async () => {
    const page = await get('/sozialraum/kalk-humboldt/veranstaltungen?thema=sport&kostenlos=ja');
    const feeds = page.document
      .querySelectorAll('.subscribe a')
      .map((link) => link.getAttribute('href'));
    const list = '/sozialraum/kalk-humboldt/veranstaltungen';
    const query = '?thema=sport&kostenlos=ja';
    const host = portal.url.replace('http:', '');
    expect(feeds).to.have.members([
      `webcal:${host}${list}.ics${query}`,
      ...['ics', 'rss', 'atom', 'json', 'csv'].map((format) => `${list}.${format}${query}`),
    ]);
  });
});
