import { wordsOf, type Translate } from '../../src/locales/words.ts';
import { readSource } from './sources.ts';

/** The interface's own German words, so that a test names a sentence by what it means. */
export const t: Translate = (key, values) => {
  const words = wordsOf('de');
  if (!words.has(key)) throw new Error(`there is no word ${key}`);
  return words.t(key, values);
};

export const tEnglish: Translate = (key, values) => wordsOf('en').t(key, values);

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

/** A language's own words by their whole keys, without what it takes from another. */
export function readWords(language: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readSource(`src/locales/${language}.json`)) as Tree));
}
