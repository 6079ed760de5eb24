import type { Feed } from 'feed';
import { escapeMarkup } from './escape-markup.ts';

/** What readers of RSS, Atom and JSON Feed are told of the whole. */
export interface FeedHead {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The page that says the same. */
  readonly url: string;
  /** The feed's own address. */
  readonly self: string;
  /** Where the feed goes on. */
  readonly next: string | undefined;
}

export interface FeedEntry {
  /** The same for ever, whatever happens to the address. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly html: string;
  /** UTC milliseconds. */
  readonly publishedAt: number;
  readonly changedAt: number;
  readonly tags: readonly string[];
  readonly picture: string | undefined;
  readonly author: string;
  readonly language: string;
  /** What a list on somebody else's page says of it, as our extension of JSON Feed. */
  readonly more?: FeedEntryMore;
}

/** JSON Feed 1.1, "Extensions": a name of our own that begins with an underscore. */
export interface FeedEntryMore {
  /** RFC 3339; a date alone for what lasts all day. */
  readonly starts?: string;
  readonly ends?: string;
  readonly place?: string;
  readonly cancelled?: boolean;
}

export type SyndicationFormat = 'rss' | 'atom' | 'json';

/** A feed as text, written by the package `feed`, which is loaded with the first one. */
export async function writeFeed(
  format: SyndicationFormat,
  head: FeedHead,
  entries: readonly FeedEntry[],
): Promise<string> {
  const { Feed } = await import('feed');
  const feed = new Feed({
    id: head.url,
    title: head.title,
    description: head.description,
    link: head.url,
    feed: head.self,
    feedLinks: { json: head.self },
    language: head.language,
    generator: 'Veedelpost',
    copyright: '',
    ttl: 60,
    // Of the newest change: a feed without news stays the same, byte by byte.
    updated: new Date(Math.max(0, ...entries.map(({ changedAt }) => changedAt))),
  });
  for (const entry of entries) addEntry(feed, format, entry);
  switch (format) {
    case 'rss':
      return withLink(feed.rss2(), 'atom:link', '</channel>', head);
    case 'atom':
      return withLink(feed.atom1(), 'link', '</feed>', head).replace(
        '<feed ',
        `<feed xml:lang="${escapeMarkup(head.language)}" `,
      );
    case 'json':
      return toJsonFeed(feed, head, entries);
  }
}

function addEntry(feed: Feed, format: SyndicationFormat, entry: FeedEntry): void {
  // Atom's titles are markup as the package writes them, those of RSS and JSON are text.
  const plain = (text: string) => (format === 'atom' ? escapeMarkup(text) : text);
  feed.addItem({
    id: entry.id,
    link: entry.url,
    title: plain(entry.title),
    description: plain(entry.summary),
    content: entry.html,
    date: new Date(entry.changedAt),
    published: new Date(entry.publishedAt),
    category: entry.tags.map((tag) => ({ name: tag, term: tag })),
    author: [{ name: entry.author }],
    ...(entry.picture === undefined ? {} : { image: entry.picture }),
  });
}

/** RFC 5005, section 3: where a feed goes on; the package does not know of it. */
function withLink(xml: string, name: string, before: string, { next }: FeedHead): string {
  if (next === undefined) return xml;
  const link = `<${name} rel="next" href="${escapeMarkup(next)}"/>`;
  const at = xml.indexOf(name === 'link' ? '<entry>' : '<item>');
  return at < 0 ? xml.replace(before, link + before) : xml.slice(0, at) + link + xml.slice(at);
}

/** The package writes version 1; 1.1 adds languages and names authors as a list. */
function toJsonFeed(feed: Feed, head: FeedHead, entries: readonly FeedEntry[]): string {
  const { items, ...rest } = JSON.parse(feed.json1()) as {
    items: { author?: unknown }[];
  } & Record<string, unknown>;
  return JSON.stringify({
    ...rest,
    version: 'https://jsonfeed.org/version/1.1',
    language: head.language,
    ...(head.next === undefined ? {} : { next_url: head.next }),
    items: items.map(({ author, ...item }, at) => ({
      ...item,
      authors: [author],
      language: entries[at]?.language,
      ...(entries[at]?.more === undefined ? {} : { _veedelpost: entries[at].more }),
    })),
  });
}
