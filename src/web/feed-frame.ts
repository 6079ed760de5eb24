import type { FeedFrame, FeedLinks } from '../feeds/frame.ts';
import type { Context } from './context.ts';
import { homeSiteOf } from './home-of.ts';
import type { WebParts } from './parts.ts';
import { canonicalPath, itemPath, itemCalendarPath, newsPath } from './paths.ts';

/** What the formats of src/feeds need of the page that they stand for: addresses from here, as a whole. */
export function feedFrame(context: Context, parts: Pick<WebParts, 'zone' | 'baseUrl'>): FeedFrame {
  const { words, city, now, paths, siteOrigin } = context;
  const atHome = (districtId: string, path: string) =>
    parts.baseUrl + canonicalPath(words.language, homeSiteOf(city, districtId), path);
  const links: FeedLinks = {
    home: () => siteOrigin + paths.home(),
    list: (kind) => siteOrigin + paths.list(kind),
    item: ({ kind, slug, districtId }) => atHome(districtId, itemPath(kind, slug)),
    calendar: ({ slug, districtId }) => atHome(districtId, itemCalendarPath(slug)),
    news: ({ slug, districtId }) => atHome(districtId, newsPath(slug)),
    // One address for a file, wherever it is shown: what a reader has fetched it has fetched.
    picture: (id, size) => parts.baseUrl + paths.media(id, size),
    flyer: (id) => parts.baseUrl + paths.flyer(id),
  };
  return { words, city, now, zone: parts.zone, host: new URL(parts.baseUrl).hostname, links };
}
