import { inflateSync } from 'node:zlib';

// Too long to arise by chance in the bytes of a photograph: looked for everywhere.
const ANYWHERE = ['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia'];
// So short that they do: looked for only where a PDF has its objects.
const AMONG_OBJECTS = ['JS', 'XFA'];

const MAX_UNPACKED = 30_000_000;
const MAX_DICTIONARY = 4_000;

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
const packedObjects = new RegExp(`/${spell('ObjStm')}(?!\\w)`);

/** Does this PDF run programs, open files or carry others inside? What cannot be read counts as yes. */
export function isActivePdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  if (longNames.test(text)) return true;
  let budget = MAX_UNPACKED;
  let from = 0;
  for (const match of text.matchAll(/>>\s{0,8}stream\r?\n/g)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end === -1) break;
    if (anyName.test(text.slice(from, start))) return true;
    const dictionary = text.slice(Math.max(from, match.index - MAX_DICTIONARY), match.index);
    if (packedObjects.test(dictionary)) {
      const objects = unpack(bytes.subarray(start, end), budget);
      if (objects === undefined) return true;
      budget -= objects.length;
      const unpacked = objects.toString('latin1');
      if (longNames.test(unpacked) || anyName.test(unpacked)) return true;
    }
    from = end;
  }
  return anyName.test(text.slice(from));
}

function unpack(bytes: Buffer, budget: number): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, budget) });
  } catch {
    return undefined;
  }
}
