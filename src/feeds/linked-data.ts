import type {
  Article,
  BreadcrumbList,
  Event,
  EventSeries,
  Organization,
  Place,
  Service,
  Thing,
  WebSite,
  WithContext,
} from 'schema-dts';
import type { PublishedItem } from '../db/published-items.ts';
import type { FeedFrame } from './frame.ts';
import { describeCommon, describeOffice } from './linked-common.ts';
import { describeEntry } from './linked-entry.ts';
import { describeEvent } from './linked-event.ts';

const CONTEXT = 'https://schema.org';

type Described = Event | EventSeries | Organization | Place | Service | Article;

/** An item as search engines read it (schema.org, JSON-LD 1.1). */
export function describeItem(row: PublishedItem, frame: FeedFrame): WithContext<Thing> {
  const { content } = row;
  const described: Described =
    content.kind === 'event'
      ? describeEvent(row, content, frame)
      : content.kind === 'entry'
        ? describeEntry(row, content, frame)
        : describeStory(row, frame);
  // The library's own type for “with @context” does not survive a union.
  return { '@context': CONTEXT, ...(described as object) } as WithContext<Thing>;
}

/** From the portal down to the page that one is on. */
export function describeTrail(
  steps: readonly { readonly name: string; readonly url: string }[],
): WithContext<BreadcrumbList> {
  return {
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: url,
    })),
  };
}

/** The portal as a whole, with the address of its search: `…?q={search_term_string}`. */
export function describePortal(
  name: string,
  searchUrl: string,
  frame: FeedFrame,
): WithContext<WebSite> {
  return {
    '@context': CONTEXT,
    '@type': 'WebSite',
    name,
    url: frame.links.home(),
    inLanguage: frame.words.language,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: searchUrl },
      // What Google's extension of the vocabulary asks for; schema-dts does not know it.
      ...{ 'query-input': 'required name=search_term_string' },
    },
  };
}

function describeStory(row: PublishedItem, frame: FeedFrame): Article {
  const office = describeOffice(row, frame);
  return {
    '@type': 'Article',
    ...describeCommon(row, frame),
    headline: row.title.slice(0, 110),
    datePublished: new Date(row.publishedAt).toISOString(),
    dateModified: new Date(row.changedAt).toISOString(),
    author: office,
    publisher: office,
  };
}
