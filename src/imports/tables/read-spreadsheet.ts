import type { Grid, GridRow } from './grid.ts';
import { listZipEntries, staysWithin, unpack } from './zip-bounds.ts';

/** Unpacked, all parts together: several thousand rows, and no more than a server can bear. */
const MAX_UNPACKED = 16_000_000;
const MAX_PICTURES = 40_000_000;

export type Sheet = Grid | 'tooLarge' | 'broken';

/** The first sheet of an .xlsx file: values only, as text; merged cells say the same in each row. */
export async function readSpreadsheet(bytes: Buffer, maxRows: number): Promise<Sheet> {
  const entries = listZipEntries(bytes);
  if (entries === undefined) return 'broken';
  const claimed = entries
    .filter((entry) => entry.name.endsWith('.xml'))
    .reduce((sum, entry) => sum + entry.unpacked, 0);
  if (claimed > MAX_UNPACKED) return 'tooLarge';
  if (!(await staysWithin(bytes, MAX_UNPACKED + MAX_PICTURES))) return 'tooLarge';
  try {
    const { readSheet } = await import('read-excel-file/node');
    const data = await readSheet(bytes, { trim: false });
    const rows: GridRow[] = data.slice(0, maxRows).map((cells, index) => ({
      number: index + 1,
      cells: cells.map(toText),
    }));
    return { rows: fillMerged(rows, await listMerged(bytes)), cut: data.length > maxRows };
  } catch {
    return 'broken';
  }
}

function toText(cell: unknown): string {
  if (cell instanceof Date) {
    // A time without a day is a moment of the year 1899.
    const iso = cell.toISOString();
    if (cell.getUTCFullYear() < 1901) return iso.slice(11, 16);
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16);
  }
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nein';
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
}

interface Merged {
  readonly top: number;
  readonly bottom: number;
  readonly column: number;
}

const MAX_MERGED = 5_000;

/** Cells of one column that are one over several rows, such as a day with three events. */
async function listMerged(bytes: Buffer): Promise<Merged[]> {
  const sheets = (listZipEntries(bytes) ?? [])
    .filter((entry) => /^xl\/worksheets\/sheet\d+\.xml$/.test(entry.name))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const xml = sheets[0] === undefined ? undefined : await unpack(bytes, sheets[0]);
  if (xml === undefined) return [];
  const found = xml
    .toString('utf8')
    .matchAll(/<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g);
  return [...found]
    .slice(0, MAX_MERGED)
    .filter(([, left, , right]) => left === right)
    .map(([, left = '', top, , bottom]) => ({
      top: Number(top),
      bottom: Number(bottom),
      column: columnOf(left),
    }));
}

/** “A” is 0, “AA” is 26. */
function columnOf(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function fillMerged(rows: readonly GridRow[], merged: readonly Merged[]): GridRow[] {
  const filled = rows.map((row) => ({ number: row.number, cells: [...row.cells] }));
  for (const { top, bottom, column } of merged) {
    const value = filled[top - 1]?.cells[column];
    if (value === undefined || value === '') continue;
    for (const row of filled.slice(top, bottom)) row.cells[column] ||= value;
  }
  return filled;
}
