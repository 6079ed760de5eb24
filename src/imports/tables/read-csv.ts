import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { decodeText } from '../decode-text.ts';
import type { Grid, GridRow } from './grid.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;
const SLICE = 65_536;

/** A CSV file by its own signs: delimiter and encoding are found out, quotes may hold line breaks. */
export async function readCsv(bytes: Uint8Array, maxRows: number): Promise<Grid> {
  const { parse, CsvError } = await import('csv-parse');
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  // Excel's own first line says what separates.
  const said = /^sep=(.)\r?\n/i.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const skipped = said === null ? 0 : 1;
  const parser = parse({
    delimiter: said?.[1] ?? findDelimiter(body),
    relax_quotes: true,
    relax_column_count: true,
    info: true,
    trim: true,
    max_record_size: 200_000,
    to: maxRows + 1,
  });
  const rows: GridRow[] = [];
  const source = Readable.from(slices(body)).pipe(parser);
  // Row by row as they come: after an error, those before it are still here.
  source.on('data', ({ record, info }: { record: string[]; info: { lines: number } }) => {
    rows.push({ number: info.lines + skipped, cells: record });
  });
  try {
    await finished(source);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, cut: false, brokenAt: (rows.at(-1)?.number ?? 0) + 1 };
  }
  return { rows: rows.slice(0, maxRows), cut: rows.length > maxRows };
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

/** What stands most often between values in the first lines, outside quotes. */
function findDelimiter(text: string): string {
  const head = text.slice(0, 5_000).replace(/"[^"]*"/g, '');
  const lines = head
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  const scores = DELIMITERS.map((sign) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    // A comma within sentences is in some lines only; what separates is in all of them.
    const everywhere = counts.filter((count) => count > 0).length / Math.max(1, lines.length);
    return everywhere * (counts.reduce((sum, count) => sum + count, 0) / Math.max(1, lines.length));
  });
  const best = Math.max(...scores);
  return DELIMITERS[scores.indexOf(best)] ?? ';';
}
