import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, endOfDay, toInstant } from '../time.ts';
import type { EventContent } from './content.ts';

/** Day and time of an event as they were typed. */
export type When = Pick<EventContent, 'startDate' | 'startTime' | 'endDate' | 'endTime' | 'allDay'>;

/** When an event begins, as UTC milliseconds; a whole day begins at its midnight. */
export function startOf(event: When, zone: string): number {
  return toInstant(event.startDate, event.allDay ? '00:00' : event.startTime, zone);
}

/**
 * When an event is over. Without an end time that is the end of its last day; an end time before
 * the start time, with no end date, means that it goes on past midnight.
 */
export function endOf(event: When, zone: string): number {
  const lastDay = event.endDate || event.startDate;
  if (event.allDay || event.endTime === '') return endOfDay(lastDay, zone);
  const wallEnd = goesPastMidnight(event) ? addDays(lastDay, 1) : lastDay;
  const end = toInstant(wallEnd, event.endTime, zone);
  const start = startOf(event, zone);
  if (end > start) return end;
  // What begins in the hour that the clocks skip begins an hour later, and so does its end.
  const length = toInstant(wallEnd, event.endTime, 'UTC') - startOf(event, 'UTC');
  return start + Math.max(0, length);
}

/** The same event on another day: what lasts over three days lasts over three days there. */
export function onDay(event: When, day: string): When {
  if (event.endDate === '') return { ...event, startDate: day };
  const length = daysBetween(event.startDate, event.endDate);
  return { ...event, startDate: day, endDate: addDays(day, Math.max(0, length)) };
}

/** The same event at another time of its day, as long by the clock on the wall as before. */
export function atTime(event: When, time: string): When {
  if (event.allDay || time === '' || time === event.startTime) return event;
  if (event.endTime === '') return { ...event, startTime: time };
  const start = Temporal.PlainDateTime.from(`${event.startDate}T${event.startTime}`);
  const lastDay = event.endDate || event.startDate;
  const end = Temporal.PlainDateTime.from(`${lastDay}T${event.endTime}`).add({
    days: goesPastMidnight(event) ? 1 : 0,
  });
  const length = start.until(end, { largestUnit: 'minute' });
  const newEnd = Temporal.PlainDateTime.from(`${event.startDate}T${time}`).add(length);
  return {
    ...event,
    startTime: time,
    endDate: newEnd.toPlainDate().toString(),
    endTime: newEnd.toPlainTime().toString().slice(0, 5),
  };
}

function goesPastMidnight(event: When): boolean {
  return event.endDate === '' && event.endTime <= event.startTime;
}
