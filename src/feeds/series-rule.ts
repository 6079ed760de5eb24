import type { EventContent } from '../domain/kinds/content.ts';
import { endOf, onDay, startOf } from '../domain/kinds/when.ts';
import { isInSeries, occurrenceOn, type RepeatedEvent } from '../domain/recurrence.ts';
import { LAST_DAY, listDays, ruleOf, usesRule } from '../domain/rule-days.ts';
import { addDays, dayOf, daysBetween, endOfDay, timeOf, toInstant } from '../domain/time.ts';
import type { JCalProperty, JCalValue } from './jcal.ts';

/** The first day that the event's own rule names; every count of RFC 5545 (3.8.5.3) begins there. */
export function firstDayOf(event: RepeatedEvent): string {
  return listDays(event, '', LAST_DAY, 1)[0] ?? event.startDate;
}

/** A day of the series as a calendar names it: at the time of day at which the series begins. */
export function momentOf(event: EventContent, day: string): string {
  return event.allDay ? day : `${day}T${event.startTime}:00`;
}

/** `DTSTART`, `EXDATE` and their like: a day, or wall time in the portal's zone. */
export function dateProperty(
  name: string,
  event: EventContent,
  zone: string,
  ...values: readonly string[]
): JCalProperty {
  return event.allDay
    ? [name, {}, 'date', ...values]
    : [name, { tzid: zone }, 'date-time', ...values];
}

/** The rule or the chosen dates of a series, without what was taken out; nothing for a single event. */
export function listSeriesProperties(event: EventContent, zone: string): JCalProperty[] {
  if (event.recurrence === 'none') return [];
  const exceptions = [...new Set(event.exceptions)].filter((day) => isInSeries(event, day)).sort();
  const at = (days: readonly string[]) => days.map((day) => momentOf(event, day));
  const without: JCalProperty[] =
    exceptions.length > 0 ? [dateProperty('exdate', event, zone, ...at(exceptions))] : [];
  if (usesRule(event)) return [['rrule', {}, 'recur', toRecur(event, zone)], ...without];
  const [, ...others] = listDays(event, '', LAST_DAY, event.recurrenceDates.length + 1);
  return others.length === 0
    ? without
    : [dateProperty('rdate', event, zone, ...at(others)), ...without];
}

function toRecur(event: EventContent, zone: string): JCalValue {
  const { freq, interval, byDay, byMonthDay, wkst } = ruleOf(event);
  const until = event.recurrenceUntil;
  return {
    freq,
    ...(interval === undefined || interval === 1 ? {} : { interval }),
    ...(byDay === undefined ? {} : { byday: [...byDay] }),
    ...(byMonthDay === undefined ? {} : { bymonthday: [...byMonthDay] }),
    ...(wkst === undefined ? {} : { wkst }),
    ...(until === '' ? {} : { until: event.allDay ? until : toUtc(endOfDay(until, zone) - 1_000) }),
  };
}

/** `2026-12-05T14:00:00Z` */
export function toUtc(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `2026-12-05T15:00:00`, on the wall of the zone. */
export function toWall(instant: number, zone: string): string {
  return `${dayOf(instant, zone)}T${timeOf(instant, zone)}:00`;
}

/** Does the page say when it is over? Of one day without an end time it says only the beginning. */
export function saysEnd(event: EventContent): boolean {
  return event.allDay || event.endTime !== '' || event.endDate > event.startDate;
}

const YEARS_CHECKED = 5;

/**
 * The days of a series on which it lasts longer or shorter than on its first, since the clocks are
 * changed meanwhile. A calendar repeats the exact length (RFC 5545, 3.8.5.3), the wall clock does not.
 * Looked for from a year before `around` to some years after it.
 */
export function listDaysOfOtherLength(event: EventContent, zone: string, around: number): string[] {
  if (event.recurrence === 'none' || event.allDay || !saysEnd(event)) return [];
  const first = firstDayOf(event);
  const usual = lengthOn(event, first, zone);
  const nights = event.endDate === '' ? 1 : daysBetween(event.startDate, event.endDate);
  return listClockChanges(zone, around).flatMap((change) =>
    listDays(event, addDays(change, -Math.max(1, nights)), change, nights + 2).filter(
      (day) => day > first && isPlain(event, day) && lengthOn(event, day, zone) !== usual,
    ),
  );
}

function lengthOn(event: EventContent, day: string, zone: string): number {
  const when = onDay(event, day);
  return endOf(when, zone) - startOf(when, zone);
}

/** Neither taken out nor changed by hand: those are written one by one anyhow. */
function isPlain(event: EventContent, day: string): boolean {
  return (
    !event.exceptions.includes(day) &&
    !event.cancelled.includes(day) &&
    !event.moved.some(({ date }) => date === day)
  );
}

const changesKept = new Map<string, string[]>();

/** The days on which the clocks are put forward or back. */
function listClockChanges(zone: string, around: number): string[] {
  const year = Number(dayOf(around, zone).slice(0, 4));
  const key = `${zone} ${String(year)}`;
  const known = changesKept.get(key);
  if (known !== undefined) return known;
  const days: string[] = [];
  const last = `${String(year + YEARS_CHECKED)}-12-31`;
  for (let day = `${String(year - 1)}-01-01`; day <= last; day = addDays(day, 1)) {
    const length = endOfDay(day, zone) - toInstant(day, '00:00', zone);
    if (length !== 86_400_000) days.push(day);
  }
  changesKept.set(key, days);
  return days;
}

/** The days that stand for themselves: moved, cancelled, or of another length. */
export function listOverriddenDays(event: EventContent, zone: string, around: number): string[] {
  if (event.recurrence === 'none') return [];
  const changed = [...event.cancelled, ...event.moved.map(({ date }) => date)].filter(
    (day) => !event.exceptions.includes(day) && isInSeries(event, day),
  );
  return [...new Set([...changed, ...listDaysOfOtherLength(event, zone, around)])].sort();
}

/** When a date of the series takes place, `DTSTART` and `DTEND`, wherever it was moved to. */
export function datesOn(event: EventContent, day: string, zone: string): JCalProperty[] {
  const { startsAt, endsAt } = occurrenceOn(event, day, zone);
  if (event.allDay) {
    const start = dayOf(startsAt, zone);
    return [
      ['dtstart', {}, 'date', start],
      ['dtend', {}, 'date', dayOf(endsAt, zone)],
    ];
  }
  const start = dateProperty('dtstart', event, zone, toWall(startsAt, zone));
  if (!saysEnd(event)) return [start];
  return [start, dateProperty('dtend', event, zone, toWall(endsAt, zone))];
}
