import { Temporal } from 'temporal-polyfill';
import type { City } from '../db/places.ts';
import type { Kind } from '../domain/submission-types.ts';
import { addDays, dayOf, isDate, toInstant } from '../domain/time.ts';
import {
  ACCESSIBILITY,
  AUDIENCES,
  ENTRY_TYPES,
  SPOKEN_LANGUAGES,
  TOPICS,
} from '../domain/vocabulary.ts';
import { withoutNul } from './context.ts';

/** What a list, its feeds, the search and the embedded list are narrowed by. */
export interface PortalFilter {
  /** See domain/facets.ts; the one that fewest items have comes first. */
  readonly facets: readonly string[];
  /** Events only: the days they are asked for, in UTC milliseconds; nothing: from now on. */
  readonly stretch: { readonly from: number; readonly to: number | undefined } | undefined;
  /** The filters as they stand in an address, cleaned: links and feeds repeat them. */
  readonly given: Readonly<Record<string, string>>;
  /** Names and values that this list does not know, as they were written; the page says so. */
  readonly ignored: readonly string[];
}

interface Question {
  /** The name in the address. */
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly values: (city: City) => readonly string[];
  readonly facet: (value: string) => string;
}

const ALL: readonly Kind[] = ['event', 'entry', 'story'];
export const YES = 'ja';
const tick = (name: string, facet: string, kinds: readonly Kind[]): Question => ({
  name,
  kinds,
  values: () => [YES],
  facet: () => facet,
});
const choice = (
  name: string,
  facet: string,
  values: Question['values'],
  kinds: readonly Kind[] = ALL,
): Question => ({ name, kinds, values, facet: (value) => `${facet}:${value}` });

/** In the order of how few items have them, as far as one can know. */
export const FILTER_QUESTIONS: readonly Question[] = [
  choice('stadtteil', 'stadtteil', (city) => city.stadtteile.map(({ code }) => code)),
  choice('sprache', 'language', () => SPOKEN_LANGUAGES, ['event', 'entry']),
  tick('online', 'online', ['event']),
  tick('leichte-sprache', 'easy', ALL),
  choice('zielgruppe', 'audience', () => AUDIENCES),
  choice('thema', 'topic', () => TOPICS),
  choice('art', 'type', () => ENTRY_TYPES, ['entry']),
  choice('merkmal', 'access', () => ACCESSIBILITY, ['event', 'entry']),
  tick('barrierefrei', 'accessible', ['event', 'entry']),
  tick('kostenlos', 'free', ['event']),
];

export const SPANS = ['heute', 'morgen', 'wochenende', 'woche'] as const;
export type Span = (typeof SPANS)[number];

/** What else stands in the address of a list and is no filter: page, view, the day of the view. */
const OTHER_NAMES = ['ab', 'ansicht', 'datum', 'buchstabe', 'nahe', 'q'];

interface Frame {
  readonly city: City;
  readonly now: number;
  readonly zone: string;
}

/** Reads the filters of an address. What is not known is left out and named, never an error. */
export function readFilter(kind: Kind, query: unknown, frame: Frame): PortalFilter {
  const asked = readQuery(query);
  const given: Record<string, string> = {};
  const ignored: string[] = [];
  const facets: string[] = [];
  const known = FILTER_QUESTIONS.filter(({ kinds }) => kinds.includes(kind));
  for (const { name, values, facet } of known) {
    const value = asked.get(name);
    if (value === undefined) continue;
    if (values(frame.city).includes(value)) {
      given[name] = value;
      facets.push(facet(value));
    } else ignored.push(`${name}=${value}`);
  }
  const stretch = kind === 'event' ? readStretch(asked, frame, given, ignored) : undefined;
  const names = [...known.map(({ name }) => name), ...OTHER_NAMES];
  const timeNames = kind === 'event' ? ['wann', 'von', 'bis'] : [];
  for (const [name, value] of asked) {
    if (![...names, ...timeNames].includes(name)) ignored.push(`${name}=${value}`);
  }
  return { facets, stretch, given, ignored: ignored.map((text) => text.slice(0, 60)).slice(0, 5) };
}

/** `wann` says a span in a word; `von` and `bis` say days, both included, clamped to what is kept. */
function readStretch(
  asked: ReadonlyMap<string, string>,
  { now, zone }: Frame,
  given: Record<string, string>,
  ignored: string[],
): PortalFilter['stretch'] {
  const when = asked.get('wann');
  const span = SPANS.find((one) => one === when);
  if (when !== undefined && span === undefined) ignored.push(`wann=${when}`);
  if (span !== undefined) {
    given['wann'] = span;
    return spanOfDays(span, now, zone);
  }
  const day = (name: string) => {
    const value = asked.get(name);
    if (value === undefined) return undefined;
    if (!isDate(value)) {
      ignored.push(`${name}=${value}`);
      return undefined;
    }
    return (given[name] = clampDay(value, now, zone));
  };
  const from = day('von');
  const to = day('bis');
  if (from === undefined && to === undefined) return undefined;
  const at = (date: string) => toInstant(date, '00:00', zone);
  return {
    from: from === undefined ? now : Math.max(now, at(from)),
    to: to === undefined ? undefined : at(addDays(to, 1)),
  };
}

/** A calendar that goes further than its series are worked out would only be empty. */
const LAST_DAYS = 3 * 366;

/** The first and the last day that the calendar knows, YYYY-MM-DD: today, and three years on. */
export function calendarBounds(now: number, zone: string): { first: string; last: string } {
  const first = dayOf(now, zone);
  return { first, last: addDays(first, LAST_DAYS) };
}

export function clampDay(day: string, now: number, zone: string): string {
  const { first, last } = calendarBounds(now, zone);
  return day < first ? first : day > last ? last : day;
}

function readQuery(query: unknown): Map<string, string> {
  const entries = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  const asked = new Map<string, string>();
  for (const [name, value] of entries as [string, unknown][]) {
    const one: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof one === 'string' && one !== '') asked.set(name, withoutNul(one));
  }
  return asked;
}

/** The two instants of "today", "tomorrow", "at the weekend", "this week" in the portal's zone. */
export function spanOfDays(span: Span, now: number, zone: string): { from: number; to: number } {
  const today = dayOf(now, zone);
  const weekday = Temporal.PlainDate.from(today).dayOfWeek;
  const at = (date: string) => toInstant(date, '00:00', zone);
  switch (span) {
    case 'heute':
      return { from: now, to: at(addDays(today, 1)) };
    case 'morgen':
      return { from: at(addDays(today, 1)), to: at(addDays(today, 2)) };
    case 'wochenende': {
      const saturday = addDays(today, weekday === 7 ? -1 : 6 - weekday);
      return { from: Math.max(now, at(saturday)), to: at(addDays(saturday, 2)) };
    }
    case 'woche':
      return { from: now, to: at(addDays(today, 8 - weekday)) };
  }
}
