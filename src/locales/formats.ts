import { dayOf, daysBetween, timeOf } from '../domain/time.ts';
import type { Words } from './words.ts';

// A formatter costs a tenth of a millisecond to make and a microsecond to use.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(
  locale: string,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, made);
  return made;
}

const names = keep((locale) => new Intl.DisplayNames([locale], { type: 'language' }));

/** "Türkisch" for `tr`. */
export function languageName(words: Words, code: string): string {
  return names(words.locale).of(code) ?? code;
}

/** "Samstag, 12. Dezember", with the year only when it is not this one. */
export function formatDay(words: Words, zone: string, instant: number, now: number): string {
  const sameYear = dayOf(instant, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return formatter(words.locale, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** "12. Dezember", with the year only when it is not this one. */
export function formatDate(words: Words, zone: string, instant: number, now: number): string {
  const sameYear = dayOf(instant, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return formatter(words.locale, zone, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** "Dezember 2026" */
export function formatMonth(words: Words, zone: string, instant: number): string {
  return formatter(words.locale, zone, { month: 'long', year: 'numeric' }).format(instant);
}

/** "Samstag", or "Sa" where there is little room. */
export function formatWeekday(
  words: Words,
  zone: string,
  instant: number,
  width: 'long' | 'short',
): string {
  return formatter(words.locale, zone, { weekday: width }).format(instant);
}

const lists = keep((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** "Dienstag, Mittwoch und Freitag" */
export function listWords(words: Words, parts: readonly string[]): string {
  return lists(words.locale).format(parts);
}

/** "12. Dezember 2026, 15:04" */
export function formatMoment(words: Words, zone: string, instant: number): string {
  return formatter(words.locale, zone, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}

/** The parts of a date block: "Sa", "12", "Dez." */
export function formatDateBlock(
  words: Words,
  zone: string,
  instant: number,
): { weekday: string; day: string; month: string } {
  return {
    weekday: formatter(words.locale, zone, { weekday: 'short' }).format(instant),
    day: dayOf(instant, zone).slice(8).replace(/^0/, ''),
    month: formatter(words.locale, zone, { month: 'short' }).format(instant),
  };
}

/** As people say it: "15 Uhr", "15.30 Uhr", "15 bis 18.30 Uhr"; in English "3 pm to 6.30 pm". */
export function formatTimes(
  words: Words,
  zone: string,
  startsAt: number,
  endsAt: number | null,
): string {
  const startTime = timeOf(startsAt, zone);
  if (endsAt === null) return atTime(words, startTime);
  const start = spokenTime(words, startTime);
  return words.t('time.fromTo', { start, end: spokenTime(words, timeOf(endsAt, zone)) });
}

/** A time of the clock (HH:MM) as people say it: "15.30 Uhr", "3.30 pm". */
export function formatClock(words: Words, time: string): string {
  return atTime(words, time);
}

function atTime(words: Words, time: string): string {
  const hour = Number(time.slice(0, 2));
  return words.t('time.at', { start: spokenTime(words, time), hour });
}

/** The same without "at" or "Uhr", to stand in a sentence of its own: "15.30", "3.30 pm". */
export function formatClockBare(words: Words, time: string): string {
  return spokenTime(words, time);
}

// The first of January 2024 was a Monday.
const A_MONDAY = Date.UTC(2024, 0, 1, 12);

/** "Montag" for 0, "Sonntag" for 6. */
export function nameWeekday(words: Words, weekday: number): string {
  return formatter(words.locale, 'UTC', { weekday: 'long' }).format(
    A_MONDAY + weekday * 86_400_000,
  );
}

const kilometres = keep(
  (locale) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'kilometer',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);

/** "1,2 km" */
export function formatKilometres(words: Words, distance: number): string {
  return kilometres(words.locale).format(distance);
}

/** `time.clock` may use any of these: which ones a language needs is its own affair. */
function spokenTime(words: Words, time: string): string {
  const hour = Number(time.slice(0, 2));
  return words.t('time.clock', {
    hour,
    hour12: hour % 12 === 0 ? 12 : hour % 12,
    minutes: time.slice(3, 5),
    half: hour < 12 ? 'am' : 'pm',
    part: partOfDay(hour),
  });
}

/** What Arabic says instead of "am" and "pm". */
function partOfDay(hour: number): string {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 15) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}

/** "heute", "morgen", "in 3 Tagen", "vor 2 Tagen": by calendar days, not by hours. */
export function formatDaysAway(words: Words, zone: string, instant: number, now: number): string {
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  return relative(words.locale).format(days, 'day');
}

/** "jetzt", "vor 2 Stunden", "gestern", "vor 3 Tagen" */
export function formatAgo(words: Words, zone: string, instant: number, now: number): string {
  const minutes = Math.round((instant - now) / 60_000);
  if (minutes >= 0) return relative(words.locale).format(0, 'second');
  if (minutes > -60) return relative(words.locale).format(minutes, 'minute');
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  if (days === 0) return relative(words.locale).format(Math.round(minutes / 60), 'hour');
  return relative(words.locale).format(days, 'day');
}

const relative = keep((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

const kilobytes = keep((locale) => bytesFormat(locale, 'kilobyte', 0));
const megabytes = keep((locale) => bytesFormat(locale, 'megabyte', 1));

/** "1,2 MB" */
export function formatBytes(words: Words, bytes: number): string {
  return bytes < 1_000_000
    ? kilobytes(words.locale).format(bytes / 1_000)
    : megabytes(words.locale).format(bytes / 1_000_000);
}

function bytesFormat(locale: string, unit: string, maximumFractionDigits: number) {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits });
}

/** One formatter for each locale, made with its first use. */
function keep<Made>(make: (locale: string) => Made): (locale: string) => Made {
  const made = new Map<string, Made>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}
