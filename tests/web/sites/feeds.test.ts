import { expect } from 'chai';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import ical from 'node-ical';
import sharp from 'sharp';
import { picture, pictureAnswers } from '../../support/files.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, linkIn, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';

const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
const many = <Part>(part: Part | Part[] | undefined): Part[] =>
  part === undefined ? [] : ([part].flat() as Part[]);

interface LinkedData {
  readonly '@type': string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly eventStatus?: string;
  readonly previousStartDate?: string;
  readonly name?: string;
  readonly subEvent?: readonly LinkedData[];
  readonly eventSchedule?: {
    readonly byDay?: readonly string[];
    readonly repeatFrequency?: string;
  };
  readonly itemListElement?: readonly { readonly item: string }[];
}

const linkedData = (page: Answer): LinkedData[] =>
  page.document
    .querySelectorAll('script[type="application/ld+json"]')
    .map((script) => JSON.parse(script.rawText) as LinkedData);

describe('Feeds, and what a page says to programs', () => {
  let portal: Portal;
  let visitor: Visitor;
  const slugs = new Map<string, string>();
  before(async function () {
    this.timeout(90_000);
    portal = await openPortal();
    await hireStaff(portal.services);
    visitor = visit(portal.url);
    const kalk = await signIn(portal, 'kalk@example.org');
    const publish = async (
      kind: 'event' | 'entry' | 'story',
      title: string,
      changes: Record<string, string | string[]>,
    ) => {
      const { reference } = await handInAndConfirm(portal, kind, { title, ...changes });
      await decide(kalk, reference, 'approve');
      const item = await visitor.get(`/redaktion/${reference}`);
      expect(item.status).to.equal(303);
      slugs.set(title, reference.toLowerCase());
    };
    await publish('event', '=SUMME(A1) & <b>Töpfern</b>', { 'topics[]': 'culture' });
    await publish('event', 'Lauf-Treff', {
      'topics[]': 'sport',
      startDate: '2026-12-01',
      recurrence: 'weekly',
      'exceptions[]': '2026-12-29',
      'cancelled[]': '2026-12-01',
      'moved[]': '2026-12-15 2026-12-16 16:00',
    });
    await publish('entry', 'Werkstatt', { entryType: 'place', openingHours: 'Di 10 bis 12 Uhr' });
    const form = await visitor.get('/einreichen/projekt');
    const check = await visitor.upload(
      '/einreichen/projekt',
      {
        ...form.fields('form.form'),
        ...answersFor('story', { title: 'Garten' }),
        ...pictureAnswers,
        step: 'check',
      },
      { 'images[]': await picture() },
    );
    await visitor.post('/einreichen/projekt', { ...check.fields('form.check-form'), step: 'send' });
    await portal.work();
    await visitor.post(`${linkIn(portal)}/bestaetigen`, {});
    const queue = await kalk.get('/redaktion');
    await decide(kalk, /KAL-26-\d{4}/.exec(queue.text)?.[0] ?? '', 'approve');
  });
  after(() => portal.close());

  const pageOf = async (list: string, title: string) => {
    const page = await visitor.get(list);
    const link = page.document
      .querySelectorAll('main a')
      .find((one) => one.textContent.includes(title))
      ?.getAttribute('href');
    return visitor.get(link ?? 'no link');
  };

  it('give a calendar of everything that a calendar program reads, with the filters of the page', async () => {
    const answer = await visitor.get('/veranstaltungen.ics');
    expect(answer.headers.get('Content-Type')).to.equal('text/calendar; charset=utf-8');
    expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    const events = (text: string) =>
      Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT');
    expect(events(answer.text)).to.have.length(2);
    const sport = await visitor.get(
      '/sozialraum/kalk-humboldt/veranstaltungen.ics?thema=sport&x=1',
    );
    expect(events(sport.text).map(({ rrule }) => rrule?.toString())).to.have.length(1);
    expect(sport.text).to.include('RECURRENCE-ID;TZID=Europe/Berlin:20261215T150000');
    expect(sport.text).to.match(/SOURCE;VALUE=URI:.*\r\n .*thema=sport|SOURCE.*thema=sport/);
    expect(events((await visitor.get('/sozialraum/chorweiler/veranstaltungen.ics')).text)).to.be
      .empty;
    const onDay = await visitor.get('/veranstaltungen.ics?von=2026-12-05&bis=2026-12-05');
    expect(onDay.text).to.include('Töpfern').and.not.include('Lauf-Treff');
  });

  it('are answered with 304 to whoever has them already, under the same headers', async () => {
    const first = await visitor.get('/veranstaltungen.ics');
    const again = await visitor.get('/veranstaltungen.ics', {
      'If-None-Match': first.headers.get('ETag') ?? '',
    });
    expect(again.status).to.equal(304);
    const kept = await visitor.get('/veranstaltungen.ics');
    expect(kept.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    expect(kept.headers.get('Content-Disposition')).to.include('veranstaltungen.ics');
  });

  it('say the same in RSS, Atom and JSON: each event once, at its next date that takes place', async () => {
    const rss = xml.parse((await visitor.get('/veranstaltungen.rss')).text) as {
      rss: {
        channel: {
          item: { title: string; 'content:encoded': string; guid: { '#text': string } }[];
          'atom:link': { '@href': string };
        };
      };
    };
    const items = many(rss.rss.channel.item);
    expect(items.map(({ title }) => title)).to.deep.equal([
      '=SUMME(A1) & <b>Töpfern</b>',
      'Lauf-Treff',
    ]);
    expect(items[0]?.['content:encoded']).to.include('Samstag, 5. Dezember 2026, 15 bis 18.30 Uhr');
    // Its first date is cancelled.
    expect(items[1]?.['content:encoded']).to.include('Dienstag, 8. Dezember 2026');
    const atom = xml.parse((await visitor.get('/veranstaltungen.atom')).text) as {
      feed: {
        entry: { title: { '#text': string }; id: string }[];
        link: { '@rel': string; '@href': string }[];
      };
    };
    expect(atom.feed.entry[0]?.title['#text']).to.equal(
      '=SUMME(A1) &amp; &lt;b&gt;Töpfern&lt;/b&gt;',
    );
    expect(atom.feed.entry.map(({ id }) => id)).to.deep.equal(
      items.map(({ guid }) => guid['#text']),
    );
    expect(atom.feed.link.find((link) => link['@rel'] === 'self')?.['@href']).to.match(
      /\/veranstaltungen\.atom$/,
    );
    const json = JSON.parse((await visitor.get('/en/veranstaltungen.json')).text) as {
      language: string;
      items: { id: string; title: string; url: string }[];
    };
    expect(json.language).to.equal('en');
    expect(json.items.map(({ id }) => id)).to.deep.equal(items.map(({ guid }) => guid['#text']));
    expect((await visitor.get(json.items[0]?.url ?? '')).text).to.include('Töpfern');
  });

  it('give a table in which no cell is a formula, with a header that never changes', async () => {
    const bytes = Buffer.from(
      await (await fetch(`${portal.url}/tr/veranstaltungen.csv`)).arrayBuffer(),
    );
    // The byte order mark by which spreadsheets know UTF-8.
    expect([...bytes.subarray(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    const text = bytes.toString();
    const rows = parseCsv<Record<string, string>>(text, {
      bom: true,
      delimiter: ';',
      columns: true,
    });
    expect(rows.map(({ title }) => title)).to.deep.equal([
      "'=SUMME(A1) & <b>Töpfern</b>",
      'Lauf-Treff',
    ]);
    expect(rows[0]).to.include({
      startsAt: '2026-12-05T15:00:00+01:00',
      free: 'yes',
      district: 'kalk-humboldt',
    });
  });

  it('are named in the head of their page, narrowed as it is', async () => {
    const page = await visitor.get('/veranstaltungen?thema=sport');
    const links = page.document.querySelectorAll('link[rel=alternate][type]');
    expect(links.map((link) => link.getAttribute('href'))).to.include.members([
      '/veranstaltungen.ics?thema=sport',
      '/veranstaltungen.rss?thema=sport',
    ]);
    for (const link of links) {
      const feed = await visitor.get(link.getAttribute('href') ?? '');
      expect(feed.headers.get('Content-Type')).to.include(link.getAttribute('type'));
      expect(feed.text).to.include('Lauf-Treff').and.not.include('Töpfern');
    }
  });

  it('describe a single event and a series with dates and status as the calendar has them', async () => {
    const [event, trail] = linkedData(await pageOf('/veranstaltungen', 'Töpfern'));
    expect(event).to.include({
      '@type': 'Event',
      name: '=SUMME(A1) & <b>Töpfern</b>',
      startDate: '2026-12-05T15:00:00+01:00',
      endDate: '2026-12-05T18:30:00+01:00',
      eventStatus: 'https://schema.org/EventScheduled',
    });
    expect(trail?.itemListElement).to.have.length(3);
    const [series] = linkedData(await pageOf('/veranstaltungen', 'Lauf-Treff'));
    expect(series?.['@type']).to.equal('EventSeries');
    expect(series?.eventSchedule).to.deep.include({
      repeatFrequency: 'P1W',
      byDay: ['https://schema.org/Tuesday'],
    });
    expect(
      series?.subEvent
        ?.slice(0, 4)
        .map(({ startDate, eventStatus }) => [startDate, eventStatus?.slice(19)]),
    ).to.deep.equal([
      ['2026-12-01T15:00:00+01:00', 'EventCancelled'],
      ['2026-12-08T15:00:00+01:00', 'EventScheduled'],
      ['2026-12-16T16:00:00+01:00', 'EventRescheduled'],
      ['2026-12-22T15:00:00+01:00', 'EventScheduled'],
    ]);
    expect(series?.subEvent?.[2]?.previousStartDate).to.equal('2026-12-15T15:00');
  });

  it('describe a place with its hours, and let no text end the element that it stands in', async () => {
    const [place] = linkedData(await pageOf('/adressen', 'Werkstatt'));
    expect(place).to.deep.include({ '@type': 'Place' });
    expect(JSON.stringify(place)).to.include('"opens":"10:00","closes":"12:00"');
    const page = await pageOf('/veranstaltungen', 'Töpfern');
    expect(page.text).to.include('\\u003cb>Töpfern').and.not.include('<b>Töpfern');
  });

  it('show a picture beside a link: the own one as JPEG, else a drawn one, both of the same size', async () => {
    for (const [list, title, format] of [
      ['/projekte', 'Garten', 'jpeg'],
      ['/veranstaltungen', 'Lauf-Treff', 'png'],
    ] as const) {
      const page = await pageOf(list, title);
      const url = page.document.querySelector('meta[property="og:image"]')?.getAttribute('content');
      const bytes = await (await fetch(url ?? '')).arrayBuffer();
      const found = await sharp(Buffer.from(bytes)).metadata();
      expect([found.format, found.width, found.height], title).to.deep.equal([format, 1200, 630]);
    }
    const other = await visitor.get('/vorschau/event/gibt-es-nicht.png');
    expect(other.status).to.equal(404);
  });

  it('lead search engines to every live page in all languages, and to no private one', async () => {
    const robots = await visitor.get('/robots.txt');
    expect(robots.text).to.include('Disallow: /vorgang').and.include('Disallow: /en/redaktion');
    const map = /^Sitemap: (.*)$/m.exec(robots.text)?.[1] ?? '';
    const index = xml.parse((await visitor.get(map)).text) as {
      sitemapindex: { sitemap: { loc: string }[] };
    };
    const found: { loc: string; 'xhtml:link': { '@hreflang': string; '@href': string }[] }[] = [];
    for (const { loc } of index.sitemapindex.sitemap) {
      const part = xml.parse((await visitor.get(loc)).text) as {
        urlset: '' | { url: typeof found };
      };
      if (part.urlset !== '') found.push(...many(part.urlset.url));
    }
    const event = found.find(({ loc }) => loc.includes('lauf-treff'));
    expect(event?.['xhtml:link'].map((link) => link['@hreflang'])).to.deep.equal([
      'de',
      'de-x-leicht',
      'en',
      'tr',
      'ar',
      'uk',
      'x-default',
    ]);
    const page = await visitor.get(event?.loc ?? '');
    expect(page.document.querySelector('link[rel=canonical]')?.getAttribute('href')).to.equal(
      event?.loc,
    );
    expect(found.some(({ loc }) => /vorgang|redaktion/.test(loc))).to.equal(false);
  });
});
