import { decodeText } from './decode-text.ts';
import type { Imported, ImportScene } from './imported-row.ts';

export type ImportFormat = 'calendar' | 'csv' | 'spreadsheet' | 'schemaOrg';

/**
 * Reads whatever somebody brought: the bytes decide what it is, not its name. The readers are
 * loaded when they are needed; a portal where nobody imports anything never pays for them.
 */
export async function readFile(
  bytes: Uint8Array,
  scene: ImportScene,
  chosen?: ReadonlyMap<number, string>,
): Promise<Imported> {
  const format = detectFormat(bytes);
  switch (format) {
    case 'calendar': {
      const { readCalendar } = await import('./calendar/read-calendar.ts');
      return readCalendar(bytes, scene);
    }
    case 'schemaOrg': {
      const { readSchemaOrg } = await import('./schema-org/read-schema-org.ts');
      return readSchemaOrg(bytes, scene);
    }
    case 'csv': {
      const { readCsv } = await import('./tables/read-csv.ts');
      const { readTable } = await import('./tables/read-table.ts');
      return readTable(await readCsv(bytes, scene.maxRows + ABOVE), scene, chosen);
    }
    case 'spreadsheet': {
      const { readSpreadsheet } = await import('./tables/read-spreadsheet.ts');
      const { readTable } = await import('./tables/read-table.ts');
      const sheet = await readSpreadsheet(Buffer.from(bytes), scene.maxRows + ABOVE);
      if (sheet === 'tooLarge') return { rows: [], problems: [{ message: 'sheetTooLarge' }] };
      if (sheet === 'broken') return { rows: [], problems: [{ message: 'sheetBroken' }] };
      return readTable(sheet, scene, chosen);
    }
    case 'oldExcel':
    case 'openDocument':
    case 'pdf':
    case 'picture':
    case 'unknown':
      return { rows: [], problems: [{ message: `format.${format}` }] };
  }
}

/** Room for headings and what stands above them. */
const ABOVE = 20;

type Detected = ImportFormat | 'oldExcel' | 'openDocument' | 'pdf' | 'picture' | 'unknown';

export function detectFormat(bytes: Uint8Array): Detected {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_000));
  const latin = start.toString('latin1');
  if (latin.startsWith('\xd0\xcf\x11\xe0')) return 'oldExcel';
  if (latin.startsWith('%PDF')) return 'pdf';
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP)/s.test(latin)) return 'picture';
  if (latin.startsWith('PK\x03\x04')) {
    return latin.includes('opendocument') ? 'openDocument' : 'spreadsheet';
  }
  const text = decodeText(bytes.subarray(0, 200_000))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^BEGIN\s*:\s*V(?:CALENDAR|EVENT)/im.test(text.slice(0, 20_000))) return 'calendar';
  if (/^[[{<]/.test(text)) return 'schemaOrg';
  // What no text has in it tells a program's file apart.
  if (/[\u0000-\u0008]/.test(text.slice(0, 2_000))) return 'unknown';
  return text === '' ? 'unknown' : 'csv';
}
