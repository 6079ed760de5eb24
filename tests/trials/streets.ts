// Imports a street directory into a fresh database and asks for the office of each of its ranges, at
// both ends, with and without the Stadtteil:  npm run trial:streets -- <directory.csv>
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { listStreetRanges } from '../../src/db/places.ts';
import { routePlace, streetKey } from '../../src/domain/routing.ts';
import { importStreets } from '../../src/workflow/import-streets.ts';
import { openPortal } from '../support/portal.ts';
import { stopPostgres } from '../support/postgres.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run trial:streets -- <directory.csv>');
  process.exit(2);
}
const csv = await readFile(file, 'utf8');
const portal = await openPortal();
try {
  const { db } = portal.services;
  const report = await importStreets(db, csv);
  console.log(`imported ${String(report.imported)}, refused ${String(report.refused.length)}`);
  const { facts } = await portal.services.city();
  const whole = new Map(
    facts.areas
      .filter((area) => area.coverage === 'whole')
      .map((area) => [area.stadtteil, area.districtId]),
  );
  const rows = parse(csv, { bom: true, from: 2, skip_empty_lines: true });
  let ranges = 0;
  let asked = 0;
  const wrong: string[] = [];
  for (const [, street = '', stadtteil = '', , postalCode = '', ...ends] of rows) {
    const expected = whole.get(stadtteil);
    if (expected === undefined) continue;
    ranges += 1;
    const numbers = [...new Set(ends.filter((end) => end !== ''))];
    const places = [
      { houseNumber: '', stadtteil },
      ...numbers.map((houseNumber) => ({ houseNumber, stadtteil })),
      ...numbers.map((houseNumber) => ({ houseNumber, stadtteil: '' })),
    ];
    for (const place of places) {
      asked += 1;
      const whole = { district: '', street, postalCode, ...place };
      const found = routePlace(whole, {
        ...facts,
        ranges: await listStreetRanges(db.read, streetKey(whole)),
      });
      if (found.districtId !== expected) wrong.push(`${street} ${place.houseNumber}, ${stadtteil}`);
    }
  }
  for (const line of wrong) console.log(`wrong: ${line}`);
  console.log(
    `${String(ranges)} ranges in wholly covered Stadtteile, ${String(asked)} addresses, ${String(wrong.length)} to another office`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await portal.close();
  await stopPostgres();
}
