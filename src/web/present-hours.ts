import { readOpeningHours, type OpenDay, type WeekHours } from '../domain/opening-hours.ts';
import { findHoliday } from '../domain/public-holidays.ts';
import { addDays, dayOf, toInstant } from '../domain/time.ts';
import { formatClockBare, formatDay, listWords, nameWeekday } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

export interface HoursView {
  readonly rows: readonly {
    readonly day: string;
    readonly text: string;
    readonly isToday: boolean;
    readonly isClosed: boolean;
  }[];
  /** Today in a sentence; right until the day ends. */
  readonly today: string;
  /** Holidays ahead on which the hours may differ, and that one can make an appointment. */
  readonly notes: readonly string[];
  /** What hours.js says "open now" from; see there. */
  readonly script: {
    readonly spans: string;
    readonly zone: string;
    readonly day: string;
    readonly holidays: string;
    readonly closed: string;
  };
}

interface Frame {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
}

const DAY = 1440;
const WEEK = 7 * DAY;
const DAYS_AHEAD = 7;

// The same text stands on pages in many languages, and under many entries of a list.
const tables = new Map<string, WeekHours | undefined>();
const TABLES_KEPT = 2_000;

function tableOf(text: string): WeekHours | undefined {
  if (tables.has(text)) return tables.get(text);
  const table = readOpeningHours(text);
  if (tables.size >= TABLES_KEPT) tables.clear();
  tables.set(text, table);
  return table;
}

/** Opening hours as a table, where they can be understood without a doubt. */
export function presentHours(text: string, frame: Frame): HoursView | undefined {
  const week = text === '' ? undefined : tableOf(text);
  if (week === undefined) return undefined;
  const { words, zone, now } = frame;
  const today = dayOf(now, zone);
  const weekday = weekdayOf(today);
  return {
    rows: [
      ...week.days.map((day, index) => ({
        day: nameWeekday(words, index),
        text: sayHours(day, words),
        isToday: index === weekday && findHoliday(today) === undefined,
        isClosed: isClosed(day),
      })),
      ...(week.holiday === undefined
        ? []
        : [
            {
              day: words.t('hours.holidays'),
              text: sayHours(week.holiday, words),
              isToday: findHoliday(today) !== undefined,
              isClosed: isClosed(week.holiday),
            },
          ]),
    ],
    today: sayToday(week, today, words),
    notes: [
      ...(week.alsoByAppointment ? [words.t('hours.alsoAsk')] : []),
      ...(week.holiday === undefined ? listHolidaysAhead(today, frame) : []),
    ],
    script: {
      spans: JSON.stringify(listSpans(week, words)),
      zone,
      day: today,
      // From yesterday on: its night may not be over yet.
      holidays: daysFrom(addDays(today, -1), DAYS_AHEAD + 2)
        .filter((day) => findHoliday(day) !== undefined)
        .join(' '),
      closed: words.t('hours.closedNow'),
    },
  };
}

/** For a line of a list: "Heute 9 bis 12 Uhr"; nothing where nobody can know. */
export function sayHoursToday(text: string, { words, zone, now }: Frame): string {
  const week = text === '' ? undefined : tableOf(text);
  if (week === undefined) return '';
  const today = dayOf(now, zone);
  if (week.holiday === undefined && findHoliday(today) !== undefined) return '';
  return sayToday(week, today, words);
}

function sayToday(week: WeekHours, today: string, words: Words): string {
  const holiday = findHoliday(today);
  const day = week.days[weekdayOf(today)];
  const hours = day === undefined ? '' : sayHours(day, words);
  if (holiday === undefined) return words.t('hours.today', { hours });
  const name = words.t(`hours.holiday.${holiday}`);
  if (week.holiday === undefined) return words.t('hours.holidayToday', { holiday: name });
  return words.t('hours.holidayIs', { holiday: name, hours: sayHours(week.holiday, words) });
}

function listHolidaysAhead(today: string, { words, zone, now }: Frame): string[] {
  return daysFrom(addDays(today, 1), DAYS_AHEAD - 1).flatMap((date) => {
    const holiday = findHoliday(date);
    if (holiday === undefined) return [];
    const day = formatDay(words, zone, toInstant(date, '12:00', zone), now);
    return [words.t('hours.holidayAhead', { day, holiday: words.t(`hours.holiday.${holiday}`) })];
  });
}

function sayHours({ spans, byAppointment }: OpenDay, words: Words): string {
  if (byAppointment) return words.t('hours.ask');
  if (spans.length === 0) return words.t('hours.closed');
  return listWords(
    words,
    spans.map(({ from, to }) =>
      to - from >= DAY
        ? words.t('hours.allDay')
        : words.t('time.fromTo', { start: sayTime(from, words), end: sayTime(to, words) }),
    ),
  );
}

/** German says "24 Uhr" for the end of a day, and a clock of twice twelve hours knows no such hour. */
function sayTime(minutes: number, words: Words): string {
  const inDay = minutes === DAY && words.locale.startsWith('de') ? DAY : minutes % DAY;
  const two = (value: number) => String(value).padStart(2, '0');
  return formatClockBare(words, `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`);
}

/**
 * Each time it is open, in minutes from Monday's midnight, with everything that can be said of it:
 * until when it is open; that it opens today, tomorrow, on its weekday.
 */
function listSpans(week: WeekHours, words: Words): (string | number)[][] {
  const isNeverClosed = week.days.every(({ spans }) => spans[0]?.from === 0 && spans[0].to >= DAY);
  if (isNeverClosed) return [[0, WEEK, words.t('hours.openNow')]];
  return week.days.flatMap(({ spans }, weekday) =>
    spans.map(({ from, to }) => {
      const time = sayTime(from, words);
      return [
        weekday * DAY + from,
        weekday * DAY + to,
        words.t('hours.openUntil', { time: sayTime(to, words) }),
        words.t('hours.opensToday', { time }),
        words.t('hours.opensTomorrow', { time }),
        words.t('hours.opensOn', { time, day: nameWeekday(words, weekday) }),
      ];
    }),
  );
}

const isClosed = ({ spans, byAppointment }: OpenDay) => spans.length === 0 && !byAppointment;

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** 0 for Monday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
}
