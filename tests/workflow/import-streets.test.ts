import { expect } from 'chai';
import { listStreetRanges } from '../../src/db/places.ts';
import { importStreets } from '../../src/workflow/import-streets.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';

const HEAD = 'NR;STRASSE;STADTTEIL;NAME;PLZ;UVON;UBIS;GVON;GBIS'.replaceAll(';', ',');

describe("Taking in the city's street directory", () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  const bring = (...rows: string[]) =>
    importStreets(portal.services.db, `\uFEFF${[HEAD, ...rows].join('\r\n')}\r\n`);
  const find = async (key: string) =>
    (await listStreetRanges(portal.services.db.read, key)).map(
      ({ stadtteil, oddFrom, oddTo, evenFrom, evenTo }) => [
        stadtteil,
        oddFrom,
        oddTo,
        evenFrom,
        evenTo,
      ],
    );

  it('when it is imported, then its streets are found in every spelling, with their ranges', async () => {
    const report = await bring(
      '1,Vietorstr.,802,Kalk,51103,1,99a,2,84',
      '2,"Straße, die es nicht gibt",507,Bilderstöckchen,50739,7,,,',
    );
    expect(report).to.deep.equal({ imported: 2, refused: [] });
    expect(await find('vietorstr')).to.deep.equal([['802', 100, 9_901, 200, 8_400]]);
    // A range of one house is written with its beginning alone.
    expect(await find('strassedieesnichtgibt')).to.deep.equal([['507', 700, 700, null, null]]);
  });

  it('when rows make no sense, then they are named by their line with the reason, and the others count', async () => {
    const report = await bring(
      '1,Gutestr.,802,Kalk,51103,1,9,2,8',
      '',
      '2,Falschstr.,999,Nirgends,51103,1,9,2,8',
      '3,,802,Kalk,51103,1,9,2,8',
      '4,Ohneplzstr.,802,Kalk,,1,9,2,8',
      '5,Kurz',
      '6,Wortstr.,802,Kalk,51103,eins,9,2,8',
      '7,Rückwärtsstr.,802,Kalk,51103,9,1,2,8',
    );
    const missing = 'street, Stadtteil or postal code is missing';
    expect(report).to.deep.equal({
      imported: 1,
      refused: [
        { line: 4, reason: 'unknown Stadtteil 999' },
        { line: 5, reason: missing },
        { line: 6, reason: missing },
        { line: 7, reason: missing },
        { line: 8, reason: 'house numbers that make no range' },
        { line: 9, reason: 'house numbers that make no range' },
      ],
    });
    expect(await find('gutestr')).to.have.length(1);
  });

  it('when it is imported again, then it replaces what was imported, and not what ships with us', async () => {
    await bring('1,Altstr.,802,Kalk,51103,1,9,2,8', '2,Buschweg,802,Kalk,51103,1,9,2,8');
    // Where the directory knows a street, it counts alone.
    expect(await find('buschweg')).to.deep.equal([['802', 100, 900, 200, 800]]);
    await bring('1,Neustr.,802,Kalk,51103,1,9,2,8');
    expect(await find('altstr')).to.deep.equal([]);
    expect(await find('neustr')).to.have.length(1);
    expect((await find('buschweg')).map(([stadtteil]) => stadtteil).sort()).to.deep.equal([
      '405',
      '406',
    ]);
  });

  it('when the file is no table at all, then nothing changes', async () => {
    const before = await readRows(portal);
    const error = await importStreets(portal.services.db, `${HEAD}\n1,"nie geschlossen`).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Error);
    expect(await readRows(portal)).to.deep.equal(before);
  });

  it('when it is as large as a whole city, then all of it is there and progress is told', async () => {
    const rows = Array.from(
      { length: 1_700 },
      (_, n) => `${String(n)},Reihe ${String(n)},802,Kalk,51103,1,9,2,8`,
    );
    const told: number[] = [];
    const csv = [HEAD, ...rows].join('\n');
    const report = await importStreets(portal.services.db, csv, (done) => told.push(done));
    expect(report.imported).to.equal(1_700);
    expect(told).to.deep.equal([500, 1_000, 1_500, 1_700]);
    expect(await find('reihe1699')).to.have.length(1);
  });
});
