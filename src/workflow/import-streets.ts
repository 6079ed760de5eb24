import { parse } from 'csv-parse/sync';
import type { Connection } from '../db/connection.ts';
import { listStadtteilCodes, replaceDirectory } from '../db/streets.ts';
import { toRangeRow, type StreetFacts } from './seed-city.ts';

// The columns of the city's open street directory, in its order.
const COLUMNS = [
  'key',
  'street',
  'stadtteil',
  'stadtteilName',
  'postalCode',
  'oddFrom',
  'oddTo',
  'evenFrom',
  'evenTo',
] as const;

type DirectoryRow = Partial<Record<(typeof COLUMNS)[number], string>>;

export interface ImportReport {
  readonly imported: number;
  /** Rows that could not be used, with their line and the reason. */
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Takes in a street directory (CSV with the nine columns of Cologne's open data, first line the
 * names) in place of the one before. Rows that make no sense are reported, not guessed at.
 */
export async function importStreets(
  connection: Connection,
  csv: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ImportReport> {
  const records = parse<{ record: DirectoryRow; info: { lines: number } }>(csv, {
    bom: true,
    info: true,
    columns: [...COLUMNS],
    from: 2,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
  });
  const refused: { line: number; reason: string }[] = [];
  return connection.transact(async (tx) => {
    const known = await listStadtteilCodes(tx);
    const rows = records.flatMap(({ record, info: { lines: line } }) => {
      const { street, stadtteil, postalCode } = record;
      if (!street || !stadtteil || !postalCode) {
        refused.push({ line, reason: 'street, Stadtteil or postal code is missing' });
        return [];
      }
      if (!known.has(stadtteil)) {
        refused.push({ line, reason: `unknown Stadtteil ${stadtteil}` });
        return [];
      }
      const number = (text: string | undefined) =>
        text === undefined || text === '' ? null : text;
      const facts: StreetFacts = {
        street,
        stadtteil,
        postalCode,
        oddFrom: number(record.oddFrom),
        oddTo: number(record.oddTo),
        evenFrom: number(record.evenFrom),
        evenTo: number(record.evenTo),
      };
      const row = toRangeRow(facts, 'directory');
      if (!makesSense(facts, row)) {
        refused.push({ line, reason: 'house numbers that make no range' });
        return [];
      }
      return [row];
    });
    await replaceDirectory(tx, rows, (done) => {
      onProgress(done, rows.length);
    });
    return { imported: rows.length, refused };
  });
}

/** Each number that is given can be read, and no range ends before it begins. */
function makesSense(facts: StreetFacts, row: ReturnType<typeof toRangeRow>): boolean {
  const ends = ['oddFrom', 'oddTo', 'evenFrom', 'evenTo'] as const;
  const { oddFrom = null, oddTo = null, evenFrom = null, evenTo = null } = row;
  return (
    ends.every((end) => facts[end] === null || typeof row[end] === 'number') &&
    (oddFrom ?? 0) <= (oddTo ?? 0) &&
    (evenFrom ?? 0) <= (evenTo ?? 0)
  );
}
