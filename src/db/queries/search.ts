import { ARTICLE_KINDS } from '../../domain/articles.ts';
import {
  isMeant,
  isPart,
  matcherFor,
  startsIn,
  type Matcher,
  type Meant,
} from '../../domain/search/match.ts';
import { chooseNear } from '../../domain/search/near.ts';
import type { SearchQuery } from '../../domain/search/query.ts';
import { rank, type Candidate } from '../../domain/search/rank.ts';
import {
  districtTerm,
  facetTerm,
  pairTerm,
  sourceTerm,
  tierTerm,
  TIERS,
  type SearchScope,
  type Tier,
} from '../../domain/search/terms.ts';
import type { Database } from '../connection.ts';
import { and, gt, inArray, min } from '../drizzle.ts';
import type { PublishedItem } from '../published-items.ts';
import { articles, occurrences, publishedItems, searchDocuments } from '../schema.ts';
import { listNumbers } from '../search-index.ts';
import { listWordsNear, listWordsWith } from '../vocabulary.ts';

type Article = typeof articles.$inferSelect;

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
const WORDS_READ = 300;
const NEAR_READ = 2_000;
const WORDS_USED = 24;

/** A word of the query with all that stands for it in the index. */
interface Asked {
  readonly matcher: Matcher;
  readonly words: readonly string[];
}

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
  let asked: Asked[] = [];
  for (const word of query.words) asked.push(await ask(db, matcherFor(word)));
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
    asked = await correct(db, asked);
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

/** The word, its forms, and the words of the vocabulary that begin with it or contain it. */
async function ask(db: Database, matcher: Matcher): Promise<Asked> {
  const { word, exact, forms } = matcher;
  const known = exact || word.length < 3 ? [] : await listWordsWith(db, word, WORDS_READ);
  const begin = known.filter((one) => startsIn(word, one));
  const contain = known.filter((one) => !startsIn(word, one) && isPart(word, one));
  const words = new Set([...forms, ...shortest(begin), ...shortest(contain)]);
  return { matcher, words: [...words] };
}

/** The same for what was probably meant by it. */
async function askNear(db: Database, matcher: Matcher): Promise<Asked> {
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
async function correct(db: Database, asked: readonly Asked[]): Promise<Asked[]> {
  const all: Asked[] = [];
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

const groupFor = (tier: Tier, words: readonly string[]): string[] =>
  words.map((word) => tierTerm(tier, word));

/** All words in the title; then in title or names; then anywhere. The newest of each, until enough. */
async function listBest(
  db: Database,
  asked: readonly Asked[],
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
  asked: readonly Asked[],
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

async function loadCandidates(
  db: Database,
  numbers: readonly number[],
  now: number,
): Promise<Candidate[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .select()
    .from(searchDocuments)
    .where(inArray(searchDocuments.number, [...numbers]));
  const events = rows.filter(({ source }) => source === 'event').map(({ sourceId }) => sourceId);
  const next = await listNextEnds(db, events, now);
  return rows.map((row) => ({ ...row, freshAt: next.get(row.sourceId) ?? row.freshAt }));
}

/** When the next date of each event will be over: a series was written long ago and is near all the same. */
async function listNextEnds(
  db: Database,
  events: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  const rows = await db
    .select({ id: occurrences.submissionId, endsAt: min(occurrences.endsAt) })
    .from(occurrences)
    .where(and(inArray(occurrences.submissionId, [...events]), gt(occurrences.endsAt, now)))
    .groupBy(occurrences.submissionId);
  return new Map(rows.map(({ id, endsAt }) => [id, endsAt ?? now]));
}

/** What a hit is shown by. */
export type Found =
  | { readonly kind: 'item'; readonly row: PublishedItem }
  | { readonly kind: 'article'; readonly row: Article };

/** The items and articles of some hits, in their order. What went off its site meanwhile is left out. */
export async function loadFound(db: Database, hits: readonly Candidate[]): Promise<Found[]> {
  const ids = (isArticle: boolean) =>
    hits.filter(({ source }) => isArticleKind(source) === isArticle).map((hit) => hit.sourceId);
  const [itemIds, articleIds] = [ids(false), ids(true)];
  const items =
    itemIds.length === 0
      ? []
      : await db.select().from(publishedItems).where(inArray(publishedItems.submissionId, itemIds));
  const texts =
    articleIds.length === 0
      ? []
      : await db.select().from(articles).where(inArray(articles.id, articleIds));
  const byId = new Map<string, Found>([
    ...items.map((row) => [row.submissionId, { kind: 'item', row }] as const),
    ...texts.map((row) => [row.id, { kind: 'article', row }] as const),
  ]);
  return hits.flatMap(({ sourceId }) => byId.get(sourceId) ?? []);
}

function isArticleKind(source: Candidate['source']): boolean {
  return ARTICLE_KINDS.some((kind) => kind === source);
}
