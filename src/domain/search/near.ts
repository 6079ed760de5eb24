import { distance } from 'fastest-levenshtein';
import { toleranceOf } from './vocabulary.ts';

const MAX_NEAR = 5;

/** The words nearest to a typed one, those that are used most first; none where all are too far off. */
export function chooseNear(
  typed: string,
  words: readonly { readonly word: string; readonly uses: number }[],
): string[] {
  const tolerance = toleranceOf(typed);
  const near = words
    .map(({ word, uses }) => ({ word, uses, off: mistakesBetween(typed, word, tolerance) }))
    .filter(({ off }) => off <= tolerance)
    .sort((a, b) => a.off - b.off || b.uses - a.uses || (a.word < b.word ? -1 : 1));
  return near
    .filter(({ off }) => off === near[0]?.off)
    .map(({ word }) => word)
    .slice(0, MAX_NEAR);
}

/** Letters that are missing, added or wrong; two neighbours that changed places are one mistake. */
export function mistakesBetween(typed: string, word: string, enough: number): number {
  const plain = distance(typed, word);
  // A swap counts two there, so more than that can no longer become enough.
  if (plain < 2 || plain > enough + 1) return plain;
  let least = plain;
  for (let at = 0; at + 1 < typed.length; at += 1) {
    const swapped =
      typed.slice(0, at) + (typed[at + 1] ?? '') + (typed[at] ?? '') + typed.slice(at + 2);
    least = Math.min(least, 1 + distance(swapped, word));
  }
  return least;
}
