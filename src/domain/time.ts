import { Temporal } from 'temporal-polyfill';

/** Milliseconds. A day of the calendar may be an hour shorter or longer: for those there is `addDays`. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant (UTC ms) of a wall-clock time in a zone. A time that the clocks skip moves forward. */
export function toInstant(date: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, {
    disambiguation: 'compatible',
  }).epochMilliseconds;
}

/** The first instant of the day after `date`: when a day is over. */
export function endOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

/** The calendar day (YYYY-MM-DD) that an instant falls on in a zone. */
export function dayOf(instant: number, zone: string): string {
  return wallClock(instant, zone).slice(0, 10);
}

/** The wall-clock time (HH:MM) of an instant in a zone. */
export function timeOf(instant: number, zone: string): string {
  return wallClock(instant, zone).slice(11, 16);
}

// Every line of every list asks for a day. Sweden writes dates as ISO 8601 does, and a formatter that
// is kept answers in a twentieth of the time that Temporal takes.
const wallClocks = new Map<string, (instant: number) => string>();
const MOST_INSTANTS = 5_000;

function wallClock(instant: number, zone: string): string {
  let clock = wallClocks.get(zone);
  if (clock === undefined) {
    clock = keepClock(zone);
    wallClocks.set(zone, clock);
  }
  return clock(instant);
}

/** One line of a list asks for the same instants several times, and the next page for most of them. */
function keepClock(zone: string): (instant: number) => string {
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const known = new Map<number, string>();
  return (instant) => {
    const said = known.get(instant) ?? formatter.format(instant);
    if (known.size >= MOST_INSTANTS) known.clear();
    known.set(instant, said);
    return said;
  };
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' })
    .days;
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Is it a day that exists, written YYYY-MM-DD? */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
