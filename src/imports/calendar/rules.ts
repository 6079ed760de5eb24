import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Series } from '../../domain/kinds/content.ts';
import { WEEKDAYS } from '../../domain/vocabulary.ts';
import type { Wall } from './zones.ts';

/** The parts of an RRULE by upper-case names. */
export type Rule = ReadonlyMap<string, string>;

const SOME = 1_000;
const KNOWN = new Set(
  'FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTHDAY BYMONTH BYSETPOS BYWEEKNO BYYEARDAY'.split(' '),
);
/** Rules that repeat within a day are nothing that a calendar of events can show. */
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** `undefined` for a rule that cannot be read. */
export function parseRule(text: string): Rule | undefined {
  const rule = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(';')) {
    const [name = '', value = ''] = part.split('=').map((side) => side.trim());
    if (name !== '' && KNOWN.has(name) && value !== '') rule.set(name, value);
    else if (name.startsWith('BY')) return undefined;
  }
  if (!FREQUENCIES.includes(rule.get('FREQ') ?? '')) return undefined;
  const interval = Number(rule.get('INTERVAL') ?? 1);
  if (!Number.isInteger(interval) || interval < 1) return undefined;
  return rule;
}

/**
 * The days on which a rule lets an event take place, from one day to another, both included. The
 * times are those on the wall, so that no clock change moves anything. Throws on an unusable rule.
 */
export function listRuleDays(
  rule: Rule,
  start: Wall,
  until: string,
  from: string,
  to: string,
): string[] {
  const options = new RRuleTemporal({
    rruleString: `DTSTART:${compact(start)}\nRRULE:${writeRule(rule, until)}`,
    maxIterations: 20_000,
  });
  const at = (day: string, time: string) =>
    Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('UTC');
  const found = options.between(at(from, '00:00'), at(to, '23:59'), true);
  return [...new Set(found.map((moment) => moment.toString().slice(0, 10)))];
}

/** The last day of a rule that counts; `undefined` where it counts further than anybody plans. */
export function findLastDay(rule: Rule, start: Wall): string | undefined {
  const count = Number(rule.get('COUNT'));
  if (!Number.isInteger(count) || count < 1 || count > SOME) return undefined;
  const counting = new RRuleTemporal({
    rruleString: `DTSTART:${compact(start)}\nRRULE:${writeRule(rule, '')}`,
    maxIterations: 20_000,
  });
  return counting.all().at(-1)?.toString().slice(0, 10);
}

const compact = (wall: Wall): string =>
  `${wall.date.replaceAll('-', '')}T${(wall.time || '00:00').replace(':', '')}00Z`;

/** `until` is the last day that counts, or empty. */
function writeRule(rule: Rule, until: string): string {
  const count = Number(rule.get('COUNT'));
  const parts = [...rule].filter(([name]) => name !== 'UNTIL' && name !== 'COUNT');
  if (until !== '') parts.push(['UNTIL', `${until.replaceAll('-', '')}T235959Z`]);
  else if (Number.isInteger(count) && count > 0 && count <= SOME)
    parts.push(['COUNT', String(count)]);
  return parts.map(([name, value]) => `${name}=${value}`).join(';');
}

type Expressed = Pick<Series, 'recurrence' | 'recurrenceDays' | 'recurrenceWeek'>;

const WEEKS: Readonly<Record<string, Series['recurrenceWeek']>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '-1': 'last',
};

/** A rule in the words of the form, or `undefined` where the form has none for it. */
export function expressRule(rule: Rule, start: string): Expressed | undefined {
  const has = (...names: string[]) => names.some((name) => rule.has(name));
  if (has('BYMONTH', 'BYWEEKNO', 'BYYEARDAY')) return undefined;
  const interval = Number(rule.get('INTERVAL') ?? 1);
  const startDay = WEEKDAYS[(new Date(`${start}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mo';
  const byDay = (rule.get('BYDAY') ?? '').split(',').filter(Boolean);
  const days = WEEKDAYS.filter((day) => byDay.includes(day.toUpperCase()));
  const plain = days.length === byDay.length;
  const freq = rule.get('FREQ');

  if (freq === 'DAILY' && !has('BYMONTHDAY', 'BYSETPOS') && plain) {
    if (interval === 1) return weekly('weekly', days.length === 0 ? [...WEEKDAYS] : days);
    if (byDay.length > 0) return undefined;
    if (interval === 7) return weekly('weekly', [startDay]);
    return interval === 14 ? weekly('biweekly', [startDay]) : undefined;
  }
  if (freq === 'WEEKLY' && !has('BYMONTHDAY', 'BYSETPOS') && plain) {
    const all = days.length === 0 ? [startDay] : days;
    if (interval === 1) return weekly('weekly', all);
    // Which days are of one week depends on the day it begins with; ours begins on Monday.
    const isSure = all.length === 1 || (rule.get('WKST') ?? 'MO') === 'MO';
    return interval === 2 && isSure ? weekly('biweekly', all) : undefined;
  }
  if (freq === 'MONTHLY' && interval === 1) {
    const setPosition = rule.get('BYSETPOS');
    const [, ordinal = setPosition, name] = /^([+-]?\d)?([A-Z]{2})$/.exec(byDay.join(',')) ?? [];
    if (name !== undefined && !has('BYMONTHDAY') && name.toLowerCase() === startDay) {
      const week = WEEKS[(ordinal ?? '').replace('+', '')];
      return week === undefined
        ? undefined
        : { recurrence: 'monthlyWeekday', recurrenceDays: [startDay], recurrenceWeek: week };
    }
    const dayOfMonth = Number(start.slice(8));
    const isThatDay = !has('BYMONTHDAY') || Number(rule.get('BYMONTHDAY')) === dayOfMonth;
    // Months without a 29th or 31st are left out by one program and moved by another.
    if (byDay.length === 0 && !has('BYSETPOS') && isThatDay && dayOfMonth <= 28) {
      return { recurrence: 'monthlyDay', recurrenceDays: [], recurrenceWeek: '' };
    }
  }
  return undefined;

  function weekly(recurrence: 'weekly' | 'biweekly', all: Series['recurrenceDays']) {
    // A first date beside the rule would be lost.
    if (!all.includes(startDay)) return undefined;
    return { recurrence, recurrenceDays: all, recurrenceWeek: '' as const };
  }
}
