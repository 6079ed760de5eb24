import { cleanLine } from '../text.ts';
import { isCommon, wordsIn } from './words.ts';

/** What somebody looks for, understood. No words: there is nothing to look for. */
export interface SearchQuery {
  /** As it was typed, cleaned and cut; what the field shows again. */
  readonly text: string;
  readonly words: readonly QueryWord[];
  /** Words that must stand side by side. */
  readonly phrases: readonly (readonly string[])[];
}

export interface QueryWord {
  readonly word: string;
  /** It stood in quotation marks: neither its parts nor its forms are meant. */
  readonly exact: boolean;
}

export const MAX_QUERY = 200;
const MAX_WORDS = 8;
const MARKS = /["„“”«»‟＂]/u;

/** Reads whatever was typed; there is no wrong query. */
export function parseQuery(typed: string): SearchQuery {
  const text = cleanLine(typed.slice(0, MAX_QUERY));
  const pieces = text.split(MARKS);
  const free: string[] = [];
  const phrases: string[][] = [];
  pieces.forEach((piece, at) => {
    // A mark that is never closed opens nothing.
    const isQuoted = at % 2 === 1 && at < pieces.length - 1;
    if (isQuoted) phrases.push(wordsIn(piece).slice(0, MAX_WORDS));
    else free.push(...wordsIn(piece));
  });
  const quoted = phrases.flat();
  const telling = free.filter((word) => !isCommon(word));
  const loose = telling.length + quoted.length > 0 ? telling : free;
  const all = new Map<string, QueryWord>();
  for (const word of loose) all.set(word, { word, exact: false });
  for (const word of quoted) all.set(word, { word, exact: true });
  const words = [...all.values()].slice(0, MAX_WORDS);
  return { text, words, phrases: phrases.filter((phrase) => phrase.length > 1) };
}
