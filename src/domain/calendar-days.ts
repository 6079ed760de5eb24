import { Temporal } from 'temporal-polyfill';
import { addDays, dayOf, timeOf, toInstant } from './time.ts';

/** A night that ends by then belongs to the evening before; the forms take no later one. */
const END_OF_A_NIGHT = '08:00';

/** A day as the two instants that bound it, in UTC milliseconds; the second is not part of it. */
export interface DaySpan {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/** A day has 23 or 25 hours when the clocks change. */
export function spanOfDay(date: string, zone: string): DaySpan {
  const at = (day: string) => toInstant(day, '00:00', zone);
  return { date, from: at(date), to: at(addDays(date, 1)) };
}

/** The Monday of a day's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);
}

export function listWeek(date: string): string[] {
  const monday = mondayOf(date);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** The weeks that a day's month touches, from Monday to Sunday; days of other months are among them. */
export function listWeeksOfMonth(date: string): string[][] {
  const month = date.slice(0, 7);
  const weeks: string[][] = [];
  for (let day = mondayOf(`${month}-01`); day.slice(0, 7) <= month; day = addDays(day, 7)) {
    weeks.push(listWeek(day));
  }
  return weeks;
}

/** The first day of the month that lies `months` before or after the month of a day. */
export function shiftMonth(date: string, months: number): string {
  return Temporal.PlainDate.from(`${date.slice(0, 7)}-01`)
    .add({ months })
    .toString();
}

/**
 * The days on which a calendar shows one date of an event, from `first` to `last`. Its own first day
 * always; a further one when it goes on there after the night is over: a dance until two in the
 * morning is on one day, a feast from Friday to Sunday on three.
 */
export function listDaysOf(
  event: { readonly startsAt: number; readonly endsAt: number },
  zone: string,
  { first, last }: { readonly first: string; readonly last: string },
): string[] {
  const begins = dayOf(event.startsAt, zone);
  const end = later(begins, lastDayOf(event, zone));
  const days: string[] = [];
  for (let day = later(begins, first); day <= end && day <= last; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

function lastDayOf({ endsAt }: { readonly endsAt: number }, zone: string): string {
  // What ends at midnight is over with the day before.
  const last = dayOf(endsAt - 1, zone);
  const endsInTheNight = dayOf(endsAt, zone) === last && timeOf(endsAt, zone) <= END_OF_A_NIGHT;
  return endsInTheNight ? addDays(last, -1) : last;
}

const later = (a: string, b: string) => (a > b ? a : b);
