import { isMeant, isPart, matcherFor, startsIn, type Matcher } from '../../domain/search/match.ts';
import { chooseNear } from '../../domain/search/near.ts';
import { tierTerm, type Tier } from '../../domain/search/terms.ts';
import type { Database } from '../connection.ts';
import { listNumbers } from '../search-index.ts';
import { listWordsNear, listWordsWith } from '../vocabulary.ts';

const WORDS_READ = 300;
const NEAR_READ = 2_000;
const WORDS_USED = 24;

/** A word of the query with all that stands for it in the index. */
export interface AskedWord {
  readonly matcher: Matcher;
  readonly words: readonly string[];
}

/** The terms of one word, of which a hit has at least one. */
export const groupFor = (tier: Tier, words: readonly string[]): string[] =>
  words.map((word) => tierTerm(tier, word));

/** The word, its forms, and the words of the vocabulary that begin with it or contain it. */
export async function askWord(db: Database, matcher: Matcher): Promise<AskedWord> {
  const { word, exact, forms } = matcher;
  const known = exact || word.length < 3 ? [] : await listWordsWith(db, word, WORDS_READ);
  const begin = known.filter((one) => startsIn(word, one));
  const contain = known.filter((one) => !startsIn(word, one) && isPart(word, one));
  const words = new Set([...forms, ...shortest(begin), ...shortest(contain)]);
  return { matcher, words: [...words] };
}

/** The same for what was probably meant by it. */
async function askNear(db: Database, matcher: Matcher): Promise<AskedWord> {
  const words = new Set<string>();
  for (const meant of matcher.near) {
    const known = await listWordsWith(db, meant.word, WORDS_READ);
    for (const word of meant.forms) words.add(word);
    for (const word of shortest(known.filter((one) => isMeant(meant, one)))) words.add(word);
  }
  return { matcher, words: [...words] };
}

function shortest(words: readonly string[]): string[] {
  return [...words].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, WORDS_USED);
}

/** Puts what was probably meant in the place of words that nobody has written. */
export async function correctWords(
  db: Database,
  asked: readonly AskedWord[],
): Promise<AskedWord[]> {
  const all: AskedWord[] = [];
  for (const one of asked) {
    const { matcher, words } = one;
    const isThere = (await listNumbers(db, [groupFor('anywhere', words)], 1)).length > 0;
    const near =
      isThere || matcher.exact
        ? []
        : chooseNear(matcher.word, await listWordsNear(db, matcher.word, NEAR_READ));
    all.push(near.length === 0 ? one : await askNear(db, matcherFor(matcher, near)));
  }
  return all;
}
