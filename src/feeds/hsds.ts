import { v5 as nameUuid } from 'uuid';
import type { PublishedItem } from '../db/published-items.ts';
import type { EntryContent } from '../domain/kinds/content.ts';
import { readOpeningHours } from '../domain/opening-hours.ts';
import { fold } from '../domain/text.ts';
import { dayOf } from '../domain/time.ts';
import { TOPICS } from '../domain/vocabulary.ts';
import { languageName } from '../locales/formats.ts';
import type { FeedFrame } from './frame.ts';
import { streetOf } from './place.ts';
import { clockOf, toZoned } from './zoned.ts';

/** The directory as the Human Services Data Specification has it: docs.openreferral.org, version 3.0. */
export const HSDS_VERSION = '3.0';
const PROFILE = 'https://docs.openreferral.org/en/3.0.1/hsds/';

/** Made of names, so that the same thing has the same id with every answer (RFC 9562, version 5). */
const idOf = (...names: readonly string[]) => nameUuid(names.join('\n'), nameUuid.URL);

interface Entry extends PublishedItem {
  readonly content: EntryContent;
}

export const isEntry = (row: PublishedItem): row is Entry => row.content.kind === 'entry';

/** What this interface is, for programs that meet it for the first time. */
export function describeHsds(openApiUrl: string) {
  return { version: HSDS_VERSION, profile: PROFILE, openapi_url: openApiUrl };
}

/** An entry in a list: what there is once. */
export function toHsdsListed(row: Entry, frame: FeedFrame) {
  const { content } = row;
  return withoutEmpty({
    id: row.submissionId,
    name: row.title,
    description: [row.summary, content.description].filter(Boolean).join('\n\n'),
    url: content.website || frame.links.item(row),
    email: content.publicEmail,
    status: 'active',
    application_process: content.appointment,
    fees_description: content.costs,
    eligibility_description: content.eligibility,
    assured_date: row.confirmedAt === null ? '' : dayOf(row.confirmedAt, frame.zone),
    organization: toOrganization(row),
  });
}

/** An entry with everything that hangs on it. */
export function toHsdsService(row: Entry, frame: FeedFrame) {
  const { content, submissionId: id } = row;
  const location = toLocation(row, frame);
  return withoutEmpty({
    ...toHsdsListed(row, frame),
    phones: listPhones(row),
    schedules: listSchedules(row, frame),
    contacts:
      content.publicEmail === ''
        ? []
        : [
            withoutEmpty({
              id: idOf(id, 'contact'),
              name: content.organisation || row.title,
              email: content.publicEmail,
            }),
          ],
    languages: content.languages.map((code) => ({
      id: idOf(id, 'language', code),
      name: languageName(frame.words, code),
      code,
    })),
    service_at_locations:
      location === undefined
        ? []
        : [{ id: idOf(id, 'at'), description: content.offer || row.summary, location }],
    attributes: content.topics.map((topic) => ({
      id: idOf(id, 'attribute', topic),
      link_id: id,
      taxonomy_term_id: topicId(frame, topic),
      link_type: 'topic',
      link_entity: 'service',
      value: frame.words.t(`choice.topics.${topic}`),
      taxonomy_term: toTerm(frame, topic),
    })),
  });
}

/** The topic that a term of our taxonomy stands for. */
export function findTopic(frame: FeedFrame, termId: string): string | undefined {
  return TOPICS.find((topic) => topicId(frame, topic) === termId);
}

const topicId = ({ host }: FeedFrame, topic: string) => idOf(host, 'topic', topic);

function toTerm(frame: FeedFrame, topic: string) {
  const name = frame.words.t(`choice.topics.${topic}`);
  return {
    id: topicId(frame, topic),
    code: topic,
    name,
    description: name,
    taxonomy: frame.links.home(),
  };
}

function toOrganization({ content, title, summary }: Entry) {
  const name = content.organisation || title;
  return withoutEmpty({
    // Two entries of one organisation say its name alike, or nobody could tell.
    id: idOf('organisation', fold(name)),
    name,
    description: name === title ? summary : name,
    website: content.website,
  });
}

function listPhones({ content, submissionId }: Entry) {
  const number = content.publicPhone;
  return number === '' ? [] : [{ id: idOf(submissionId, 'phone'), number, type: 'voice' }];
}

function toLocation(row: Entry, frame: FeedFrame) {
  const { content, submissionId: id } = row;
  const { city, words } = frame;
  const stadtteil = city.stadtteilByCode.get(content.stadtteil);
  const street = streetOf(content);
  if (street === '' && content.placeName === '' && stadtteil === undefined) return undefined;
  const town = content.city || city.names.city;
  return withoutEmpty({
    id: idOf(id, 'location'),
    location_type: 'physical',
    name: content.placeName || street || (stadtteil?.name ?? ''),
    addresses:
      street === '' || content.postalCode === ''
        ? []
        : [
            withoutEmpty({
              id: idOf(id, 'address'),
              address_1: street,
              city: town,
              region: stadtteil?.name ?? '',
              state_province: city.names.city || town,
              postal_code: content.postalCode,
              // The forms take German postal codes.
              country: 'DE',
              address_type: 'physical',
            }),
          ],
    accessibility: content.accessibility.map((name) => ({
      id: idOf(id, 'accessibility', name),
      description: words.t(`choice.accessibility.${name}`),
    })),
  });
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Opening hours that can be read become a weekly rule for each span; others stay words. */
function listSchedules({ content, submissionId: id }: Entry, frame: FeedFrame) {
  const text = content.openingHours;
  if (text === '') return [];
  const week = readOpeningHours(text);
  if (week === undefined) return [{ id: idOf(id, 'schedule'), description: text }];
  const days = new Map<string, string[]>();
  week.days.forEach(({ spans }, day) => {
    for (const { from, to } of spans) {
      const key = `${clockOf(from)} ${clockOf(to)}`;
      days.set(key, [...(days.get(key) ?? []), DAYS[day] ?? 'MO']);
    }
  });
  const offset = /([+-]\d\d:\d\d|Z)$/.exec(toZoned(frame.now, frame.zone))?.[0] ?? 'Z';
  return [...days].map(([key, byday]) => {
    const [opens = '', closes = ''] = key.split(' ');
    return {
      id: idOf(id, 'schedule', key),
      freq: 'WEEKLY',
      byday: byday.join(','),
      wkst: 'MO',
      opens_at: opens + offset,
      closes_at: closes + offset,
      description: text,
    };
  });
}

/** What was not said is left out: an empty text is no e-mail address to whoever checks. */
function withoutEmpty<Part extends object>(part: Part): Partial<Part> {
  // What is put together from entries has forgotten their names.
  return Object.fromEntries(
    Object.entries(part).filter(
      ([, value]) =>
        value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<Part>;
}
