import { dayOf, daysBetween, timeOf } from '../domain/time.ts';
import type { Words } from './words.ts';

// A formatter costs a tenth of a millisecond to make and a microsecond to use.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(
  language: string,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: zone,
    ...options,
  });
  formatters.set(key, made);
  return made;
}

const names = new Map<string, Intl.DisplayNames>();

/** "Türkisch" for `tr`. */
export function languageName(words: Words, code: string): string {
  const known = names.get(words.language);
  const made = known ?? new Intl.DisplayNames([words.language], { type: 'language' });
  if (!known) names.set(words.language, made);
  return made.of(code) ?? code;
}

/** "Samstag, 12. Dezember", with the year only when it is not this one. */
export function formatDay(words: Words, zone: string, instant: number, now: number): string {
  const sameYear = dayOf(instant, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return formatter(words.language, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** "12. Dezember", with the year only when it is not this one. */
export function formatDate(words: Words, zone: string, instant: number, now: number): string {
  const sameYear = dayOf(instant, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return formatter(words.language, zone, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** "Dienstag, Mittwoch und Freitag" */
export function listWords(words: Words, parts: readonly string[]): string {
  const known = lists.get(words.language);
  const made = known ?? new Intl.ListFormat(words.language, { type: 'conjunction' });
  if (!known) lists.set(words.language, made);
  return made.format(parts);
}

const lists = new Map<string, Intl.ListFormat>();

/** "12. Dezember 2026, 15:04" */
export function formatMoment(words: Words, zone: string, instant: number): string {
  return formatter(words.language, zone, {
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
    weekday: formatter(words.language, zone, { weekday: 'short' }).format(instant),
    day: dayOf(instant, zone).slice(8).replace(/^0/, ''),
    month: formatter(words.language, zone, { month: 'short' }).format(instant),
  };
}

/** As people say it: "15 Uhr", "15.30 Uhr", "15 bis 18.30 Uhr"; in English "3 pm to 6.30 pm". */
export function formatTimes(
  words: Words,
  zone: string,
  startsAt: number,
  endsAt: number | null,
): string {
  const start = spokenTime(words, timeOf(startsAt, zone));
  if (endsAt === null) return words.t('time.at', { start });
  return words.t('time.fromTo', { start, end: spokenTime(words, timeOf(endsAt, zone)) });
}

/** A time of the clock (HH:MM) as people say it: "15.30 Uhr", "3.30 pm". */
export function formatClock(words: Words, time: string): string {
  return words.t('time.at', { start: spokenTime(words, time) });
}

function spokenTime(words: Words, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (words.language === 'en') {
    const half = hours < 12 ? 'am' : 'pm';
    const hour = hours % 12 === 0 ? 12 : hours % 12;
    return minutes === 0
      ? `${String(hour)} ${half}`
      : `${String(hour)}.${String(minutes).padStart(2, '0')} ${half}`;
  }
  return minutes === 0 ? String(hours) : `${String(hours)}.${String(minutes).padStart(2, '0')}`;
}

/** "heute", "morgen", "in 3 Tagen", "vor 2 Tagen": by calendar days, not by hours. */
export function formatDaysAway(words: Words, zone: string, instant: number, now: number): string {
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  return relative(words).format(days, 'day');
}

/** "vor 2 Stunden", "gestern", "vor 3 Tagen" */
export function formatAgo(words: Words, zone: string, instant: number, now: number): string {
  const minutes = Math.round((instant - now) / 60_000);
  if (minutes > -60) return relative(words).format(Math.min(0, minutes), 'minute');
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  if (days === 0) return relative(words).format(Math.round(minutes / 60), 'hour');
  return relative(words).format(days, 'day');
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();

function relative(words: Words): Intl.RelativeTimeFormat {
  const known = relatives.get(words.language);
  const made = known ?? new Intl.RelativeTimeFormat(words.language, { numeric: 'auto' });
  if (!known) relatives.set(words.language, made);
  return made;
}

/** "1,2 MB" */
export function formatBytes(words: Words, bytes: number): string {
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = bytes / (unit === 'kilobyte' ? 1_000 : 1_000_000);
  return new Intl.NumberFormat(words.language, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  }).format(value);
}
