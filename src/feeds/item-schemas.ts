import { z } from 'zod';
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

/** The shape of an item for programs, by its kind: what toJsonItem writes. */
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
