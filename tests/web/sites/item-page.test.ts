import { expect } from 'chai';
import { loadSubmission } from '../../../src/db/submissions.ts';
import { advance, receiveConfirmed } from '../../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

type Kind = 'event' | 'entry' | 'story';
const LISTS = { event: 'veranstaltungen', entry: 'adressen', story: 'projekte' };
const related = (page: Answer) =>
  page.document.querySelectorAll('.related h3 a').map((link) => link.textContent.trim());
const texts = (page: Answer, selector: string) =>
  page.document
    .querySelectorAll(selector)
    .map((part) => part.textContent.replace(/\s+/g, ' ').trim());

describe('The page of an item', () => {
  let portal: Portal;
  const get = (path: string) => visit(portal.url).get(path);
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  afterEach(() => portal.close());

  async function publish(
    kind: Kind,
    title: string,
    changes: Record<string, string | string[]> = {},
  ) {
    const place = { street: '', houseNumber: '', postalCode: '', city: '' };
    const id = await receiveConfirmed(portal, kind, { title, ...place, ...changes });
    const office = changes['stadtteil'] === '609' ? 'chorweiler' : 'kalk';
    await advance(portal, id, { type: 'approve' }, `${office}@example.org`);
    const { slug } = await loadSubmission(portal.services.db.read, id);
    return { id, path: `/${LISTS[kind]}/${slug}` };
  }

  it('leads to what belongs to it, of all kinds: the same place, the same topic, its own district first', async () => {
    const topics = ['health'];
    const { path } = await publish('entry', 'Bürgerhaus am Ring', { topics, stadtteil: '802' });
    await publish('event', 'Fest dort', { placeName: 'Bürgerhaus am Ring', stadtteil: '609' });
    await publish('event', 'Hier', { topics, startDate: '2026-12-20' });
    await publish('event', 'Weit, doch früher', { topics, stadtteil: '609' });
    await publish('story', 'Auch im Stadtteil', { topics: ['culture'] });
    await publish('story', 'Weit weg', { topics, stadtteil: '609' });
    await publish('entry', 'Fremd', {
      topics: ['work'],
      stadtteil: '609',
      organisation: 'Andere',
    });
    const page = await get(path);
    expect(related(page)).to.deep.equal(['Fest dort', 'Hier', 'Auch im Stadtteil', 'Weit weg']);
    expect(page.text).not.to.include('Fremd');
  });

  it('never leads to itself, to more than six, or to what is over or gone', async () => {
    const topics = ['health'];
    const { path } = await publish('event', 'Dies', { topics, startDate: '2027-01-20' });
    const soon = await publish('event', 'Bald vorbei', { topics, startDate: '2026-11-26' });
    const gone = await publish('entry', 'Bald weg', { topics });
    for (const kind of ['event', 'entry', 'story'] as const) {
      for (const name of ['Eins', 'Zwei', 'Drei']) {
        await publish(kind, `${name} ${kind}`, { topics, startDate: '2027-01-10' });
      }
    }
    const before = related(await get(path));
    expect(before, 'they could be there').to.include.members(['Bald vorbei', 'Bald weg']);
    expect(before).to.have.length(6);
    await advance(portal, gone.id, { type: 'withdraw' }, 'contributor');
    portal.clock.advance(4 * 86_400_000);
    await portal.work();
    const after = related(await get(path));
    expect(after).to.have.length(6).and.not.include.members(['Bald vorbei']);
    expect(after).not.to.include('Bald weg').and.not.include('Dies');
    const over = await get(soon.path);
    expect(related(over), 'what is over leads on').to.have.length(6).and.not.include('Bald vorbei');
  });

  it('shows opening hours as a week with today marked, and as they were written where in doubt', async () => {
    const clear = await publish('entry', 'Klar', {
      openingHours: 'Mo–Fr 9–12 und 14–17 Uhr, Sa 10–14 Uhr und nach Vereinbarung',
    });
    const page = await get(clear.path);
    expect(texts(page, '.hours__week tr')).to.deep.equal(
      [
        'Montag 9 bis 12 Uhr und 14 bis 17 Uhr',
        'Dienstag heute 9 bis 12 Uhr und 14 bis 17 Uhr',
        'Mittwoch 9 bis 12 Uhr und 14 bis 17 Uhr',
        'Donnerstag 9 bis 12 Uhr und 14 bis 17 Uhr',
        'Freitag 9 bis 12 Uhr und 14 bis 17 Uhr',
        'Samstag 10 bis 14 Uhr',
        `Sonntag ${t('hours.closed')}`,
      ].map((row) => row.replace(/^(\w+) /, '$1').replace(/^Dienstagheute /, 'Dienstag heute')),
    );
    expect(texts(page, '.hours > p:not([hidden])')).to.deep.equal([
      'Heute: 9 bis 12 Uhr und 14 bis 17 Uhr',
      t('hours.alsoAsk'),
    ]);
    expect(page.text).to.include('/assets/hours.');
    const said = 'Mo–Fr 9–12 Uhr, nur nach Vereinbarung';
    const doubtful = await get((await publish('entry', 'Unklar', { openingHours: said })).path);
    expect(texts(doubtful, '.hours > p')).to.deep.equal([said]);
    expect(doubtful.document.querySelector('table')).to.equal(null);
    expect(doubtful.text).not.to.include('/assets/hours.');
  });

  it('says on a public holiday, and the week before, that hours may differ', async () => {
    const { path } = await publish('entry', 'Klar', { openingHours: 'Mo–So 9–12 Uhr' });
    expect((await get(path)).text).not.to.include(t('hours.holiday.christmas'));
    portal.clock.now = Date.parse('2026-12-22T09:00:00Z');
    expect(texts(await get(path), '.hours .fine')).to.deep.equal([
      t('hours.holidayAhead', {
        day: 'Freitag, 25. Dezember',
        holiday: t('hours.holiday.christmas'),
      }),
      t('hours.holidayAhead', {
        day: 'Samstag, 26. Dezember',
        holiday: t('hours.holiday.secondChristmas'),
      }),
    ]);
    portal.clock.now = Date.parse('2026-12-25T09:00:00Z');
    const page = await get(path);
    expect(texts(page, '.hours__today')).to.deep.equal([
      t('hours.holidayToday', { holiday: t('hours.holiday.christmas') }),
    ]);
    expect(page.document.querySelector('.hours__row--today')).to.equal(null);
  });

  it('shows the easy text before everything else in easy German, and beside the text elsewhere', async () => {
    const { path } = await publish('entry', 'Beratung', { easyText: 'Wir helfen dir.' });
    const order = (page: Answer) => {
      const article = page.document.querySelector('article')?.text ?? '';
      return article.indexOf('Wir helfen dir.') < article.indexOf('Wir reparieren zusammen');
    };
    expect(order(await get(`/leicht${path}`))).to.equal(true);
    expect(order(await get(path))).to.equal(false);
  });

  it('gives each part in the words of its author their language, and the words of the portal not', async () => {
    const { path } = await publish('entry', 'Danışma', {
      textLanguage: 'tr',
      costs: 'Ücretsiz',
      topics: ['advice'],
      placeName: 'Ev',
      openingHours: 'Pazartesi',
    });
    const page = await get(path);
    for (const own of ['h1', '.lead', '.prose', 'address', '.hours .pre']) {
      const part = page.document.querySelector(`article ${own}`);
      expect(part?.getAttribute('lang'), own).to.equal('tr');
      expect(part?.getAttribute('dir'), own).to.equal('auto');
    }
    const facts = page.document.querySelectorAll('article dd');
    const languageOf = (text: string) =>
      facts.find((fact) => fact.textContent === text)?.getAttribute('lang');
    expect(languageOf('Ücretsiz')).to.equal('tr');
    expect(languageOf(t('choice.topics.advice'))).to.equal(undefined);
  });

  it('says where it is, how to reach it, who confirmed it when, and where to report it', async () => {
    const { path } = await publish('entry', 'Beratung', {
      street: 'Vietorstraße',
      houseNumber: '40',
      postalCode: '51103',
      city: 'Köln',
      publicPhone: '0221 123 45',
      publicEmail: 'hallo@example.org',
      website: 'https://example.org/hallo',
    });
    const page = await get(path);
    const hrefs = page.document
      .querySelectorAll('article address a, .item__place a, .item-foot a')
      .map((link) => link.getAttribute('href'));
    const [map, ...others] = hrefs;
    expect(new URL(map ?? '').searchParams.get('query')).to.equal('Vietorstraße 40, 51103 Köln');
    expect(page.text, 'that it leads away').to.include(t('item.leaves'));
    expect(others.slice(0, 3)).to.deep.equal([
      'tel:022112345',
      'mailto:hallo@example.org',
      'https://example.org/hallo',
    ]);
    expect(others.at(-1)).to.equal(`/melden?inhalt=entry%2F${path.split('/').at(-1) ?? ''}`);
    expect(texts(page, '.item-foot p')[0]).to.equal(
      t('item.confirmed', { day: 'Dienstag, 24. November' }),
    );
  });

  it('leaves no column empty where there is nothing to read but the summary', async () => {
    const short = await get((await publish('entry', 'Kurz', { description: '' })).path);
    expect(short.document.querySelector('.item--short .facts')).not.to.equal(null);
    expect(short.document.querySelector('.prose')).to.equal(null);
    const long = await get((await publish('entry', 'Lang')).path);
    expect(long.document.querySelector('.item--short')).to.equal(null);
  });
});
