import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Series } from './kinds/content.ts';
import type { When } from './kinds/when.ts';
import { addDays, daysBetween } from './time.ts';
import { WEEKDAYS, WEEKS_OF_MONTH } from './vocabulary.ts';

export type RepeatedEvent = When & Series;

export const LAST_DAY = '9999-12-31';

/** Is there a rule behind the days, or were they chosen one by one? */
export function usesRule(event: Series): boolean {
  return event.recurrence !== 'none' && event.recurrence !== 'dates';
}

/** The days that the rule names between two days, both included, at most `limit`. */
export function listDays(event: RepeatedEvent, from: string, to: string, limit: number): string[] {
  if (!usesRule(event)) {
    const more = event.recurrence === 'dates' ? event.recurrenceDates : [];
    return [...new Set([event.startDate, ...more])]
      .sort()
      .filter((day) => day >= from && day <= to)
      .slice(0, limit);
  }
  const start = latest(event.startDate, from);
  const until = earliest(to, event.recurrenceUntil || LAST_DAY);
  if (start > until) return [];
  const rule = new RRuleTemporal({
    ...ruleOf(event),
    // Days alone, at noon in UTC, where each day has one: the time of day is the zone's affair.
    tzid: 'UTC',
    dtstart: noon(anchorOf(event, start)),
    until: noon(until),
    count: limit + WEEKDAYS.length * 2,
    cache: false,
  });
  return rule
    .all()
    .map((moment) => new Date(moment.epochMilliseconds).toISOString().slice(0, 10))
    .filter((day) => day >= start && day <= until)
    .slice(0, limit);
}

/** The rule as RFC 5545 (3.3.10) has it; what is not said comes from the first date. */
export function ruleOf(event: RepeatedEvent) {
  const first = Temporal.PlainDate.from(event.startDate);
  const codes = (event.recurrenceDays.length > 0 ? event.recurrenceDays : [weekdayOf(first)]).map(
    (day) => day.toUpperCase(),
  );
  switch (event.recurrence) {
    case 'monthlyDay':
      // The 31st of a month that has none is left out, as the sentence says.
      return { freq: 'MONTHLY' as const, byMonthDay: [first.day] };
    case 'monthlyWeekday': {
      const week = weekOf(event);
      const number = week === 'last' ? -1 : WEEKS_OF_MONTH.indexOf(week) + 1;
      return { freq: 'MONTHLY' as const, byDay: [`${String(number)}${codes[0] ?? 'MO'}`] };
    }
    default: {
      const interval = event.recurrence === 'biweekly' ? 2 : 1;
      return { freq: 'WEEKLY' as const, interval, byDay: codes, wkst: 'MO' };
    }
  }
}

/** Which weekday and week of the month a monthly series is about; derived from its first date. */
export function weekOf(event: RepeatedEvent): (typeof WEEKS_OF_MONTH)[number] {
  if (event.recurrenceWeek !== '') return event.recurrenceWeek;
  // A fifth Wednesday is not in every month, the last one is.
  return WEEKS_OF_MONTH[Math.ceil(Number(event.startDate.slice(8)) / 7) - 1] ?? 'last';
}

/** The weekdays of a weekly series, Monday first; those that were ticked or that of the first date. */
export function weekdaysOf(event: RepeatedEvent): (typeof WEEKDAYS)[number][] {
  if (event.recurrenceDays.length === 0)
    return [weekdayOf(Temporal.PlainDate.from(event.startDate))];
  return WEEKDAYS.filter((day) => event.recurrenceDays.includes(day));
}

function weekdayOf(date: Temporal.PlainDate): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[date.dayOfWeek - 1] ?? 'mo';
}

/**
 * Where counting may begin without changing what is counted: near `day`, so that a series from long
 * ago costs no more than a new one.
 */
function anchorOf(event: RepeatedEvent, day: string): string {
  const first = Temporal.PlainDate.from(event.startDate);
  if (event.recurrence === 'monthlyDay' || event.recurrence === 'monthlyWeekday') return day;
  const step = event.recurrence === 'biweekly' ? 14 : 7;
  // From the Monday of the first week, since in an “every second week” the weeks are counted.
  const monday = first.subtract({ days: first.dayOfWeek - 1 }).toString();
  const steps = Math.floor(daysBetween(monday, day) / step);
  return steps <= 0 ? event.startDate : shiftDay(monday, steps * step);
}

/** Stays within the years that four digits can write. */
export function shiftDay(day: string, days: number): string {
  const moved = addDays(day, days);
  if (moved.startsWith('-') || moved.startsWith('0000')) return '0001-01-01';
  return moved.startsWith('+') ? LAST_DAY : moved;
}

export const latest = (a: string, b: string) => (a > b ? a : b);
export const earliest = (a: string, b: string) => (a < b ? a : b);
const noon = (day: string) => Temporal.PlainDateTime.from(`${day}T12:00`).toZonedDateTime('UTC');
