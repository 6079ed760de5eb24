import type { MovedDate, Series } from './kinds/content.ts';
import { atTime, endOf, onDay, startOf } from './kinds/when.ts';
import {
  earliest,
  LAST_DAY,
  latest,
  listDays,
  shiftDay,
  usesRule,
  type RepeatedEvent,
} from './rule-days.ts';
import { dayOf, daysBetween } from './time.ts';

export { weekdaysOf, weekOf, type RepeatedEvent } from './rule-days.ts';

/** A series that goes on is worked out this far ahead: from its first date or from now, the later. */
const YEARS_AHEAD = 3;
/** No list of dates is longer. */
export const MAX_OCCURRENCES = 400;

export interface Occurrence {
  /** The day that the rule names, YYYY-MM-DD; a moved date keeps it as its name. */
  readonly date: string;
  readonly state: 'planned' | 'moved' | 'cancelled';
  /** UTC milliseconds. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface Stretch {
  /** UTC milliseconds; how far a series that goes on is worked out. */
  readonly now: number;
  /** Only what ends after this instant. */
  readonly from?: number;
  /** Only what begins before this instant. */
  readonly to?: number;
  readonly limit?: number;
}

/**
 * The dates of an event in the order in which they take place; a single event has one. Wall time is
 * kept over daylight saving: what begins at 15:00 begins at 15:00 in summer and in winter. A first
 * date that its own rule does not name (the form refuses it) is not one of the dates.
 */
export function listOccurrences(
  event: RepeatedEvent,
  zone: string,
  stretch: Stretch,
): Occurrence[] {
  const limit = Math.min(stretch.limit ?? MAX_OCCURRENCES, MAX_OCCURRENCES);
  const length = event.endDate === '' ? 0 : daysBetween(event.startDate, event.endDate);
  const fromDay =
    stretch.from === undefined ? '' : shiftDay(dayOf(stretch.from, zone), -length - 2);
  const toDay = stretch.to === undefined ? LAST_DAY : dayOf(stretch.to, zone);
  const horizon = horizonOf(event, dayOf(stretch.now, zone));
  const last = toDay < horizon ? toDay : horizon;
  // What is taken out again must not make the list shorter than it was asked for.
  const enough = limit + event.exceptions.length + event.moved.length + length + 3;
  const days = new Set(listDays(event, fromDay, last, enough));
  for (const { date } of event.moved) {
    if (!days.has(date) && date <= horizon && isInSeries(event, date)) days.add(date);
  }
  return [...days]
    .filter((day) => !event.exceptions.includes(day))
    .map((day) => occurrenceOn(event, day, zone))
    .filter(
      ({ startsAt, endsAt }) =>
        endsAt > (stretch.from ?? -Infinity) && startsAt < (stretch.to ?? Infinity),
    )
    .sort((a, b) => a.startsAt - b.startsAt || (a.date < b.date ? -1 : 1))
    .slice(0, limit);
}

/** Is it one of the days that the rule names, exceptions and all? */
export function isInSeries(event: RepeatedEvent, day: string): boolean {
  return listDays(event, day, day, 1).length > 0;
}

/** The first day from `day` on that the rule names. */
export function findNextDay(event: RepeatedEvent, day: string): string | undefined {
  return listDays(event, day, shiftDay(day, 366), 1)[0];
}

/** Does it go on without an end? */
export function isEndless(event: Series): boolean {
  return usesRule(event) && event.recurrenceUntil === '';
}

/**
 * When the first date begins and the last one is over, as UTC milliseconds; no end for a series that
 * goes on. Dates that were cancelled count: people look for them until then.
 */
export function seriesSpan(
  event: RepeatedEvent,
  zone: string,
): { startsAt: number; endsAt: number | null } {
  const [first] = listOccurrences(event, zone, { now: 0, limit: 1 });
  const startsAt = first?.startsAt ?? startOf(event, zone);
  if (isEndless(event)) return { startsAt, endsAt: null };
  const moved = event.moved
    .map(({ date }) => date)
    .filter((day) => !event.exceptions.includes(day) && isInSeries(event, day));
  const ends = [...listLastDay(event), ...moved].map(
    (day) => occurrenceOn(event, day, zone).endsAt,
  );
  return { startsAt, endsAt: ends.length > 0 ? Math.max(...ends) : endOf(event, zone) };
}

/**
 * The last day that stays where the rule has it. A form takes two hundred exceptions and as many
 * moved dates: that many days, weeks or months back from the end there is one, if there is any.
 */
function listLastDay(event: RepeatedEvent): string[] {
  const froms = usesRule(event)
    ? [70, 450, 13_000].map((back) => shiftDay(event.recurrenceUntil, -back))
    : [''];
  for (const from of froms) {
    const day = listDays(event, from, LAST_DAY, 2_000).findLast(
      (one) => !event.exceptions.includes(one) && findMoved(event.moved, one) === undefined,
    );
    if (day !== undefined) return [day];
  }
  return [];
}

/**
 * What was moved and is cancelled then is cancelled where it was moved to: that is where people look
 * for it, and where it takes place when it is restored.
 */
export function occurrenceOn(event: RepeatedEvent, day: string, zone: string): Occurrence {
  const moved = findMoved(event.moved, day);
  const when =
    moved === undefined ? onDay(event, day) : atTime(onDay(event, moved.toDate), moved.toTime);
  const state = event.cancelled.includes(day)
    ? 'cancelled'
    : moved === undefined
      ? 'planned'
      : 'moved';
  return { date: day, state, startsAt: startOf(when, zone), endsAt: endOf(when, zone) };
}

const findMoved = (moved: readonly MovedDate[], day: string): MovedDate | undefined =>
  moved.find(({ date }) => date === day);

/** How far a series is worked out. */
function horizonOf(event: RepeatedEvent, today: string): string {
  if (!usesRule(event)) return LAST_DAY;
  const ahead = shiftDay(latest(event.startDate, today), YEARS_AHEAD * 366);
  return event.recurrenceUntil === '' ? ahead : earliest(ahead, event.recurrenceUntil);
}
