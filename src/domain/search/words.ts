import { fold } from '../text.ts';

const MAX_WORD = 60;
/** A word in a folded text. The Ukrainian apostrophe counts as a letter, and is written in three ways. */
export const WORD = /(?:(?!ʼ)[\p{L}\p{N}])+/gu;

/**
 * The words of a text as the search knows them: folded, runs of letters and digits in whatever
 * script, each at most 60 characters.
 */
export function wordsIn(text: string): string[] {
  // Lower case once more, since taking signs such as ℡ apart gives capitals.
  const found = fold(text).toLowerCase().match(WORD) ?? [];
  return found.map((word) => (word.length > MAX_WORD ? cut(word) : word));
}

/** Never through the middle of a letter that takes two code units. */
function cut(word: string): string {
  return word.slice(0, MAX_WORD).replace(/[\uD800-\uDBFF]$/, '');
}

/** What is so common in a language that it says nothing about what somebody looks for. */
const COMMON = new Set(
  [
    'aber als am an auch auf aus bei bis das dem den der des die ein eine einem einen einer eines er',
    'es fuer hat im in ist mit nach nicht oder sich sie sind um und uns vom von vor was wer wie wir wo',
    'zu zum zur ich',
    'a an and are at by for from in is it of on or the to with',
    've ile icin bir bu da de',
    'في من على الى عن مع و',
    'і та в у на з до для це як',
  ].flatMap((line) => line.split(' ')),
);

export function isCommon(word: string): boolean {
  return COMMON.has(word);
}
