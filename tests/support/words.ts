import { wordsOf, type Translate } from '../../src/locales/words.ts';

/** The interface's own German words, so that a test names a sentence by what it means. */
export const t: Translate = (key, values) => {
  const words = wordsOf('de');
  if (!words.has(key)) throw new Error(`there is no word ${key}`);
  return words.t(key, values);
};

export const tEnglish: Translate = (key, values) => wordsOf('en').t(key, values);
