import { matcherFor, type Matcher, type Meant } from '../../domain/search/match.ts';
import type { SearchQuery } from '../../domain/search/query.ts';
import { rank, type Candidate } from '../../domain/search/rank.ts';
import {
  districtTerm,
  facetTerm,
  pairTerm,
  sourceTerm,
  TIERS,
  type SearchScope,
} from '../../domain/search/terms.ts';
import type { Database } from '../connection.ts';
import { listNumbers } from '../search-index.ts';
import { loadCandidates } from './search-hits.ts';
import { askWord, correctWords, groupFor, type AskedWord } from './search-words.ts';

/** What a search found, the best first. */
export interface SearchAnswer {
  readonly hits: readonly Candidate[];
  /** There may be more than are ranked. */
  readonly isCut: boolean;
  /** What counts as a match, for the marks. */
  readonly matchers: readonly Matcher[];
  /** Words that nobody has written, with what was looked for instead. */
  readonly corrected: readonly { readonly typed: string; readonly meant: readonly Meant[] }[];
  /** Nothing has all the words; these have most of them. */
  readonly isPartial: boolean;
}

/** So many are ranked at most: ten pages, after which nobody looks. */
export const MAX_HITS = 200;

/**
 * Finds what is live and answers a query, in the same order on both engines. Costs the same whether
 * its words are common or rare: it never reads more than the newest few hundred of each tier.
 */
export async function findDocuments(
  db: Database,
  query: SearchQuery,
  scope: SearchScope,
  now: number,
): Promise<SearchAnswer> {
  let asked: AskedWord[] = [];
  for (const word of query.words) asked.push(await askWord(db, matcherFor(word)));
  const fixed = [
    ...scopeGroups(scope),
    ...query.phrases.flatMap((phrase) =>
      phrase.slice(1).map((word, at) => [pairTerm(phrase[at] ?? '', word)]),
    ),
  ];
  const none = { isCut: false, corrected: [], isPartial: false };
  if (asked.length === 0) return { ...none, hits: [], matchers: [] };
  let numbers = await listBest(db, asked, fixed);
  const corrected: { typed: string; meant: readonly Meant[] }[] = [];
  if (numbers.length === 0) {
    asked = await correctWords(db, asked);
    for (const { matcher } of asked) {
      if (matcher.near.length > 0) corrected.push({ typed: matcher.word, meant: matcher.near });
    }
    if (corrected.length > 0) numbers = await listBest(db, asked, fixed);
  }
  const isPartial = numbers.length === 0 && asked.length > 1;
  if (isPartial) numbers = await listMost(db, asked, fixed);
  const matchers = asked.map(({ matcher }) => matcher);
  const hits = rank(await loadCandidates(db, numbers, now), matchers, now);
  return { hits, isCut: numbers.length >= MAX_HITS, matchers, corrected, isPartial };
}

function scopeGroups({ sources, districtId, facets = [] }: SearchScope): string[][] {
  return [
    ...(sources === undefined ? [] : [sources.map(sourceTerm)]),
    ...(districtId === undefined ? [] : [[districtTerm(districtId)]]),
    ...facets.map((facet) => [facetTerm(facet)]),
  ];
}

/** All words in the title; then in title or names; then anywhere. The newest of each, until enough. */
async function listBest(
  db: Database,
  asked: readonly AskedWord[],
  fixed: readonly (readonly string[])[],
): Promise<number[]> {
  const found = new Set<number>();
  for (const tier of TIERS) {
    const groups = asked.map(({ words }) => groupFor(tier, words));
    for (const number of await listNumbers(db, [...groups, ...fixed], MAX_HITS)) found.add(number);
    if (found.size >= MAX_HITS) break;
  }
  return [...found].slice(0, MAX_HITS);
}

/** With all words but one; where even that is nothing, with any of them. */
async function listMost(
  db: Database,
  asked: readonly AskedWord[],
  fixed: readonly (readonly string[])[],
): Promise<number[]> {
  const found = new Set<number>();
  const groups = asked.map(({ words }) => groupFor('anywhere', words));
  const share = Math.ceil(MAX_HITS / groups.length);
  for (let without = 0; without < groups.length; without += 1) {
    const others = groups.toSpliced(without, 1);
    for (const number of await listNumbers(db, [...others, ...fixed], share)) found.add(number);
  }
  if (found.size > 0) return [...found].slice(0, MAX_HITS);
  return listNumbers(db, [groups.flat(), ...fixed], MAX_HITS);
}
