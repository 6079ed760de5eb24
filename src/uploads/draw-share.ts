import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Font, PathCommand } from 'opentype.js';
import { SHARE_HEIGHT, SHARE_WIDTH } from './share-size.ts';
import { loadSharp } from './write-sizes.ts';

/** What a drawn preview says. */
export interface ShareWords {
  readonly title: string;
  /** When it is, or what it is. */
  readonly line: string;
  readonly district: string;
  readonly portal: string;
  /** `#rrggbb`; white letters stand on it. */
  readonly colour: string;
}

const MARGIN = 84;
const MAX_LINES = 4;
const ELLIPSIS = '…';
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'];

/**
 * A preview for what has no picture: title, date and district in letters drawn as outlines, since a
 * machine without fonts would draw boxes. Where our fonts lack a letter, as for Arabic, whose letters
 * also join, nothing is written at all rather than something broken.
 */
export async function drawShare(words: ShareWords): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(Buffer.from(await toSvg(words)))
    .png({ palette: true, quality: 90 })
    .toBuffer();
}

async function toSvg(words: ShareWords): Promise<string> {
  const bold = await loadFonts(600);
  const plain = await loadFonts(400);
  const said = [words.title, words.line, words.district, words.portal].join('');
  const letters =
    canWrite(bold, said) && canWrite(plain, said) ? writeWords(words, bold, plain) : '';
  const [width, height] = [String(SHARE_WIDTH), String(SHARE_HEIGHT)];
  const colour = /^#[0-9a-f]{6}$/i.test(words.colour) ? words.colour : '#31456b';
  const sign =
    letters === ''
      ? `<g transform="translate(420 135) scale(11.25)" fill="#fff"><path d="M3 12 16 4l13 8v14H3z" opacity=".92"/><path d="m3 12 13 9 13-9-13-8z" fill="${colour}" opacity=".35"/></g>`
      : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour}"/><path d="M0 ${height}V560q300-70 600-20t600-30V${height}z" fill="#000" opacity=".16"/><g fill="#fff">${letters}</g>${sign}</svg>`;
}

function writeWords(words: ShareWords, bold: readonly Font[], plain: readonly Font[]): string {
  const [size, lines] = fitTitle(words.title, bold);
  const step = size * 1.16;
  const top = MARGIN + 96;
  const title = lines.map((line, at) => write(bold, line, MARGIN, top + size + at * step, size));
  return [
    write(plain, shorten(words.district, plain, 36), MARGIN, MARGIN + 30, 36),
    ...title,
    write(bold, shorten(words.line, bold, 38), MARGIN, top + size + lines.length * step + 26, 38),
    write(plain, shorten(words.portal, plain, 32), MARGIN, SHARE_HEIGHT - 48, 32),
  ].join('');
}

/** As large as it may be with all its words, down to a size that is still read in a small preview. */
function fitTitle(title: string, fonts: readonly Font[]): [number, string[]] {
  for (const size of [84, 72, 62, 54]) {
    const lines = wrap(title, fonts, size);
    const fits = lines.length * size <= 290 && lines.length <= MAX_LINES;
    if (fits) return [size, lines];
  }
  const lines = wrap(title, fonts, 54);
  const shown = lines.slice(0, MAX_LINES);
  const last = shown.pop() ?? '';
  return [
    54,
    [...shown, lines.length > MAX_LINES ? shorten(`${last} ${ELLIPSIS}`, fonts, 54) : last],
  ];
}

function wrap(text: string, fonts: readonly Font[], size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(fonts, joined, size) <= ROOM)
      lines[lines.length - 1] = joined;
    else lines.push(shorten(word, fonts, size));
  }
  return lines;
}

const ROOM = SHARE_WIDTH - 2 * MARGIN;

function shorten(text: string, fonts: readonly Font[], size: number): string {
  if (widthOf(fonts, text, size) <= ROOM) return text;
  let kept = Array.from(text);
  while (kept.length > 1 && widthOf(fonts, kept.join('') + ELLIPSIS, size) > ROOM) {
    kept = kept.slice(0, -1);
  }
  return kept.join('').trimEnd() + ELLIPSIS;
}

const fontsKept = new Map<number, Promise<Font[]>>();

function loadFonts(weight: number): Promise<Font[]> {
  const known = fontsKept.get(weight);
  if (known !== undefined) return known;
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@fontsource/fira-sans/package.json')),
    'files',
  );
  const loading = import('opentype.js').then(({ default: { parse } }) =>
    Promise.all(
      SUBSETS.map(async (subset) => {
        const bytes = await readFile(
          join(folder, `fira-sans-${subset}-${String(weight)}-normal.woff`),
        );
        return parse(new Uint8Array(bytes).buffer);
      }),
    ),
  );
  fontsKept.set(weight, loading);
  return loading;
}

const canWrite = (fonts: readonly Font[], text: string): boolean =>
  Array.from(text).every((letter) => letter.trim() === '' || fontOf(fonts, letter) !== undefined);

const fontOf = (fonts: readonly Font[], letter: string): Font | undefined =>
  fonts.find((font) => font.charToGlyphIndex(letter) > 0);

/** The text in stretches that one font can write. */
function runsOf(fonts: readonly Font[], text: string): { font: Font; text: string }[] {
  const runs: { font: Font; text: string }[] = [];
  for (const letter of text) {
    const last = runs.at(-1);
    const font = fontOf(fonts, letter) ?? last?.font ?? fonts[0];
    if (font === undefined) continue;
    if (last?.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}

function widthOf(fonts: readonly Font[], text: string, size: number): number {
  return runsOf(fonts, text).reduce(
    (sum, run) => sum + run.font.getAdvanceWidth(run.text, size),
    0,
  );
}

function write(fonts: readonly Font[], text: string, x: number, y: number, size: number): string {
  let at = x;
  return runsOf(fonts, text)
    .map((run) => {
      const path = run.font.getPath(run.text, at, y, size).commands.map(writeCommand).join('');
      at += run.font.getAdvanceWidth(run.text, size);
      return `<path d="${path}"/>`;
    })
    .join('');
}

/** By ourselves: the library's own writer makes NaN of numbers with an exponent (opentype.js 2.0). */
function writeCommand({ type, x, y, x1, y1, x2, y2 }: PathCommand): string {
  const numbers = [x1, y1, x2, y2, x, y].filter((number) => number !== undefined);
  return type + numbers.map((number) => number.toFixed(1)).join(' ');
}
