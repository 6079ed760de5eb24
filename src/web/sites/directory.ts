import type { PublishedItem } from '../../db/published-items.ts';
import { formatKilometres } from '../../locales/formats.ts';
import type { Words } from '../../locales/words.ts';

/** Those that a folded title can begin with: Ä stands under A, as in a dictionary. */
export const LETTERS: readonly string[] = Array.from('abcdefghijklmnopqrstuvwxyz');
/** Digits, and titles in another script. */
export const OTHER_LETTERS = '0-9';

/** The sort keys of one letter; of all where it is none. Digits and blanks sort before letters. */
export function spanOfLetter(letter: string): { from?: string; before?: string } {
  if (letter === OTHER_LETTERS) return { before: 'a' };
  const next = LETTERS[LETTERS.indexOf(letter) + 1];
  if (letter === '') return {};
  return next === undefined ? { from: letter } : { from: letter, before: next };
}

/** A page of the list under its letters; what begins with none stands under ''. */
export function groupByLetter(
  items: readonly PublishedItem[],
): { letter: string; items: PublishedItem[] }[] {
  const groups: { letter: string; items: PublishedItem[] }[] = [];
  for (const item of items) {
    const first = item.sortKey.charAt(0);
    // A title without a Latin letter leaves the id alone in its sort key, behind a blank.
    const letter = LETTERS.includes(first) ? first.toUpperCase() : '';
    const last = groups.at(-1);
    if (last?.letter === letter) last.items.push(item);
    else groups.push({ letter, items: [item] });
  }
  return groups;
}

/** "hier", "1,2 km entfernt"; between the middles of two Stadtteile, and so by the hundred metres. */
export function sayDistance(words: Words, distance: number | undefined): string {
  if (distance === undefined) return words.t('near.unknown');
  if (distance === 0) return words.t('near.here');
  return words.t('near.away', { distance: formatKilometres(words, distance) });
}
