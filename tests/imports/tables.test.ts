import { expect } from 'chai';
import { readImport } from '../../src/imports/read-import.ts';
import type { Imported } from '../../src/imports/imported-row.ts';
import { writeWorkbook } from '../support/workbook.ts';
import { describeImport } from './calendar-files.ts';
import { scene } from './scene.ts';

const read = (text: string, encoding: BufferEncoding = 'utf8'): Promise<Imported> =>
  readImport(Buffer.from(text, encoding), scene);
const first = (imported: Imported) => imported.rows[0]?.answers;

const event = {
  title: 'Sommerfest',
  startDate: '2027-06-05',
  startTime: '15:00',
  placeName: 'Bürgerhaus',
  street: 'Vietorstraße',
  houseNumber: '40',
  postalCode: '51103',
  city: 'Köln',
};

describe('A table from a file', () => {
  for (const [name, text] of [
    [
      'semicolons',
      'Titel;Datum;Uhrzeit;Ort\nSommerfest;5.6.2027;15 Uhr;Bürgerhaus, Vietorstraße 40, 51103 Köln',
    ],
    [
      'commas and quotes',
      'Event,Date,Time,Location\nSommerfest,2027-06-05,15:00,"Bürgerhaus, Vietorstraße 40, 51103 Köln"',
    ],
    [
      'tabs',
      'Veranstaltung\tWann\tWo\nSommerfest\tSa, 5. Juni 2027, 15 Uhr\tBürgerhaus, Vietorstraße 40, 51103 Köln',
    ],
    [
      'a byte order mark and Windows line ends',
      '\uFEFFTitel;Beginn;Adresse\r\nSommerfest;05.06.2027 15:00;Bürgerhaus, Vietorstraße 40, 51103 Köln\r\n',
    ],
    [
      "Excel's first line",
      'sep=;\r\nTitel;Datum;Uhrzeit;Ort\r\nSommerfest;05.06.27;15.00 Uhr;Bürgerhaus, Vietorstraße 40, 51103 Köln',
    ],
    [
      'a title above the headings',
      'Programm 2027;;;\n;;;\nTitel;Datum;Uhrzeit;Ort\nSommerfest;5.6.2027;15:00;Bürgerhaus, Vietorstraße 40, 51103 Köln',
    ],
    [
      'a part of the address a column',
      'Titel;Datum;Uhrzeit;Einrichtung;Straße und Hausnummer;PLZ;Stadt\nSommerfest;5.6.2027;15:00;Bürgerhaus;Vietorstraße 40;51103;Köln',
    ],
  ] as const) {
    it(`is read with ${name}`, async () => {
      const imported = await read(text);
      expect(imported.problems).to.deep.equal([]);
      expect(first(imported)).to.deep.equal(event);
    });
  }

  it('is read in the letters of Windows', async () => {
    const imported = await read('Titel;Datum\nGemüsemarkt für alle;5.6.2027', 'latin1');
    expect(first(imported)).to.deep.equal({
      title: 'Gemüsemarkt für alle',
      startDate: '2027-06-05',
    });
  });

  for (const [text, expected] of [
    ['Sa, 5. Dezember 2026', { startDate: '2026-12-05' }],
    ['5.12.2026', { startDate: '2026-12-05' }],
    ['05/12/2026', { startDate: '2026-12-05' }],
    ['5.12.', { startDate: '2026-12-05' }],
    ['1.3.', { startDate: '2027-03-01' }],
    ['5. Dez. 2026 um 15.30 Uhr', { startDate: '2026-12-05', startTime: '15:30' }],
    [
      '5.12.2026 15:00 – 18:00 Uhr',
      { startDate: '2026-12-05', startTime: '15:00', endTime: '18:00' },
    ],
    ['5.12.2026, 15 bis 18 Uhr', { startDate: '2026-12-05', startTime: '15:00', endTime: '18:00' }],
    ['Sa, 5.12.2026, 3 Uhr', { startDate: '2026-12-05', startTime: '15:00' }],
    ['5.12.2026 3-5 Uhr', { startDate: '2026-12-05', startTime: '15:00', endTime: '17:00' }],
    ['am Samstag, 5.12.2026 um 3 Uhr', { startDate: '2026-12-05', startTime: '15:00' }],
    ['Samstag, 5. Dezember, 7 Uhr abends', { startDate: '2026-12-05', startTime: '19:00' }],
    ['Samstagabend, 5.12., halb acht', { startDate: '2026-12-05', startTime: '19:30' }],
    ['Fr, 5. März 2027 um halb vier', { startDate: '2027-03-05', startTime: '15:30' }],
    ['5.12. 15-18 Uhr', { startDate: '2026-12-05', startTime: '15:00', endTime: '18:00' }],
    [
      'vom 5.12. bis 7.12., fünf nach drei',
      {
        startDate: '2026-12-05',
        endDate: '2026-12-07',
        startTime: '15:05',
      },
    ],
    ['5.12.2026, Kaffee ab 3 Uhr im Saal', { startDate: '2026-12-05', startTime: '15:00' }],
    ['5.12.2026 - 7.12.2026', { startDate: '2026-12-05', endDate: '2026-12-07' }],
    ['2026-12-05T15:00:00', { startDate: '2026-12-05', startTime: '15:00' }],
    ['Dec 5, 2026', undefined],
    ['46361', { startDate: '2026-12-05' }],
    ['46361.625', { startDate: '2026-12-05', startTime: '15:00' }],
    ['irgendwann', { startDate: 'irgendwann' }],
    ['31.2.2027', { startDate: '31.2.2027' }],
  ] as const) {
    if (expected === undefined) continue;
    it(`understands “${text}”`, async () => {
      const { title: _, ...when } = first(await read(`Titel;Datum\nFest;"${text}"`)) ?? {};
      expect(when).to.deep.equal(expected);
    });
  }

  it('reads an hour as the form would, in a column of its own too', async () => {
    const imported = await read(
      'Titel;Datum;Uhrzeit;Ende\nA;5.12.2026;3-5 Uhr;\nB;5.12.2026;halb vier;18\nC;5.12.2026;05.12.2026 09:30;',
    );
    expect(
      imported.rows.map(({ answers }) => [answers['startTime'], answers['endTime'] ?? '']),
    ).to.deep.equal([
      ['15:00', '17:00'],
      ['15:30', '18:00'],
      ['09:30', ''],
    ]);
  });

  it('names a row by the line that its program shows, also after a cell of several lines', async () => {
    const imported = await read('Titel;Datum\n"Erstes\nFest";1.12.2026\n\nZweites;2.12.2026');
    expect(imported.rows.map((row) => [row.place.number, row.place.title])).to.deep.equal([
      [3, 'Erstes Fest'],
      [5, 'Zweites'],
    ]);
  });

  it('says which line it could not read and keeps what came before', async () => {
    const imported = await read('Titel;Datum\nGut;1.12.2026\n"Offen;2.12.2026\nWeiter;3.12.2026');
    expect(describeImport(imported).rows).to.have.length(1);
    expect(describeImport(imported).problems[0]).to.match(/^Zeile 3: Ab hier lässt sich die Datei/);
  });

  it('takes columns headed “Beginn” and “Ende” for times where times stand in them', async () => {
    const head = 'Titel;Datum;Beginn;Ende';
    const imported = await read(`${head}\nFest;5.12.2026;15 Uhr;18.30 Uhr`);
    expect(first(imported)).to.deep.equal({
      title: 'Fest',
      startDate: '2026-12-05',
      startTime: '15:00',
      endTime: '18:30',
    });
    const days = await read('Titel;Beginn;Ende\nFest;5.12.2026;6.12.2026');
    expect(first(days)).to.deep.equal({
      title: 'Fest',
      startDate: '2026-12-05',
      endDate: '2026-12-06',
    });
  });

  it('shows what it matched, and takes another match from a person', async () => {
    const text = 'Was läuft;Tag;Bemerkung\nFest;5.12.2026;im Hof';
    const own = await read(text);
    expect(own.columns?.map(({ field, example }) => [field, example])).to.deep.equal([
      ['title', 'Fest'],
      ['startDate', '5.12.2026'],
      ['description', 'im Hof'],
    ]);
    const chosen = new Map([
      [0, 'title'],
      [1, 'startDate'],
      [2, 'placeName'],
    ]);
    const other = await readImport(Buffer.from(text), scene, chosen);
    expect(other.rows[0]?.answers).to.deep.equal({
      title: 'Fest',
      startDate: '2026-12-05',
      placeName: 'im Hof',
    });
  });

  it('keeps a formula as the text that it is', async () => {
    const imported = await read(
      'Titel;Datum\n"=HYPERLINK(""http://example.org"")";5.12.2026\n+49;6.12.2026',
    );
    expect(imported.rows.map((row) => row.answers['title'])).to.deep.equal([
      '=HYPERLINK("http://example.org")',
      '+49',
    ]);
  });

  it('of addresses becomes entries', async () => {
    const imported = await read(
      'Name;Träger;Angebot;Öffnungszeiten;Adresse;Stadtteil;Telefon\nCafé;Verein;Beratung;Mo 9–12 Uhr;Vietorstraße 40;Kalk;0221 123456',
    );
    expect(imported.rows[0]).to.deep.include({ kind: 'entry' });
    expect(first(imported)).to.deep.equal({
      title: 'Café',
      organisation: 'Verein',
      offer: 'Beratung',
      openingHours: 'Mo 9–12 Uhr',
      street: 'Vietorstraße',
      houseNumber: '40',
      stadtteil: '802',
      publicPhone: '0221 123456',
    });
  });

  it('gives the same row the same name each time, and twins two', async () => {
    const text = 'Titel;Datum\nFest;5.12.2026\nFest;5.12.2026\nMarkt;5.12.2026';
    const [a, b] = [await read(text), await read(text)];
    expect(a.rows.map((row) => row.uid)).to.deep.equal(b.rows.map((row) => row.uid));
    expect(new Set(a.rows.map((row) => row.uid)).size).to.equal(3);
  });
});

