import type { GovernmentOrganization, Place, PostalAddress } from 'schema-dts';
import type { PublishedItem } from '../db/published-items.ts';
import type { EntryContent, EventContent } from '../domain/kinds/content.ts';
import { readOpeningHours } from '../domain/opening-hours.ts';
import { clockOf } from './zoned.ts';
import type { FeedFrame } from './frame.ts';
import { streetOf } from './place.ts';

export function describeCommon(row: PublishedItem, frame: FeedFrame) {
  const { links } = frame;
  return {
    '@id': links.item(row),
    url: links.item(row),
    name: row.title,
    description: row.summary,
    inLanguage: row.language,
    ...(row.content.images.length === 0
      ? {}
      : { image: row.content.images.map(({ id }) => links.picture(id, 'large')) }),
  };
}

export function describeOffice(
  row: PublishedItem,
  { city, links }: FeedFrame,
): GovernmentOrganization {
  const { officeName, officeEmail } = city.byId.get(row.districtId) ?? city.portal;
  return {
    '@type': 'GovernmentOrganization',
    name: officeName,
    url: links.home(),
    ...(officeEmail === '' ? {} : { email: officeEmail }),
  };
}

export function describeAddress(
  content: EventContent | EntryContent,
  { city }: FeedFrame,
): PostalAddress {
  const street = streetOf(content);
  return {
    '@type': 'PostalAddress',
    ...(street === '' ? {} : { streetAddress: street }),
    ...(content.postalCode === '' ? {} : { postalCode: content.postalCode }),
    addressLocality: content.city || city.names.city,
  };
}

export function describePlace(content: EventContent | EntryContent, frame: FeedFrame): Place {
  const stadtteil = frame.city.stadtteilByCode.get(content.stadtteil)?.name;
  return {
    '@type': 'Place',
    name: content.placeName || streetOf(content) || (stadtteil ?? frame.city.names.city),
    address: describeAddress(content, frame),
    ...(content.kind === 'entry' ? describeHours(content.openingHours) : {}),
    ...(content.accessibility.length === 0
      ? {}
      : {
          amenityFeature: content.accessibility.map((name) => ({
            '@type': 'LocationFeatureSpecification' as const,
            name: frame.words.t(`choice.accessibility.${name}`),
            value: true,
          })),
        }),
  };
}

const DAYS = [
  'https://schema.org/Monday',
  'https://schema.org/Tuesday',
  'https://schema.org/Wednesday',
  'https://schema.org/Thursday',
  'https://schema.org/Friday',
  'https://schema.org/Saturday',
  'https://schema.org/Sunday',
] as const;

/** Opening hours, where they are written so that they can be read. */
function describeHours(text: string) {
  const week = readOpeningHours(text);
  if (week === undefined) return {};
  return {
    openingHoursSpecification: week.days.flatMap(({ spans }, day) =>
      spans.map(({ from, to }) => ({
        '@type': 'OpeningHoursSpecification' as const,
        dayOfWeek: DAYS[day] ?? DAYS[0],
        opens: clockOf(from),
        closes: clockOf(to),
      })),
    ),
  };
}
