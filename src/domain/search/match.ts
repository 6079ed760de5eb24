import { formsOf } from './forms.ts';
import type { QueryWord } from './query.ts';

/** How well a word answers a word of the query, the best first. */
export const QUALITIES = ['whole', 'form', 'prefix', 'part', 'near'] as const;
export type Quality = (typeof QUALITIES)[number];

/** A word of the query with everything that counts as it. */
export interface Matcher extends QueryWord {
  readonly forms: ReadonlySet<string>;
  /** What was probably meant, where nobody has written the word as it was typed. */
  readonly near: readonly string[];
}

export function matcherFor(word: QueryWord, near: readonly string[] = []): Matcher {
  const forms = word.exact ? new Set([word.word]) : formsOf(word.word);
  // What is meant instead has its forms, too.
  const meant = near.flatMap((one) => [...formsOf(one)]);
  return { ...word, forms, near: [...new Set(meant)] };
}

/** How a folded word of a text answers a word of the query; nothing: not at all. */
export function qualityOf(matcher: Matcher, word: string): Quality | undefined {
  if (word === matcher.word) return 'whole';
  if (matcher.exact) return undefined;
  if (matcher.forms.has(word)) return 'form';
  if (startsIn(matcher.word, word)) return 'prefix';
  if (isPart(matcher.word, word)) return 'part';
  return matcher.near.includes(word) ? 'near' : undefined;
}

const MIN_PREFIX = 3;
const MIN_PART = 4;

export function startsIn(part: string, word: string): boolean {
  return part.length >= MIN_PREFIX && word.startsWith(part);
}

/** German puts words together, the main one last: three letters are enough there ("Hallenbad"). */
export function isPart(part: string, word: string): boolean {
  if (part.length < MIN_PREFIX) return false;
  return part.length >= MIN_PART ? word.includes(part) : word.endsWith(part);
}
