import { z } from 'zod';
import type { EntryContent, EventContent, StoryContent } from '../domain/kinds/content.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import {
  ACCESSIBILITY,
  ATTENDANCE,
  AUDIENCES,
  ENTRY_TYPES,
  LICENCES,
  RECURRENCES,
  REGISTRATION,
  SPOKEN_LANGUAGES,
  TOPICS,
} from '../domain/vocabulary.ts';
import type { FeedFrame } from './frame.ts';
import type { DatedItem } from './say-when.ts';
import { toZoned } from './zoned.ts';

/** Of a series that goes on. */
const DATES_SHOWN = 12;

const moment = () => z.iso.datetime({ offset: true });
const date = z
  .object({
    date: z.iso.date().meta({ description: 'The day that the rule names.' }),
    state: z.enum(['planned', 'moved', 'cancelled']),
    startsAt: moment(),
    endsAt: moment(),
  })
  .meta({ id: 'EventDate' });
const place = z
  .object({
    name: z.string(),
    street: z.string(),
    houseNumber: z.string(),
    postalCode: z.string(),
    city: z.string(),
    stadtteil: z.object({ code: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'Place' });
const picture = z
  .object({
    url: z.url(),
    alt: z.string(),
    credit: z.string(),
    licence: z.enum(LICENCES),
    width: z.int(),
    height: z.int(),
  })
  .meta({ id: 'Picture' });

const common = {
  id: z.uuid(),
  url: z.url(),
  title: z.string(),
  summary: z.string(),
  html: z.string().meta({ description: 'The description as safe HTML.' }),
  easyText: z.string(),
  language: z.string().meta({ description: 'Of the text, ISO 639-1.' }),
  district: z.object({ slug: z.string(), name: z.string() }).nullable(),
  place,
  topics: z.array(z.enum(TOPICS)),
  audiences: z.array(z.enum(AUDIENCES)),
  accessibility: z.array(z.enum(ACCESSIBILITY)),
  languages: z.array(z.enum(SPOKEN_LANGUAGES)),
  website: z.string(),
  email: z.string(),
  phone: z.string(),
  pictures: z.array(picture),
  flyer: z.url().nullable(),
  publishedAt: moment(),
  changedAt: moment(),
};

export const itemSchemas = {
  event: z
    .object({
      kind: z.literal('event'),
      ...common,
      allDay: z.boolean(),
      next: date.nullable().meta({ description: 'Nothing: it is over.' }),
      dates: z.array(date).meta({ description: 'The next twelve dates, in their order.' }),
      recurrence: z.enum(RECURRENCES),
      recurrenceUntil: z.string(),
      calendar: z.url(),
      free: z.boolean(),
      price: z.string(),
      registration: z.enum(REGISTRATION),
      registrationUrl: z.string(),
      attendance: z.enum(ATTENDANCE),
      onlineUrl: z.string(),
    })
    .meta({ id: 'Event' }),
  entry: z
    .object({
      kind: z.literal('entry'),
      ...common,
      entryType: z.enum(['', ...ENTRY_TYPES]),
      organisation: z.string(),
      offer: z.string(),
      openingHours: z.string(),
      appointment: z.string(),
      costs: z.string(),
      eligibility: z.string(),
      confirmedAt: moment().nullable(),
    })
    .meta({ id: 'Entry' }),
  story: z
    .object({
      kind: z.literal('story'),
      ...common,
      period: z.string(),
      partners: z.string(),
      result: z.string(),
      contactName: z.string(),
    })
    .meta({ id: 'Story' }),
};

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
