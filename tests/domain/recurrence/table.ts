import { readFileSync } from 'node:fs';
import { NO_SERIES } from '../../../src/domain/kinds/series.ts';
import type { RepeatedEvent } from '../../../src/domain/recurrence.ts';

/** One line of `table.txt`: our answers, and the same as RFC 5545 says it. */
export interface Case {
  readonly title: string;
  readonly event: RepeatedEvent;
  readonly rule: string;
  /** The first date by the clock on the wall, as two local moments, `20261201T150000`. */
  readonly start: string;
  readonly end: string;
}

const LINE =
  /^(\S+) (?:(all day)(?:–(\d{4}-\d\d-\d\d))?|(\d\d:\d\d)(?:–(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d))?)$/;

/** The table, read. */
export function readTable(): Case[] {
  return readFileSync(new URL('./table.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [title = '', first = '', answers = '', rule = ''] = line
        .split('|')
        .map((part) => part.trim());
      return {
        title: `${title}, ${first}`,
        rule,
        ...readWhen(first),
        event: readEvent(first, answers),
      };
    });
}

function partsOf(first: string) {
  const match = LINE.exec(first);
  if (match === null) throw new Error(`unreadable: ${first}`);
  const [, startDate = '', allDay, lastDay, startTime = '', endDate, endTime = ''] = match;
  return {
    startDate,
    allDay: allDay !== undefined,
    startTime,
    endDate: lastDay ?? endDate ?? '',
    endTime,
  };
}

function readEvent(first: string, answers: string): RepeatedEvent {
  const [rule = '', ...more] = answers.split(';').map((part) => part.trim());
  const [recurrence, ...words] = rule.split(' ');
  const rest = (name: string) =>
    more.find((part) => part.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const list = (name: string) => rest(name).split(' ').filter(Boolean);
  const [date = '', toDate = '', toTime = ''] = rest('moved').split(/ > | /);
  return {
    ...NO_SERIES,
    ...partsOf(first),
    recurrence: recurrence as RepeatedEvent['recurrence'],
    recurrenceDays: words.filter((word) => word.length === 2) as never,
    recurrenceWeek: (words.find((word) => /^[a-z]{3,}$/.test(word)) ?? '') as never,
    recurrenceDates: words.filter((word) => /^\d/.test(word)).sort(),
    recurrenceUntil: rest('until'),
    exceptions: list('not'),
    cancelled: list('cancelled'),
    moved: date === '' ? [] : [{ date, toDate, toTime }],
  };
}

/** What lasts until midnight, or has no end, ends at the beginning of the next day. */
function readWhen(first: string): { start: string; end: string } {
  const { startDate, allDay, startTime, endDate, endTime } = partsOf(first);
  const start = local(startDate, allDay ? '00:00' : startTime);
  const lastDay = endDate || startDate;
  if (allDay || endTime === '') return { start, end: local(shift(lastDay, 1), '00:00') };
  const isNextDay = endDate === '' && endTime <= startTime;
  return { start, end: local(isNextDay ? shift(lastDay, 1) : lastDay, endTime) };
}

export const local = (day: string, time: string): string =>
  `${day.replaceAll('-', '')}T${time.replace(':', '')}00`;

/** Days further on, by the calendar alone. */
export const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The milliseconds of a local moment as if there were no zones. */
export const floating = (moment: string): number =>
  Date.parse(moment.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6Z'));
