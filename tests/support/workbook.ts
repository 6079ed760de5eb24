import { crc32, deflateRawSync } from 'node:zlib';

type Cell =
  | string
  | number
  | { readonly date: number }
  | { readonly formula: string; readonly value: string };

export interface Workbook {
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** Such as `A2:A4`. */
  readonly merged?: readonly string[];
  /** Further parts of the archive, and what the archive claims of their sizes. */
  readonly parts?: readonly {
    readonly name: string;
    readonly bytes: Buffer;
    readonly claimed?: number;
  }[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A real .xlsx file with one sheet, as small as Excel still opens it. */
export function writeWorkbook({ rows, merged = [], parts = [] }: Workbook): Buffer {
  const sheet = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.map(writeRow).join('')}</sheetData>${
    merged.length === 0
      ? ''
      : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  }</worksheet>`;
  return writeZip([
    {
      name: '[Content_Types].xml',
      bytes: Buffer.from(
        `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
      ),
    },
    {
      name: '_rels/.rels',
      bytes: Buffer.from(
        `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/workbook.xml',
      bytes: Buffer.from(
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Termine" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: Buffer.from(
        `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/styles.xml',
      bytes: Buffer.from(
        `${HEAD}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.from(sheet) },
    ...parts,
  ]);
}

function writeRow(cells: readonly (Cell | null)[], index: number): string {
  const number = String(index + 1);
  const written = cells.map((cell, column) => {
    const ref = `${String.fromCharCode(65 + column)}${number}`;
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${ref}"><v>${String(cell)}</v></c>`;
    if (typeof cell === 'string')
      return `<c r="${ref}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
    if ('date' in cell) return `<c r="${ref}" s="1"><v>${String(cell.date)}</v></c>`;
    return `<c r="${ref}" t="str"><f>${escape(cell.formula)}</f><v>${escape(cell.value)}</v></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function writeZip(parts: NonNullable<Workbook['parts']>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claimed = bytes.length } of parts) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const head = (signature: number, before: number) => {
      const buffer = Buffer.alloc(before + 26);
      buffer.writeUInt32LE(signature, 0);
      const at = before === 4 ? 4 : 6;
      buffer.writeUInt16LE(20, at);
      buffer.writeUInt16LE(0x800, at + 2);
      buffer.writeUInt16LE(8, at + 4);
      buffer.writeUInt32LE(crc32(bytes), at + 10);
      buffer.writeUInt32LE(packed.length, at + 14);
      buffer.writeUInt32LE(claimed, at + 18);
      buffer.writeUInt16LE(Buffer.byteLength(name), at + 22);
      return buffer;
    };
    const local = Buffer.concat([head(0x04034b50, 4), Buffer.from(name), packed]);
    const entry = Buffer.alloc(46);
    head(0x02014b50, 6).copy(entry);
    entry.writeUInt32LE(offset, 42);
    central.push(Buffer.concat([entry, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
