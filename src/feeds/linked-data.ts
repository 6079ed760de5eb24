import type {
  Article,
  BreadcrumbList,
  Event,
  EventSeries,
  GovernmentOrganization,
  Organization,
  Place,
  PostalAddress,
  Schedule,
  Service,
  Thing,
  WebSite,
  WithContext,
} from 'schema-dts';
import type { PublishedItem } from '../db/published-items.ts';
import type { EntryContent, EventContent, StoryContent } from '../domain/kinds/content.ts';
import { listOccurrences, type Occurrence } from '../domain/recurrence.ts';
import { dayOf } from '../domain/time.ts';
import { ruleOf, usesRule } from '../domain/rule-days.ts';
import type { FeedFrame } from './frame.ts';
import { streetOf } from './place.ts';
import { firstDayOf, saysEnd } from './series-rule.ts';
import { toZoned } from './zoned.ts';

/** Of a series that goes on; search engines look at the near ones. */
const DATES_SHOWN = 12;
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
        : describeStory(row, content, frame);
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
    inLanguage: frame.words.locale,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: searchUrl },
      // What Google's extension of the vocabulary asks for; schema-dts does not know it.
      ...{ 'query-input': 'required name=search_term_string' },
    },
  };
}

function describeCommon(
  { content, slug, kind, title, summary, language }: PublishedItem,
  frame: FeedFrame,
) {
  const { links } = frame;
  return {
    '@id': links.item(kind, slug),
    url: links.item(kind, slug),
    name: title,
    description: summary,
    inLanguage: language,
    ...(content.images.length === 0
      ? {}
      : { image: content.images.map(({ id }) => links.picture(id, 'large')) }),
  };
}

function describeOffice(row: PublishedItem, { city, links }: FeedFrame): GovernmentOrganization {
  const { officeName, officeEmail } = city.byId.get(row.districtId) ?? city.portal;
  return {
    '@type': 'GovernmentOrganization',
    name: officeName,
    url: links.home(),
    ...(officeEmail === '' ? {} : { email: officeEmail }),
  };
}

function describeAddress(content: EventContent | EntryContent, { city }: FeedFrame): PostalAddress {
  const street = streetOf(content);
  return {
    '@type': 'PostalAddress',
    ...(street === '' ? {} : { streetAddress: street }),
    ...(content.postalCode === '' ? {} : { postalCode: content.postalCode }),
    addressLocality: content.city || city.names.city,
  };
}

function describePlace(content: EventContent | EntryContent, frame: FeedFrame): Place {
  const stadtteil = frame.city.stadtteilByCode.get(content.stadtteil)?.name;
  return {
    '@type': 'Place',
    name: content.placeName || streetOf(content) || (stadtteil ?? frame.city.names.city),
    address: describeAddress(content, frame),
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

const ATTENDANCE = {
  onsite: 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const;

const STATUS = {
  planned: 'https://schema.org/EventScheduled',
  moved: 'https://schema.org/EventRescheduled',
  cancelled: 'https://schema.org/EventCancelled',
} as const;

function describeEvent(
  row: PublishedItem,
  content: EventContent,
  frame: FeedFrame,
): Event | EventSeries {
  const online = { '@type': 'VirtualLocation' as const, url: content.onlineUrl };
  const shared = {
    eventAttendanceMode: ATTENDANCE[content.attendance],
    location:
      content.attendance === 'onsite'
        ? describePlace(content, frame)
        : content.attendance === 'online'
          ? online
          : [describePlace(content, frame), online],
    organizer: describeOffice(row, frame),
    isAccessibleForFree: content.free,
    ...(content.free ? { offers: describeFreeOffer(row, frame) } : {}),
  };
  const common = { ...describeCommon(row, frame), ...shared };
  const { zone, now } = frame;
  if (content.recurrence === 'none') {
    const [only] = listOccurrences(content, zone, { now, limit: 1 });
    return { '@type': 'Event', ...common, ...(only ? describeDate(content, only, zone) : {}) };
  }
  const next = listOccurrences(content, zone, { now, from: now, limit: DATES_SHOWN });
  return {
    '@type': 'EventSeries',
    ...common,
    eventStatus: STATUS.planned,
    ...(next[0] === undefined ? {} : { startDate: sayInstant(content, next[0].startsAt, zone) }),
    ...(content.recurrenceUntil === '' ? {} : { endDate: content.recurrenceUntil }),
    ...(usesRule(content) ? { eventSchedule: describeSchedule(content, zone) } : {}),
    subEvent: next.map((one): Event => ({
      '@type': 'Event',
      name: row.title,
      url: frame.links.item('event', row.slug),
      ...shared,
      ...describeDate(content, one, zone),
    })),
  };
}

function describeFreeOffer(row: PublishedItem, frame: FeedFrame) {
  return {
    '@type': 'Offer' as const,
    price: 0,
    priceCurrency: 'EUR',
    url: frame.links.item('event', row.slug),
    availability: 'https://schema.org/InStock' as const,
  };
}

function describeDate(content: EventContent, one: Occurrence, zone: string) {
  const end = content.allDay ? one.endsAt - 1 : one.endsAt;
  return {
    eventStatus: STATUS[one.state],
    startDate: sayInstant(content, one.startsAt, zone),
    ...(saysEnd(content) ? { endDate: sayInstant(content, end, zone) } : {}),
    ...(one.state === 'moved'
      ? { previousStartDate: content.allDay ? one.date : `${one.date}T${content.startTime}` }
      : {}),
  };
}

function sayInstant(content: EventContent, instant: number, zone: string): string {
  return content.allDay ? dayOf(instant, zone) : toZoned(instant, zone);
}

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

function describeSchedule(content: EventContent, zone: string): Schedule {
  const { freq, interval = 1, byDay = [], byMonthDay } = ruleOf(content);
  const [day] = byDay;
  const week = /^-?\d+/.exec(day ?? '')?.[0];
  return {
    '@type': 'Schedule',
    scheduleTimezone: zone,
    startDate: firstDayOf(content),
    ...(content.recurrenceUntil === '' ? {} : { endDate: content.recurrenceUntil }),
    ...(content.allDay ? {} : { startTime: content.startTime }),
    ...(content.allDay || content.endTime === '' ? {} : { endTime: content.endTime }),
    repeatFrequency: `P${String(interval)}${freq === 'MONTHLY' ? 'M' : 'W'}`,
    ...(byMonthDay === undefined ? {} : { byMonthDay: [...byMonthDay] }),
    ...(week === undefined ? {} : { byMonthWeek: Number(week) }),
    ...(byDay.length === 0
      ? {}
      : {
          byDay: byDay.map(
            (code) =>
              `https://schema.org/${DAYS[code.slice(-2)] ?? 'Monday'}` as 'https://schema.org/Monday',
          ),
        }),
    ...(content.exceptions.length === 0 ? {} : { exceptDate: [...content.exceptions] }),
  };
}

function describeEntry(
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
      return { ...(place as object), '@type': 'Place', ...common, ...contact } as Place;
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

function describeStory(row: PublishedItem, _content: StoryContent, frame: FeedFrame): Article {
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
