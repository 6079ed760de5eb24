import type { Reportable } from '../reports.ts';
import { qualityOf, type Matcher, type Quality } from './match.ts';
import { splitWords, type FoldedText } from './terms.ts';

/** A document that may be what is looked for. */
export interface Candidate extends FoldedText {
  readonly number: number;
  readonly source: Reportable;
  readonly sourceId: string;
  /** UTC milliseconds: when it was written, or when its next date will be over. */
  readonly freshAt: number;
}

// A word in the title that is only part of a longer one says more than a whole word far down in the text.
const POINTS: Readonly<Record<keyof FoldedText, Readonly<Record<Quality, number>>>> = {
  title: { whole: 100, form: 90, prefix: 80, part: 65, near: 55 },
  names: { whole: 60, form: 54, prefix: 28, part: 24, near: 22 },
  body: { whole: 40, form: 36, prefix: 14, part: 10, near: 8 },
};
const PHRASE: Readonly<Record<keyof FoldedText, number>> = { title: 40, names: 20, body: 10 };
const IN_ORDER = 10;
const SAME_TITLE = 50;
/** A short title that is all about the query beats a long one. */
const COVERAGE = 20;
const PLACES = ['title', 'names', 'body'] as const;

interface Scored {
  readonly candidate: Candidate;
  readonly found: number;
  readonly score: number;
  readonly isOver: boolean;
}

/**
 * The best first: those with more words of the query, then by where and how well the words stand,
 * then what is not over, then what is nearest to now, then the newest. Whole numbers only, so that
 * it comes out the same everywhere.
 */
export function rank(
  candidates: readonly Candidate[],
  matchers: readonly Matcher[],
  now: number,
): Candidate[] {
  const scored = candidates.map((candidate) => score(candidate, matchers, now));
  const away = ({ candidate }: Scored) => Math.abs(candidate.freshAt - now);
  return scored
    .sort(
      (a, b) =>
        b.found - a.found ||
        b.score - a.score ||
        Number(a.isOver) - Number(b.isOver) ||
        away(a) - away(b) ||
        b.candidate.number - a.candidate.number,
    )
    .map(({ candidate }) => candidate);
}

function score(candidate: Candidate, matchers: readonly Matcher[], now: number): Scored {
  const title = splitWords(candidate.title);
  const names = splitWords(candidate.names);
  const inTitle = matchers.map((matcher) => bestAt(matcher, title));
  let points = 0;
  let found = 0;
  matchers.forEach((matcher, at) => {
    const quality = inTitle[at]?.quality;
    const short = Math.max(
      quality === undefined ? 0 : POINTS.title[quality],
      pointsIn(matcher, names),
    );
    // Texts are long: they are read only where they could say more.
    const best =
      short >= POINTS.body.whole ? short : Math.max(short, pointsInBody(matcher, candidate.body));
    points += best;
    if (best > 0) found += 1;
  });
  const titled = inTitle.filter(({ quality }) => quality !== undefined);
  points += Math.round((COVERAGE * titled.length) / Math.max(1, title.length));
  if (titled.length > 1 && areInOrder(titled.map(({ at }) => at))) points += IN_ORDER;
  const typed = matchers.map(({ word }) => word).join(' ');
  if (candidate.title === typed) points += SAME_TITLE;
  if (matchers.length > 1) {
    const place = PLACES.find((name) => ` ${candidate[name]} `.includes(` ${typed} `));
    if (place !== undefined) points += PHRASE[place];
  }
  const isOver = candidate.source === 'event' && candidate.freshAt <= now;
  return { candidate, found, score: points, isOver };
}

function bestAt(matcher: Matcher, words: readonly string[]) {
  let best: { quality: Quality | undefined; at: number } = { quality: undefined, at: -1 };
  words.forEach((word, at) => {
    const quality = qualityOf(matcher, word);
    if (quality === undefined) return;
    if (best.quality === undefined || POINTS.title[quality] > POINTS.title[best.quality]) {
      best = { quality, at };
    }
  });
  return best;
}

function pointsIn(matcher: Matcher, words: readonly string[]): number {
  const { quality } = bestAt(matcher, words);
  return quality === undefined ? 0 : POINTS.names[quality];
}

/** Without a look at each word: all forms are looked for at once. */
function pointsInBody(matcher: Matcher, body: string): number {
  const text = ` ${body} `;
  if (text.includes(` ${matcher.word} `)) return POINTS.body.whole;
  if (matcher.exact) return 0;
  if (anyOf(matcher).test(text)) return POINTS.body.form;
  if (text.includes(` ${matcher.word}`)) return POINTS.body.prefix;
  if (matcher.word.length > 3 && text.includes(matcher.word)) return POINTS.body.part;
  const isNear = matcher.near.some(
    (meant) => text.includes(` ${meant.word}`) || anyOf(meant).test(text),
  );
  return isNear ? POINTS.body.near : 0;
}

const patterns = new WeakMap<object, RegExp>();

/** Words are letters and digits: nothing in them means something to a pattern. */
function anyOf(of: { readonly forms: ReadonlySet<string> }): RegExp {
  const known = patterns.get(of);
  if (known !== undefined) return known;
  const made = new RegExp(` (?:${[...of.forms].join('|')}) `, 'u');
  patterns.set(of, made);
  return made;
}

function areInOrder(places: readonly number[]): boolean {
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1));
}
