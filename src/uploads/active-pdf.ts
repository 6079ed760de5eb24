import { inflateSync } from 'node:zlib';

// Too long to arise by chance in the bytes of a photograph: looked for everywhere.
const ANYWHERE = ['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia', 'Rendition'];
// So short that they do: looked for only where a PDF has its objects.
const AMONG_OBJECTS = ['JS', 'XFA'];

const MAX_UNPACKED = 30_000_000;
/** A flyer of a hundred pages has a few dozen. */
const MAX_PACKS = 2_000;
const LONGEST_HEAD = 1_000;

/** A name of PDF, each letter of which may be written as `#` and its code. */
function spell(name: string): string {
  const letters = Array.from(name, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return `(?:${letter}|#${code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
  });
  return letters.join('');
}

const longNames = new RegExp(`/(?:${ANYWHERE.map(spell).join('|')})`);
const anyName = new RegExp(`/(?:${[...ANYWHERE, ...AMONG_OBJECTS].map(spell).join('|')})(?!\\w)`);
const packedObjects = new RegExp(`/${spell('ObjStm')}(?!\\w)`, 'g');
const encryption = new RegExp(`/${spell('Encrypt')}(?!\\w)`);
// What a program writes before packed objects. Anything else (a comment, a text, a second filter, a
// name in another spelling) may make a viewer read other bytes than we do.
const plainHead =
  /^obj\s*<<(?:\s*(?:\/Type\s*\/ObjStm|\/(?:N|First)\s+\d+|\/Length\s+\d+(?:\s+\d+\s+R)?|\/Extends\s+\d+\s+\d+\s+R|\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])))*\s*>>\s*stream\r?\n/;
const looksLikeObjects = /endobj|\d\s+\d+\s+obj\b/;

/** Does this PDF run programs, open files or carry others inside? What cannot be read counts as yes. */
export function isActivePdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return longNames.test(text) || isActiveBesideStreams(text) || isActiveWhenUnpacked(bytes, text);
}

/** Is it encrypted, be it with an empty password? */
export function isLockedPdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return listObjectTexts(text).some((part) => encryption.test(part));
}

function isActiveBesideStreams(text: string): boolean {
  return listObjectTexts(text).some((part) => anyName.test(part));
}

/** Everything but the bytes of pictures, fonts and other streams. */
function listObjectTexts(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/(?<!end)stream\r?\n/g)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end === -1) break;
    // The word may stand in a comment or a text, with objects behind it that only we take for bytes.
    const isFake = looksLikeObjects.test(text.slice(start, end));
    parts.push(text.slice(from, isFake ? end : start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Every place that announces packed objects must be one that we can unpack to its end. */
function isActiveWhenUnpacked(bytes: Buffer, text: string): boolean {
  let budget = MAX_UNPACKED;
  let packs = 0;
  for (const { index } of text.matchAll(packedObjects)) {
    packs += 1;
    const from = text.lastIndexOf('obj', index);
    const head = plainHead.exec(text.slice(Math.max(0, from), index + LONGEST_HEAD))?.[0];
    if (packs > MAX_PACKS || from === -1 || head === undefined) return true;
    const start = from + head.length;
    const end = text.indexOf('endstream', start);
    const objects = end === -1 ? undefined : unpack(bytes.subarray(start, end), budget);
    if (objects === undefined) return true;
    budget -= objects.length;
    const unpacked = objects.toString('latin1');
    if (longNames.test(unpacked) || anyName.test(unpacked)) return true;
  }
  return false;
}

function unpack(bytes: Buffer, budget: number): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, budget) });
  } catch {
    return undefined;
  }
}
