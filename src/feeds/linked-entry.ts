import type { Organization, Place, Service } from 'schema-dts';
import type { PublishedItem } from '../db/published-items.ts';
import type { EntryContent } from '../domain/kinds/content.ts';
import type { FeedFrame } from './frame.ts';
import { describeAddress, describeCommon, describePlace } from './linked-common.ts';

/** An organisation, a place or what somebody offers, with how to get there and whom to ask. */
export function describeEntry(
  row: PublishedItem,
  content: EntryContent,
  frame: FeedFrame,
): Organization | Place | Service {
  const { inLanguage: _, ...common } = describeCommon(row, frame);
  const contact = {
    ...(content.publicPhone === '' ? {} : { telephone: content.publicPhone }),
    ...(content.publicEmail === '' ? {} : { email: content.publicEmail }),
    ...(content.website === '' ? {} : { sameAs: content.website }),
  };
  const organisation = content.organisation || row.title;
  switch (content.entryType) {
    case 'place': {
      const place = describePlace(content, frame);
      return { ...(place as object), '@type': 'Place', ...common, ...contact };
    }
    case 'offer': {
      const { sameAs, ...reach } = { sameAs: undefined, ...contact };
      return {
        '@type': 'Service',
        ...common,
        ...(sameAs === undefined ? {} : { sameAs }),
        provider: { '@type': 'Organization', name: organisation, ...reach },
        areaServed: { '@type': 'City', name: frame.city.names.city },
        availableChannel: {
          '@type': 'ServiceChannel',
          serviceLocation: describePlace(content, frame),
        },
      };
    }
    default:
      return {
        '@type': 'Organization',
        ...common,
        ...contact,
        ...(organisation === row.title ? {} : { legalName: organisation }),
        address: describeAddress(content, frame),
        location: describePlace(content, frame),
      };
  }
}
