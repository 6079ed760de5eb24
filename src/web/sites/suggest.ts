import { wordsIn } from '../../domain/search/words.ts';
import type { FoundView } from './search-pages.ts';

/** With an address: a page to go to. Without: a query to send. */
export interface Suggestion {
  readonly text: string;
  readonly note: string;
  readonly url: string;
}

const MAX_WORDS = 3;
const MAX_ALL = 8;

/** First how the last word may go on, as others wrote it; then the titles of what would be found. */
export function suggest(typed: string, views: readonly FoundView[]): Suggestion[] {
  const words = completions(typed, views).map((text) => ({ text, note: '', url: '' }));
  const seen = new Set<string>();
  const titles = views
    .filter(({ url }) => !seen.has(url) && seen.add(url))
    .map(({ plainTitle, kindWord, district, url }) => ({
      text: plainTitle,
      note: `${kindWord} · ${district.name}`,
      url,
    }));
  return [...words, ...titles].slice(0, MAX_ALL);
}

function completions(typed: string, views: readonly FoundView[]): string[] {
  const match = /^(.*?)([\p{L}\p{N}\p{M}]+)$/su.exec(typed);
  const begun = wordsIn(match?.[2] ?? '')[0];
  if (begun === undefined) return [];
  const counts = new Map<string, { word: string; count: number }>();
  for (const { plainTitle } of views) {
    for (const [word] of plainTitle.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const folded = wordsIn(word)[0] ?? '';
      if (!folded.startsWith(begun) || folded === begun) continue;
      const known = counts.get(folded);
      counts.set(folded, { word: known?.word ?? word, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || a.word.length - b.word.length)
    .slice(0, MAX_WORDS)
    .map(({ word }) => `${match?.[1] ?? ''}${word}`);
}
