import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { addDays, daysBetween } from '../../domain/time.ts';
import type { EventProperties, Moment } from './parse-event.ts';
import { expressRule, findLastDay, listRuleDays, parseRule, type Rule } from './rules.ts';
import { atInstant, instantOf, type Wall } from './zones.ts';

/** Dates that are written out one by one: as many as a year and a half of a weekly event and more. */
const MAX_DATES = 200;
const MAX_DAYS = 548;

export interface SeriesReading {
  readonly answers: Answers;
  readonly notes: readonly FieldProblem[];
  /** The first date that counts; empty: all are over. */
  readonly first: string;
  /** A day of the calendar's own zone as the portal has it. */
  readonly toPortalDay: (moment: Moment) => string;
}

/**
 * The dates of an event that repeats, in the form's own words where it has them, else written out.
 * `portal` is the start as the portal's clocks show it, `from` the first day that counts.
 */
export function readSeries(
  properties: EventProperties,
  rules: readonly string[],
  start: Moment,
  portal: Wall,
  from: string,
): SeriesReading {
  const notes: FieldProblem[] = [];
  const say = (message: string, values?: FieldProblem['values']) => {
    notes.push({ field: 'recurrence', message, ...(values && { values }) });
  };
  const shift = daysBetween(start.wall.date, portal.date);
  const ownDay = (moment: Moment): string =>
    moment.wall.time === '' || moment.zone === start.zone || start.wall.time === ''
      ? moment.wall.date
      : atInstant(instantOf(moment.wall, moment.zone), start.zone).date;
  const toPortalDay = (moment: Moment) => addDays(ownDay(moment), shift);

  const parsed = rules.map(parseRule);
  if (parsed.includes(undefined)) say('ruleUnreadable');
  const usable = parsed.filter((rule) => rule !== undefined);
  const excluded = new Set(properties.moments('exdate').map(ownDay));
  const added = properties.moments('rdate').map(ownDay);
  const [rule] = usable;
  const begin = addDays(from, -shift) > start.wall.date ? addDays(from, -shift) : start.wall.date;
  const untils = new Map(usable.map((one) => [one, lastDayOf(one, start)]));

  const express = () => {
    if (rule === undefined || usable.length > 1 || added.length > 0 || shift !== 0)
      return undefined;
    return expressRule(rule, start.wall.date);
  };
  const expressed = express();
  if (rule !== undefined && expressed !== undefined) {
    const until = untils.get(rule) ?? '';
    // The next two months hold most; the rest is only looked at where they do not.
    const day = firstWithin(60) ?? firstWithin(MAX_DAYS);
    if (day === undefined) return over();
    if (day === until) return single(day);
    return {
      first: day,
      toPortalDay,
      notes,
      answers: {
        startDate: day,
        ...expressed,
        recurrenceUntil: until,
        exceptions: [...excluded].filter((one) => one > day).sort(),
      },
    };
  }

  const end = addDays(begin, MAX_DAYS);
  const days = new Set([start.wall.date, ...added].filter((day) => day >= begin));
  let more = false;
  for (const one of usable) {
    const found = daysOf(one, begin, end);
    for (const day of found) days.add(day);
    const until = untils.get(one) ?? '';
    if (found.length > 1 && (until === '' || until > end)) more = true;
  }
  const all = [...days].filter((day) => !excluded.has(day)).sort();
  const kept = all.slice(0, MAX_DATES + 1).map((day) => addDays(day, shift));
  const [first, ...others] = kept;
  if (first === undefined) return over();
  if (usable.length > 0 && others.length > 0) {
    say('ruleAsDates', { count: kept.length });
  }
  if (more || all.length > kept.length) say('ruleBounded', { date: kept.at(-1) ?? '' });
  if (others.length === 0) return single(first);
  return {
    first,
    toPortalDay,
    notes,
    answers: { startDate: first, recurrence: 'dates', recurrenceDates: others },
  };

  function firstWithin(span: number): string | undefined {
    return rule === undefined
      ? undefined
      : daysOf(rule, begin, addDays(begin, span)).find((day) => !excluded.has(day));
  }
  function daysOf(one: Rule, fromDay: string, toDay: string): string[] {
    try {
      return listRuleDays(one, start.wall, untils.get(one) ?? '', fromDay, toDay);
    } catch {
      if (!notes.some((note) => note.message === 'ruleUnreadable')) say('ruleUnreadable');
      return [];
    }
  }
  function single(day: string): SeriesReading {
    return { first: day, toPortalDay, notes, answers: { startDate: day } };
  }
  function over(): SeriesReading {
    return { first: '', toPortalDay, notes, answers: { startDate: portal.date } };
  }
}

/** The last day on which a rule may let it take place, on the event's own clocks; empty: none. */
function lastDayOf(rule: Rule, start: Moment): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?$/.exec(rule.get('UNTIL') ?? '');
  if (match === null) return (rule.has('COUNT') && findLastDaySafely(rule, start.wall)) || '';
  const [, year = '', month = '', day = '', hour, minute, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined || start.wall.time === '') return date;
  const said = { date, time: `${hour}:${minute ?? '00'}` };
  const wall = utc === undefined ? said : atInstant(instantOf(said, 'Etc/UTC'), start.zone);
  return wall.time >= start.wall.time ? wall.date : addDays(wall.date, -1);
}

function findLastDaySafely(rule: Rule, start: Wall): string {
  try {
    return findLastDay(rule, start) ?? '';
  } catch {
    return '';
  }
}
