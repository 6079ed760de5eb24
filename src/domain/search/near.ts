import { distance } from 'fastest-levenshtein';
import { toleranceOf } from './vocabulary.ts';

const MAX_NEAR = 5;

/**
 * What was probably meant by a word that nobody has written: the nearest words, those that are used
 * most first, or the beginnings of longer ones ("Fahrad" is in "Fahrradwerkstatt"). None where all
 * are too far off.
 */
export function chooseNear(
  typed: string,
  words: readonly { readonly word: string; readonly uses: number }[],
): string[] {
  const tolerance = toleranceOf(typed);
  const near = words
    .flatMap(({ word, uses }) => {
      const whole = { word, uses, cost: 2 * mistakesBetween(typed, word, tolerance) };
      const begun = nearestBeginning(typed, word, tolerance);
      // A whole word is the better guess, unless it is further off.
      return begun === undefined ? [whole] : [whole, { ...begun, uses, cost: 2 * begun.off + 1 }];
    })
    .filter(({ cost }) => cost <= 2 * tolerance + 1)
    .sort((a, b) => a.cost - b.cost || b.uses - a.uses || (a.word < b.word ? -1 : 1));
  const best = near.filter(({ cost }) => cost === near[0]?.cost).map(({ word }) => word);
  return [...new Set(best)].slice(0, MAX_NEAR);
}

function nearestBeginning(typed: string, word: string, tolerance: number) {
  let best: { word: string; off: number } | undefined;
  for (let length = typed.length - tolerance; length <= typed.length + tolerance; length += 1) {
    if (length >= word.length || length < 3) continue;
    const beginning = word.slice(0, length);
    const off = mistakesBetween(typed, beginning, tolerance);
    if (best === undefined || off < best.off) best = { word: beginning, off };
  }
  return best;
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
