import { createRequire } from 'node:module';
import type * as htmlToText from 'html-to-text';
import { cleanLine, cleanText } from '../domain/text.ts';

// Loaded by the first text that needs it: most calendars have none, and it weighs ten megabytes.
const require = createRequire(import.meta.url);
const convert: typeof htmlToText.convert = (html, options) =>
  (require('html-to-text') as typeof htmlToText).convert(html, options);

const MAX_SUMMARY = 400;
const GOOD_SUMMARY = 280;
const MAX_DESCRIPTION = 6_000;
const MARKUP = /<\/?(?:p|br|div|span|a|b|i|u|ul|ol|li|strong|em|h[1-6]|table|html|body)\b[^>]*>/i;

/** Descriptions as people read them: other programs put HTML where plain text belongs. */
export function toPlainText(text: string): string {
  const plain = MARKUP.test(text)
    ? convert(text.slice(0, 60_000), {
        wordwrap: false,
        // What is nested deeper was made to hurt: it would overflow the stack.
        limits: { maxDepth: 200 },
        selectors: [
          { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
          { selector: 'img', format: 'skip' },
          { selector: 'ul', options: { itemPrefix: '- ' } },
          ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
            selector,
            options: { uppercase: false },
          })),
        ],
      })
    : decodeEntities(text);
  return cleanText(plain.replaceAll('\u00a0', ' '));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ndash: '–',
  mdash: '—',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  euro: '€',
};

/** `&amp;` and `&#8211;` in titles, as blog programs export them. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[];
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * A long text becomes a short one to begin with and the rest. The short one ends with a paragraph
 * or a sentence; a text that is short already has no rest.
 */
export function splitDescription(text: string): { summary: string; description: string } {
  const whole = toPlainText(text);
  if (whole.length <= MAX_SUMMARY && !whole.includes('\n\n')) {
    return { summary: cleanLine(whole), description: '' };
  }
  const paragraph = whole.split(/\n\s*\n/)[0] ?? '';
  const summary = paragraph.length <= MAX_SUMMARY ? paragraph : cutAtSentence(paragraph);
  const rest = whole.slice(summary.length).trim();
  // What was cut in the middle is told again in full, or the text would begin with half a thought.
  const description = summary.endsWith('…') ? whole : rest;
  return { summary: cleanLine(summary), description: description.slice(0, MAX_DESCRIPTION).trim() };

  function cutAtSentence(long: string): string {
    const head = long.slice(0, MAX_SUMMARY);
    const end = Math.max(
      ...['. ', '! ', '? ', '.\n', '!\n', '?\n'].map((at) => head.lastIndexOf(at)),
    );
    if (end >= 60) return head.slice(0, end + 1);
    const space = long.lastIndexOf(' ', GOOD_SUMMARY);
    return `${long.slice(0, space > 100 ? space : GOOD_SUMMARY)}…`;
  }
}
