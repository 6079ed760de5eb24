import { splitWords, type FoldedText } from './terms.ts';

const MIN_LETTERS = 3;
const MAX_LETTERS = 40;
/** The first sentences say what a text is about; the rest is found by its whole words. */
const BODY_WORDS = 40;
/** Beyond so many letters, a word's beginning is enough to know it by, with two letters wrong. */
const KEY_LETTERS = 6;

/** The words of a text by which queries are completed, found inside others and corrected. */
export function vocabularyOf({ title, names, body }: FoldedText): Set<string> {
  const words = [title, names].flatMap(splitWords).concat(splitWords(body).slice(0, BODY_WORDS));
  return new Set(words.filter(isVocabulary));
}

function isVocabulary(word: string): boolean {
  return word.length >= MIN_LETTERS && word.length <= MAX_LETTERS && /\p{L}/u.test(word);
}

/** How many letters may be wrong in a word before it is another word. */
export function toleranceOf(word: string): number {
  const letters = Array.from(word).length;
  return letters <= 3 ? 0 : letters <= 5 ? 1 : 2;
}

/** How the ending of a word begins in the table of keys; all that contain `part` begin so. */
export const endingKey = (part: string): string => `-${part}`;

/** What a word is found by: each of its endings, and its beginning with letters left out. */
export function keysOf(word: string): string[] {
  const letters = Array.from(word);
  const endings = letters.map((_, at) => letters.slice(at)).filter((end) => end.length >= 3);
  return [...endings.map((end) => endingKey(end.join(''))), ...nearKeysOf(word)];
}

/**
 * The beginning of a word with none, one or two letters left out. Words that are near each other
 * share at least one, whichever letter is missing, added, wrong or swapped; see Garbe's SymSpell.
 */
export function nearKeysOf(word: string): string[] {
  const tolerance = toleranceOf(word);
  if (tolerance === 0) return [];
  let last = new Set([Array.from(word).slice(0, KEY_LETTERS).join('')]);
  const all = new Set(last);
  for (let round = 0; round < tolerance; round += 1) {
    const shorter = [...last].flatMap((text) => {
      const letters = Array.from(text);
      return letters.map((_, at) => letters.toSpliced(at, 1).join(''));
    });
    last = new Set(shorter);
    for (const key of last) all.add(key);
  }
  return [...all].map((key) => `~${key}`);
}