describe('A spreadsheet', () => {
  const sheet = (workbook: Parameters<typeof writeWorkbook>[0]) =>
    readImport(writeWorkbook(workbook), scene);

  it('gives its dates, numbers and the values of formulas', async () => {
    const imported = await sheet({
      rows: [
        ['Titel', 'Datum', 'Uhrzeit', 'Preis'],
        [{ formula: 'CONCATENATE("Fest")', value: 'Fest' }, { date: 46361 }, 0.625, 'frei'],
        ['=SUM(A1)', 46362, '15 Uhr', 5],
      ],
    });
    expect(imported.problems).to.deep.equal([]);
    expect(imported.rows.map((row) => row.answers)).to.deep.equal([
      { title: 'Fest', startDate: '2026-12-05', startTime: '15:00', free: 'yes' },
      { title: '=SUM(A1)', startDate: '2026-12-06', startTime: '15:00', price: '5' },
    ]);
  });

  it('says a merged day in each of its rows', async () => {
    const imported = await sheet({
      rows: [
        ['Programm', null],
        ['Datum', 'Titel'],
        [{ date: 46361 }, 'Morgens'],
        [null, 'Mittags'],
        [null, 'Abends'],
      ],
      merged: ['A1:B1', 'A3:A5'],
    });
    expect(imported.rows.map((row) => [row.place.number, row.answers['startDate']])).to.deep.equal([
      [3, '2026-12-05'],
      [4, '2026-12-05'],
      [5, '2026-12-05'],
    ]);
  });

  for (const [name, parts] of [
    ['claims to be huge', [{ name: 'xl/worksheets/sheet2.xml', bytes: Buffer.alloc(20_000_000) }]],
    [
      'is huge and claims to be small',
      [{ name: 'xl/media/picture.png', bytes: Buffer.alloc(80_000_000), claimed: 100 }],
    ],
  ] as const) {
    it(`that ${name} is refused before it is unpacked`, async () => {
      const imported = await sheet({ rows: [['Titel', 'Datum']], parts });
      expect(describeImport(imported).problems[0]).to.match(/^Die Tabelle ist zu groß/);
    }).timeout(20_000);
  }

  for (const [name, bytes, sentence] of [
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /altes? Excel|alte Excel/],
    ['an archive that is none', Buffer.from('PK\x03\x04 broken'), /lässt sich nicht öffnen/],
    ['a PDF', Buffer.from('%PDF-1.7'), /Aus einem PDF/],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /Aus einem Bild/],
    ['nothing', Buffer.alloc(0), /Die Datei ist leer/],
    ['some bytes', Buffer.from([1, 2, 3, 4, 5, 6]), /Format kennen wir nicht/],
  ] as const) {
    it(`${name} is answered with a sentence`, async () => {
      expect(describeImport(await readImport(bytes, scene)).problems[0]).to.match(sentence);
    });
  }
});
