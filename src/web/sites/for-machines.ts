import type { PublishedItem } from '../../db/published-items.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { describeItem, describePortal, describeTrail } from '../../feeds/linked-data.ts';
import { SHARE_HEIGHT, SHARE_WIDTH } from '../../uploads/share-size.ts';
import type { Context } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import type { WebParts } from '../parts.ts';
import { listFeedFormats, NEWS_FORMATS, type FeedFormat, type Query } from '../paths.ts';
import { shareEnding } from './share-routes.ts';

/** What the head of a page says to programs; see views/partials/for-machines.ejs. */
export interface ForMachines {
  /** Links to the same as a feed. */
  readonly feeds?: readonly {
    readonly type: string;
    readonly href: string;
    readonly title: string;
  }[];
  /** JSON-LD, ready to stand in a script element. */
  readonly linkedData?: readonly string[];
  /** Open Graph: the type, and the picture beside the title and description that each page has. */
  readonly share?: {
    readonly type: 'website' | 'article';
    /** `de_DE` */
    readonly locale: string;
    readonly image?: { url: string; width: number; height: number };
  };
}

const LINK_TYPES: readonly (readonly [FeedFormat, string])[] = [
  ['ics', 'text/calendar'],
  ['rss', 'application/rss+xml'],
  ['atom', 'application/atom+xml'],
  ['json', 'application/feed+json'],
];

/** For a list: its feeds, narrowed as the page is. */
export function listForMachines(context: Context, kind: Kind, given: Query): ForMachines {
  const { words, paths, site, city } = context;
  const title = `${site?.shortName ?? city.names.name}: ${words.t(`list.${kind}.title`)}`;
  const formats = listFeedFormats(kind);
  return {
    feeds: LINK_TYPES.filter(([format]) => formats.includes(format)).map(([format, type]) => ({
      type,
      href: paths.feed(kind, format, given),
      title: nameFeed(title, format),
    })),
    share: { type: 'website', locale: localeOf(context) },
  };
}

/** For the news of a site: its feeds. */
export function newsForMachines(context: Context): ForMachines {
  const { words, paths, site, city } = context;
  const title = `${site?.shortName ?? city.names.name}: ${words.t('article.title.news')}`;
  return {
    feeds: LINK_TYPES.flatMap(([format, type]) => {
      const known = NEWS_FORMATS.find((one) => one === format);
      return known === undefined
        ? []
        : [{ type, href: paths.newsFeed(known), title: nameFeed(title, known) }];
    }),
    share: { type: 'website', locale: localeOf(context) },
  };
}

const nameFeed = (title: string, format: FeedFormat): string =>
  `${title} (${format === 'json' ? 'JSON Feed' : format.toUpperCase()})`;

/** For an item: what it is as schema.org has it, the way to it, and what is shown beside a link. */
export function itemForMachines(
  context: Context,
  parts: WebParts,
  row: PublishedItem,
): ForMachines {
  const { words, paths, site, city, origin } = context;
  const frame = feedFrame(context, parts);
  const trail = describeTrail([
    { name: site?.shortName ?? city.names.name, url: frame.links.home() },
    { name: words.t(`list.${row.kind}.title`), url: frame.links.list(row.kind) },
    { name: row.title, url: frame.links.item(row) },
  ]);
  const file = `${row.slug}.${shareEnding(row)}`;
  return {
    linkedData: [describeItem(row, frame), trail].map(toScript),
    feeds:
      row.kind === 'event'
        ? [{ type: 'text/calendar', href: paths.itemCalendar('event', row.slug), title: row.title }]
        : [],
    share: {
      type: row.kind === 'story' ? 'article' : 'website',
      locale: localeOf(context),
      ...(row.state === 'live'
        ? {
            image: {
              url: origin + paths.share(row.kind, file, row.changedAt),
              width: SHARE_WIDTH,
              height: SHARE_HEIGHT,
            },
          }
        : {}),
    },
  };
}

/** For the landing page: the portal, and how it is searched. */
export function landingForMachines(context: Context, parts: WebParts): ForMachines {
  const { city, siteOrigin, paths } = context;
  const searchUrl = `${siteOrigin + paths.search()}?q={search_term_string}`;
  const portal = describePortal(city.names.name, searchUrl, feedFrame(context, parts));
  return { linkedData: [toScript(portal)], share: { type: 'website', locale: localeOf(context) } };
}

function localeOf({ words }: Context): string {
  const { language, region = '' } = new Intl.Locale(words.locale).maximize();
  return `${language}_${region}`;
}

/** A `<` in a text could end the element that it stands in (HTML, 4.12.1.3). */
function toScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
