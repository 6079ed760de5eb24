import type { Found } from '../../db/queries/search-hits.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { excerpt, highlight, type Segment } from '../../domain/search/highlight.ts';
import type { Matcher, Meant } from '../../domain/search/match.ts';
import { plainText } from '../../domain/search/plain.ts';
import { wordsIn } from '../../domain/search/words.ts';
import { formatDay } from '../../locales/formats.ts';
import type { Context } from '../context.ts';
import { publicDistrict } from '../present-item.ts';
import { atNextDate, presentLine } from './pages.ts';

/** One hit, with its marks. */
export interface FoundView {
  readonly url: string;
  readonly kindWord: string;
  readonly title: readonly Segment[];
  /** Under which its name stands in the list of suggestions. */
  readonly plainTitle: string;
  readonly lang: string;
  readonly block: { weekday: string; day: string; month: string } | undefined;
  /** When and where, for the line below the title. */
  readonly day: string;
  readonly times: string;
  readonly cancelled: string;
  readonly place: readonly Segment[];
  readonly text: readonly Segment[];
  /** Those of its topics that were looked for: otherwise nobody sees why it was found. */
  readonly topics: readonly (readonly Segment[])[];
  readonly district: { readonly slug: string; readonly name: string };
}

export function presentFound(
  context: Context,
  zone: string,
  found: Found,
  matchers: readonly Matcher[],
): FoundView {
  return found.kind === 'item'
    ? presentItemFound(context, zone, found.row, matchers)
    : presentArticleFound(context, zone, found.row, matchers);
}

function presentItemFound(
  context: Context,
  zone: string,
  row: Extract<Found, { kind: 'item' }>['row'],
  matchers: readonly Matcher[],
): FoundView {
  const line = presentLine(context, zone, atNextDate(row, zone, context.now));
  return {
    ...line,
    title: highlight(row.title, matchers),
    plainTitle: row.title,
    place: highlight(line.place, matchers),
    text: bestText([row.summary, ...textsOf(row.content)], row.title, matchers),
    topics: row.content.topics
      .map((topic) => highlight(context.words.t(`choice.topics.${topic}`), matchers))
      .filter((segments) => segments.some(({ marked }) => marked)),
  };
}

function presentArticleFound(
  context: Context,
  zone: string,
  row: Extract<Found, { kind: 'article' }>['row'],
  matchers: readonly Matcher[],
): FoundView {
  const { words, paths, city, site, now } = context;
  const district = publicDistrict(words, city, row.districtId);
  const isElsewhere = site === undefined && district.kind === 'district';
  return {
    url:
      row.kind === 'page' && isElsewhere
        ? paths.articleOf('page', row.slug, district.slug)
        : paths.article(row.kind, row.slug),
    kindWord: words.t(`search.kind.${row.kind}`),
    title: highlight(row.title, matchers),
    plainTitle: row.title,
    lang: row.language,
    block: undefined,
    day:
      row.kind === 'news' && row.publishedAt !== null
        ? formatDay(words, zone, row.publishedAt, now)
        : '',
    times: '',
    cancelled: '',
    place: [],
    text: bestText([row.summary, row.body], row.title, matchers),
    topics: [],
    district,
  };
}

function textsOf(content: Content): string[] {
  const own =
    content.kind === 'entry'
      ? [content.organisation, content.offer]
      : content.kind === 'story'
        ? [content.partners, content.result]
        : [];
  return [content.description, content.easyText, ...own];
}

/** The summary, unless what was looked for stands only further down. */
function bestText(
  [summary = '', ...others]: readonly string[],
  title: string,
  matchers: readonly Matcher[],
): readonly Segment[] {
  const marked = highlight(summary, matchers);
  const isMarked = [...marked, ...highlight(title, matchers)].some((segment) => segment.marked);
  if (isMarked) return marked;
  for (const text of others) {
    const found = excerpt(plainText(text), matchers);
    if (found !== undefined) return found;
  }
  return marked;
}

/** A folded word as people write it, taken from what was found; of a longer one its beginning. */
export function asWritten(meant: readonly Meant[], views: readonly FoundView[]): string {
  for (const { word: folded } of meant) {
    for (const { title, place, text } of views) {
      for (const word of wordsOf([title, place, text])) {
        const written = findBeginning(word, folded);
        if (written !== undefined) return written;
      }
    }
  }
  return meant[0]?.word ?? '';
}

function wordsOf(texts: readonly (readonly Segment[])[]): string[] {
  return texts.flatMap((segments) => {
    const text = segments.map((segment) => segment.text).join('');
    return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  });
}

/** "Fahrrad" of "Fahrradwerkstatt" for "fahrrad". */
function findBeginning(word: string, folded: string): string | undefined {
  if (wordsIn(word)[0]?.startsWith(folded) !== true) return undefined;
  const letters = Array.from(word);
  const end = letters.findIndex(
    (_, at) => wordsIn(letters.slice(0, at + 1).join(''))[0] === folded,
  );
  return end === -1 ? undefined : letters.slice(0, end + 1).join('');
}
