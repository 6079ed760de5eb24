import { expect } from 'chai';
import { readImport } from '../../src/imports/read-import.ts';
import { describeImport } from './calendar-files.ts';
import { scene } from './scene.ts';

const read = (text: string) => readImport(Buffer.from(text), scene);
const page = (...scripts: string[]) =>
  `<!doctype html><html><head><script>var x = "<b>";</script>${scripts
    .map((script) => `<SCRIPT data-x='1' type = "application/ld+json">${script}</SCRIPT>`)
    .join('')}</head><body>…</body></html>`;

const concert = {
  '@context': 'https://schema.org',
  '@type': 'MusicEvent',
  name: 'Konzert &amp; Tanz',
  description: '<p>Mit der Hausband.</p>',
  startDate: '2026-12-05T18:00:00Z',
  endDate: '2026-12-05T22:30:00+01:00',
  url: 'https://kulturhaus.example.org/konzert',
  location: {
    '@type': 'Place',
    name: 'Kulturhaus',
    address: {
      '@type': 'PostalAddress',
      streetAddress: 'Vietorstraße 40',
      postalCode: '51103',
      addressLocality: 'Köln',
    },
  },
  offers: {
    '@type': 'Offer',
    price: '8',
    priceCurrency: 'EUR',
    url: 'https://tickets.example.org/1',
  },
  organizer: { '@type': 'Organization', name: 'Kulturhaus e. V.' },
};

describe("A page's schema.org data", () => {
  it('gives an event with place, price and the time of the portal', async () => {
    const { rows, problems } = await read(page(JSON.stringify(concert)));
    expect(problems).to.deep.equal([]);
    expect(rows[0]?.answers).to.deep.equal({
      title: 'Konzert & Tanz',
      summary: 'Mit der Hausband.',
      startDate: '2026-12-05',
      startTime: '19:00',
      endTime: '22:30',
      placeName: 'Kulturhaus',
      street: 'Vietorstraße',
      houseNumber: '40',
      postalCode: '51103',
      city: 'Köln',
      website: 'https://kulturhaus.example.org/konzert',
      price: '8 €',
      registrationUrl: 'https://tickets.example.org/1',
      topics: ['culture'],
    });
    expect(rows).to.have.length(1);
  });

  it('is found alone, in lists and in graphs', async () => {
    const other = { ...concert, name: 'Zweites' };
    for (const value of [
      [concert, other],
      { '@graph': [{ '@type': 'WebPage' }, concert, other] },
      {
        '@type': 'ItemList',
        itemListElement: [{ '@type': 'ListItem', item: concert }, { item: other }],
      },
    ]) {
      const { rows } = await read(JSON.stringify(value));
      expect(rows.map((row) => row.answers['title'])).to.deep.equal(['Konzert & Tanz', 'Zweites']);
    }
  });

  it('tells what is cancelled, over, online or free', async () => {
    const { rows } = await read(
      JSON.stringify([
        { ...concert, eventStatus: 'https://schema.org/EventCancelled' },
        { ...concert, name: 'Vorbei', startDate: '2025-01-05', endDate: '2025-01-06' },
        {
          '@type': 'Event',
          name: 'Online',
          startDate: '2026-12-09T18:00',
          isAccessibleForFree: true,
          location: { '@type': 'VirtualLocation', url: 'https://video.example.org/raum' },
        },
      ]),
    );
    expect(rows.map((row) => row.leaveOut)).to.deep.equal([true, true, false]);
    expect(rows[2]?.answers).to.deep.equal({
      title: 'Online',
      startDate: '2026-12-09',
      startTime: '18:00',
      free: 'yes',
      attendance: 'online',
      onlineUrl: 'https://video.example.org/raum',
    });
  });

  it('gives an organisation as an entry', async () => {
    const { rows } = await read(
      JSON.stringify({
        '@type': ['Organization', 'LocalBusiness'],
        name: 'Hinterhof-Werkstatt',
        description: 'Wir reparieren.',
        telephone: '0221 123456',
        email: 'mailto:hallo@example.org',
        openingHours: ['Tu 10:00-12:00', 'Th 14:00-18:00'],
        address: 'Vietorstraße 40, 51103 Köln',
      }),
    );
    expect(rows[0]).to.deep.include({ kind: 'entry' });
    expect(rows[0]?.answers).to.deep.equal({
      title: 'Hinterhof-Werkstatt',
      summary: 'Wir reparieren.',
      street: 'Vietorstraße',
      houseNumber: '40',
      postalCode: '51103',
      city: 'Köln',
      organisation: 'Hinterhof-Werkstatt',
      publicEmail: 'hallo@example.org',
      publicPhone: '0221 123456',
      openingHours: 'Di 10:00-12:00\nDo 14:00-18:00',
    });
  });

  it('that is missing, broken or cut off is said so', async () => {
    expect(describeImport(await read('<html><p>Nichts</p></html>')).problems[0]).to.match(
      /Auf dieser Seite/,
    );
    const half = await read(page('{"@type": "Event", "name": "Halb', JSON.stringify(concert)));
    expect(half.rows).to.have.length(1);
    expect(describeImport(half).problems[0]).to.match(/beschädigt/);
    expect((await read('<script type="application/ld+json">{"@type"')).rows).to.deep.equal([]);
  });

  it('takes no code and no strange scheme along', async () => {
    const { rows } = await read(
      JSON.stringify({
        ...concert,
        url: 'javascript:alert(1)',
        name: '<img src=x onerror=alert(1)>',
      }),
    );
    expect(rows[0]?.answers['website']).to.equal(undefined);
  });

  it('nested without end is read to a depth and no further', async () => {
    const deep = `${'{"@graph":['.repeat(5_000)}${']}'.repeat(5_000)}`;
    expect((await read(deep)).rows).to.deep.equal([]);
  });
});
