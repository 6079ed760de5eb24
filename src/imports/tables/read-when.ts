import { readSpokenEnd, readSpokenTimes } from '../../domain/spoken-time.ts';
import { fold } from '../../domain/text.ts';
import { addDays, isDate } from '../../domain/time.ts';

export interface When {
  readonly startDate?: string;
  readonly startTime?: string;
  readonly endDate?: string;
  readonly endTime?: string;
}

const MONTHS = [
  'jan',
  'feb',
  'maer',
  'apr',
  'mai',
  'jun',
  'jul',
  'aug',
  'sep',
  'okt',
  'nov',
  'dez',
];
const ENGLISH = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];

const ISO = /(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?/gi;
// Two digits after a blank are the time of the day: “5.12. 15–18 Uhr”.
const NUMBERS =
  /(?<!\d)(\d{1,2})[./]\s?(\d{1,2})(?:[./](?:\s?(\d{4})|(\d{2}))?(?![\d:]))(?!\s?uhr)/g;
const WORDS = /(?<!\d)(\d{1,2})\.?\s+([a-zä]{3,9})\.?(?:,?\s+(\d{4}))?/g;
/** Stands where a date stood, until what led to it is taken out with it. */
const DATE_MARK = '|';

/**
 * Dates and times as people type them into tables: “5.12.2026”, “Sa, 5. Dezember 2026, 15–18 Uhr”,
 * or the number that a spreadsheet keeps. Without a year the next such day from `today` is meant.
 * A text that says nothing of the kind gives nothing.
 */
export function readWhen(text: string, today: string): When {
  const serial = readSerial(text);
  if (serial !== undefined) return serial;
  const dates: string[] = [];
  let rest = text.normalize('NFC').toLowerCase().replaceAll(DATE_MARK, ' ');
  let time = '';
  // The whole comes first, then the groups, of which one that is not there is undefined.
  type Match = readonly [string, ...(string | undefined)[]];
  const take = (pattern: RegExp, read: (match: Match) => string | undefined) => {
    rest = rest.replace(pattern, (...match: [string, ...(string | undefined)[]]) => {
      const date = read(match);
      if (date === undefined) return match[0];
      dates.push(date);
      return ` ${DATE_MARK} `;
    });
  };
  take(ISO, ([, year, month, day, hour, minute]) => {
    if (hour !== undefined) time ||= `${hour.padStart(2, '0')}:${minute ?? '00'}`;
    return toDate(year, month, day);
  });
  take(WORDS, ([, day, name = '', year]) => {
    const month = [MONTHS, ENGLISH].map((names) =>
      names.findIndex((known) => fold(name).startsWith(known)),
    );
    const index = Math.max(...month);
    return index < 0 ? undefined : (toDate(year, index + 1, day) ?? nextOf(index + 1, day));
  });
  take(NUMBERS, ([whole, day, month, long, short]) => {
    const year = long ?? short;
    // “15.30” alone is a time of the day.
    if (year === undefined && !/[./]\s?$/.test(whole)) return undefined;
    return year === undefined ? nextOf(Number(month), day) : toDate(year, month, day);
  });
  const times = time === '' ? readTimes(rest) : [time, ...readTimes(rest)];
  const [startDate, endDate] = dates;
  return {
    ...(startDate === undefined ? {} : { startDate }),
    ...(endDate === undefined || endDate === startDate ? {} : { endDate }),
    ...(times[0] === undefined ? {} : { startTime: times[0] }),
    ...(times[1] === undefined ? {} : { endTime: times[1] }),
  };

  function nextOf(month: number, day: string | undefined): string | undefined {
    const year = Number(today.slice(0, 4));
    const date = toDate(String(year), month, day);
    return date !== undefined && date < today ? toDate(String(year + 1), month, day) : date;
  }
}

function toDate(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const whole = year.length === 2 ? `20${year}` : year;
  const date = `${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

/** Days since the thirtieth of December 1899, with the time of the day behind the comma. */
function readSerial(text: string): When | undefined {
  if (!/^\s*\d{1,5}(?:[.,]\d{3,})?\s*$|^\s*0[.,]\d+\s*$/.test(text)) return undefined;
  const number = Number(text.trim().replace(',', '.'));
  if (number > 0 && number < 1) return { startTime: toTime(number) };
  if (number < 30_000 || number > 80_000) return undefined;
  const days = Math.floor(number);
  const part = number - days;
  const startDate = addDays('1899-12-30', days);
  return part > 0.0001 ? { startDate, startTime: toTime(part) } : { startDate };
}

function toTime(part: number): string {
  const minutes = Math.round(part * 1_440) % 1_440;
  return [Math.floor(minutes / 60), minutes % 60]
    .map((number) => String(number).padStart(2, '0'))
    .join(':');
}

// “Freitagabend” leaves “abend”, which says something about the time.
const WEEKDAYS =
  /\b(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)s?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\b\.?/g;
const LED_TO_A_DATE = /(?:\b(?:am|vom|den|dem|on)\s+)?\|/g;
const AROUND = /^(?:\s|[-–—]|\b(?:bis|und|um|ab|von|at|from)\b)+|(?:\s|[-–—]|\b(?:bis|und)\b)+$/g;

/**
 * The times in what is left beside the dates, read as the form reads them: the first is the start, a
 * second one the end.
 */
function readTimes(text: string): string[] {
  const said = text
    .replace(WEEKDAYS, ' ')
    .replace(/[,;:](?!\d)|[()]/g, ' ')
    .replace(LED_TO_A_DATE, ' ')
    .replace(/\s+/g, ' ')
    .replace(AROUND, '');
  const times = readSpokenTimes(said);
  if (times === undefined) return findTimes(said);
  return [times.start, times.end].filter((time) => time !== '');
}

const SURELY_A_TIME = /\b\d{1,2}[:.h]\d{2}\b(?:\s?uhr)?|\b\d{1,2}\s?(?:uhr(?:\s\d{2}\b)?|[ap]m\b)/;
const TIME = /(?<![\d.:])\d{1,2}(?:[:.h]\d{2}|\s?uhr\s\d{2}\b)?(?:\s?(?:uhr|[ap]m\b))?/g;

/** Times in the midst of other words: “Einlass 14:30, Beginn 15 Uhr”. */
function findTimes(said: string): string[] {
  if (said.search(SURELY_A_TIME) < 0) return [];
  const [first, second] = [...said.matchAll(TIME)]
    .map(([time]) => time)
    .filter((time) => readSpokenTimes(time) !== undefined);
  const start = first === undefined ? undefined : readSpokenTimes(first)?.start;
  if (start === undefined) return [];
  const end = second === undefined ? undefined : readSpokenEnd(second, start);
  return end === undefined ? [start] : [start, end];
}
