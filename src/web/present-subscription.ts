import type { Kind } from '../domain/submission-types.ts';
import type { Context } from './context.ts';
import type { FeedFormat, Query } from './paths.ts';

const FORMATS: Readonly<Record<Kind, readonly FeedFormat[]>> = {
  event: ['ics', 'rss', 'atom', 'json', 'csv'],
  entry: ['rss', 'atom', 'json', 'csv'],
  story: ['rss', 'atom', 'json', 'csv'],
};

/** A list as something to subscribe to, with exactly the filters that the page shows. */
export function presentSubscription(context: Context, kind: Kind, given: Query) {
  const { paths, siteOrigin, words } = context;
  // Calendars open `webcal:` themselves and look for news from then on.
  const calendar = siteOrigin.replace(/^https?:/, 'webcal:') + paths.feed(kind, 'ics', given);
  return {
    kind,
    webcalUrl: kind === 'event' ? calendar : '',
    feeds: FORMATS[kind].map((format) => ({
      url: paths.feed(kind, format, given),
      label: words.t(`subscribe.format.${format}`),
    })),
  };
}
