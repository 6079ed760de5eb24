import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import type { JCalComponent, JCalProperty } from './jcal.ts';

const OLDEST_YEAR = 1970;
/** Where no yearly rule holds, so many years are written out one by one. */
const YEARS_LISTED = 10;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Change {
  /** Wall time just before, which is how RFC 5545 (3.6.5) says when a change takes place. */
  readonly wall: Temporal.PlainDateTime;
  readonly from: string;
  readonly to: string;
  readonly isDaylight: boolean;
}

const zonesKept = new Map<string, JCalComponent>();

/**
 * A time zone as calendars want it (RFC 5545, 3.6.5), from what this machine knows of it. What has
 * been so for years and is so now goes on as a rule: “the last Sunday of March”.
 */
export function describeZone(zone: string, now: number): JCalComponent {
  const { year } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  // Half a century of changes takes longer to look at than a thousand events take to send.
  const key = `${zone} ${String(year)}`;
  const known = zonesKept.get(key) ?? workOutZone(zone, year, now);
  zonesKept.set(key, known);
  return known;
}

function workOutZone(zone: string, year: number, now: number): JCalComponent {
  const changes = listChanges(zone, OLDEST_YEAR, year + YEARS_LISTED);
  const observances = [true, false].flatMap((isDaylight) =>
    describeObservance(
      changes.filter((change) => change.isDaylight === isDaylight),
      year,
    ),
  );
  const parts = observances.length > 0 ? observances : [describeFixed(zone, now)];
  return ['vtimezone', [['tzid', {}, 'text', zone]], parts];
}

function listChanges(zone: string, fromYear: number, toYear: number): Change[] {
  const changes: Change[] = [];
  let at = Temporal.PlainDate.from({ year: fromYear, month: 1, day: 1 }).toZonedDateTime(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > toYear) return changes;
    const before = next.subtract({ nanoseconds: 1 });
    const lasted = next.offsetNanoseconds - before.offsetNanoseconds;
    if (lasted !== 0) {
      changes.push({
        wall: next.toPlainDateTime().subtract({ nanoseconds: lasted }),
        from: before.offset,
        to: next.offset,
        isDaylight: lasted > 0,
      });
    }
    at = next;
  }
}

/** One rule since it holds without a gap, or each change of the years around now. */
function describeObservance(changes: readonly Change[], year: number): JCalComponent[] {
  const current = changes.findLast((change) => change.wall.year <= year);
  if (current === undefined || !changes.some((change) => change.wall.year > year)) return [];
  const rule = [ruleOf(current, false), ruleOf(current, true)].find((candidate) =>
    changes.filter(({ wall }) => wall.year >= year).every((change) => follows(change, candidate)),
  );
  const name = current.isDaylight ? 'daylight' : 'standard';
  if (rule === undefined) {
    return changes
      .filter(({ wall }) => wall.year >= year - YEARS_LISTED)
      .map((change): JCalComponent => [name, propertiesOf(change), []]);
  }
  let first = changes.indexOf(current);
  while (first > 0) {
    const [earlier, later] = [changes[first - 1], changes[first]];
    if (earlier === undefined || later === undefined) break;
    if (!follows(earlier, rule) || later.wall.year - earlier.wall.year !== 1) break;
    first -= 1;
  }
  const recur = { freq: 'YEARLY', bymonth: rule.month, byday: rule.byDay };
  const since = changes[first] ?? current;
  return [[name, [...propertiesOf(since), ['rrule', {}, 'recur', recur]], []]];
}

interface YearlyRule {
  readonly month: number;
  /** `-1SU` */
  readonly byDay: string;
  readonly time: string;
  readonly from: string;
  readonly to: string;
}

function ruleOf({ wall, from, to }: Change, countsFromEnd: boolean): YearlyRule {
  const fromEnd = Math.ceil((wall.daysInMonth - wall.day + 1) / 7);
  const number = countsFromEnd ? -fromEnd : Math.ceil(wall.day / 7);
  return {
    month: wall.month,
    byDay: `${String(number)}${WEEKDAYS[wall.dayOfWeek - 1] ?? 'SU'}`,
    time: wall.toPlainTime().toString(),
    from,
    to,
  };
}

function follows(change: Change, rule: YearlyRule): boolean {
  return isDeepStrictEqual(ruleOf(change, rule.byDay.startsWith('-')), rule);
}

function propertiesOf({ wall, from, to }: Omit<Change, 'isDaylight'>): JCalProperty[] {
  return [
    ['dtstart', {}, 'date-time', wall.toString({ smallestUnit: 'second' })],
    ['tzoffsetfrom', {}, 'utc-offset', from],
    ['tzoffsetto', {}, 'utc-offset', to],
  ];
}

function describeFixed(zone: string, now: number): JCalComponent {
  const { offset } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const wall = Temporal.PlainDateTime.from(`${String(OLDEST_YEAR)}-01-01T00:00`);
  return ['standard', propertiesOf({ wall, from: offset, to: offset }), []];
}
