import { formsOf } from './forms.ts';
import type { QueryWord } from './query.ts';

/** How well a word answers a word of the query, the best first. */
export const QUALITIES = ['whole', 'form', 'prefix', 'part', 'near'] as const;
export type Quality = (typeof QUALITIES)[number];

export interface Meant {
  readonly word: string;
  readonly forms: ReadonlySet<string>;
}

/** A word of the query with everything that counts as it. */
export interface Matcher extends QueryWord {
  readonly forms: ReadonlySet<string>;
  /** What was probably meant, where nobody has written the word as it was typed. */
  readonly near: readonly Meant[];
}

export function matcherFor(word: QueryWord, near: readonly string[] = []): Matcher {
  const forms = word.exact ? new Set([word.word]) : formsOf(word.word);
  return { ...word, forms, near: near.map((meant) => ({ word: meant, forms: formsOf(meant) })) };
}

/** How a folded word of a text answers a word of the query; nothing: not at all. */
export function qualityOf(matcher: Matcher, word: string): Quality | undefined {
  if (word === matcher.word) return 'whole';
  if (matcher.exact) return undefined;
  if (matcher.forms.has(word)) return 'form';
  if (startsIn(matcher.word, word)) return 'prefix';
  if (isPart(matcher.word, word)) return 'part';
  return matcher.near.some((meant) => isMeant(meant, word)) ? 'near' : undefined;
}

export function isMeant({ word: meant, forms }: Meant, word: string): boolean {
  return forms.has(word) || startsIn(meant, word);
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
