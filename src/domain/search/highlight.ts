import { fold } from '../text.ts';
import { qualityOf, type Matcher } from './match.ts';
import { WORD } from './words.ts';

/** A piece of a text as it was written; put together, the pieces are the text again. */
export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** Marks what answers the query: the whole word, or the part of it that was typed. */
export function highlight(text: string, matchers: readonly Matcher[]): Segment[] {
  const { folded, starts, ends } = foldWithMap(text);
  const segments: Segment[] = [];
  let done = 0;
  const add = (until: number, marked: boolean) => {
    if (until > done) segments.push({ text: text.slice(done, until), marked });
    done = Math.max(done, until);
  };
  for (const { 0: word, index } of folded.matchAll(WORD)) {
    const range = rangeIn(word, matchers);
    if (range === undefined) continue;
    add(starts[index + range.from] ?? text.length, false);
    add(ends[index + range.to - 1] ?? text.length, true);
  }
  add(text.length, false);
  return segments;
}

function rangeIn(word: string, matchers: readonly Matcher[]) {
  for (const matcher of matchers) {
    const quality = qualityOf(matcher, word);
    if (quality === undefined) continue;
    if (quality !== 'prefix' && quality !== 'part') return { from: 0, to: word.length };
    const from = word.indexOf(matcher.word);
    return { from, to: from + matcher.word.length };
  }
  return undefined;
}

/** Folded letter by letter, each with where the written one begins and ends: ß becomes two of them. */
function foldWithMap(text: string) {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const plain = fold(letter).toLowerCase();
    folded += plain;
    for (let at = 0; at < plain.length; at += 1) {
      starts.push(index);
      ends.push(index + letter.length);
    }
  }
  return { folded, starts, ends };
}

const BEFORE = 60;
const EXCERPT = 220;

/** The part of a long text around its first mark, cut between words; nothing: there is no mark. */
export function excerpt(text: string, matchers: readonly Matcher[]): Segment[] | undefined {
  const first = highlight(text, matchers).reduce<{ at: number; found: boolean }>(
    ({ at, found }, segment) =>
      found || segment.marked ? { at, found: true } : { at: at + segment.text.length, found },
    { at: 0, found: false },
  );
  if (!first.found) return undefined;
  const from = first.at <= BEFORE ? 0 : text.lastIndexOf(' ', first.at - BEFORE) + 1;
  const wanted = from + EXCERPT;
  const space = text.indexOf(' ', wanted);
  const to = space === -1 || space > wanted + 60 ? Math.min(text.length, wanted + 60) : space;
  const piece = text.slice(from, to).toWellFormed();
  const whole = `${from > 0 ? '… ' : ''}${piece}${to < text.length ? ' …' : ''}`;
  return highlight(whole, matchers);
}
