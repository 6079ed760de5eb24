import type { EntryContent, EventContent, StoryContent } from '../domain/kinds/content.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import type { FeedFrame } from './frame.ts';
import type { DatedItem } from './say-when.ts';
import { toZoned } from './zoned.ts';

/** Of a series that goes on. */
const DATES_SHOWN = 12;

/** An item for programs. An empty text is an answer not given, as everywhere. */
export function toJsonItem(row: DatedItem, frame: FeedFrame): unknown {
  const { content } = row;
  const shared = toCommon(row, frame);
  switch (content.kind) {
    case 'event':
      return { kind: content.kind, ...shared, ...ofEvent(row, content, frame) };
    case 'entry':
      return { kind: content.kind, ...shared, ...ofEntry(row, content, frame) };
    case 'story':
      return { kind: content.kind, ...shared, ...ofStory(content) };
  }
}

function toCommon(row: DatedItem, { city, links, zone }: FeedFrame) {
  const { content } = row;
  const district = city.byId.get(row.districtId);
  const stadtteil = city.stadtteilByCode.get(content.stadtteil);
  return {
    id: row.submissionId,
    url: links.item(row),
    title: row.title,
    summary: row.summary,
    html: row.html,
    easyText: content.easyText,
    language: row.language,
    district: district?.kind === 'district' ? { slug: district.slug, name: district.name } : null,
    place: {
      name: content.placeName,
      street: content.street,
      houseNumber: content.houseNumber,
      postalCode: content.postalCode,
      city: content.city,
      stadtteil: stadtteil === undefined ? null : { code: stadtteil.code, name: stadtteil.name },
    },
    topics: content.topics,
    audiences: content.audiences,
    accessibility: content.accessibility,
    languages: content.languages,
    website: content.website,
    email: content.publicEmail,
    phone: content.publicPhone,
    pictures: content.images.map(({ id, alt, credit, licence, width, height }) => ({
      url: links.picture(id, 'large'),
      alt,
      credit,
      licence,
      width,
      height,
    })),
    flyer: content.flyer === null ? null : links.flyer(content.flyer.id),
    publishedAt: toZoned(row.publishedAt, zone),
    changedAt: toZoned(row.changedAt, zone),
  };
}

function ofEvent(row: DatedItem, content: EventContent, { zone, now, links }: FeedFrame) {
  const dates = listOccurrences(content, zone, { now, from: now, limit: DATES_SHOWN }).map(
    ({ date: day, state, startsAt, endsAt }) => ({
      date: day,
      state,
      startsAt: toZoned(startsAt, zone),
      endsAt: toZoned(endsAt, zone),
    }),
  );
  return {
    allDay: content.allDay,
    next: dates.find(({ state }) => state !== 'cancelled') ?? dates[0] ?? null,
    dates,
    recurrence: content.recurrence,
    recurrenceUntil: content.recurrenceUntil,
    calendar: links.calendar(row),
    free: content.free,
    price: content.price,
    registration: content.registration,
    registrationUrl: content.registrationUrl,
    attendance: content.attendance,
    onlineUrl: content.onlineUrl,
  };
}

function ofEntry(row: DatedItem, content: EntryContent, { zone }: FeedFrame) {
  const { entryType, organisation, offer, openingHours, appointment, costs, eligibility } = content;
  return {
    entryType,
    organisation,
    offer,
    openingHours,
    appointment,
    costs,
    eligibility,
    confirmedAt: row.confirmedAt === null ? null : toZoned(row.confirmedAt, zone),
  };
}

function ofStory({ period, partners, result, contactName }: StoryContent) {
  return { period, partners, result, contactName };
}
