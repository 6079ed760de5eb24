import ICAL from 'ical.js';
import rrule from 'rrule';
import { floating, local, shift, type Case } from './table.ts';

// Two libraries that know nothing of ours: ical.js expands a calendar file with a time zone of its
// own, `rrule` the bare days.

const BERLIN = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`;

// What the library's own types leave open.
interface Details {
  readonly recurrenceId: ICAL.Time;
  readonly item: ICAL.Event;
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
}

/** "2026-12-08 cancelled 2026-12-08T14:00Z/2026-12-08T17:30Z" for each date until an instant. */
export function expandByCalendarFile(example: Case, until: number): string[] {
  const calendar = new ICAL.Component(ICAL.parse(writeCalendar(example)) as string);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), 'Europe/Berlin');
  }
  const parts = calendar.getAllSubcomponents('vevent');
  const event = new ICAL.Event(parts[0], { exceptions: parts.slice(1) });
  const found: { day: string; state: string; start: number; end: number }[] = [];
  const add = (details: Details) => {
    const { recurrenceId, item, startDate } = details;
    // The first one ends as the file says; ical.js would add its length in real hours.
    const isFirst = item === event && startDate.compare(event.startDate) === 0;
    const endDate = isFirst ? event.endDate : details.endDate;
    const isCancelled = item.component.getFirstPropertyValue('status') === 'CANCELLED';
    found.push({
      day: recurrenceId.toString().slice(0, 10),
      state: isCancelled ? 'cancelled' : item === event ? 'planned' : 'moved',
      ...resolve(startDate, endDate),
    });
  };
  const iterator = event.iterator();
  const read = () => iterator.next() as ICAL.Time | undefined;
  for (let next = read(); next !== undefined; next = read()) {
    // A moved date may come before its turn, so a little more is read than is kept.
    if (next.toJSDate().getTime() > until + 60 * 86_400_000) break;
    add(event.getOccurrenceDetails(next));
  }
  return found
    .filter(({ start }) => start < until)
    .sort((a, b) => a.start - b.start)
    .map(({ day, state, start, end }) => describe(day, state, start, end));
}

/**
 * ical.js has hours that the clocks skip or repeat its own way. RFC 5545 (3.3.5) wants the offset from
 * before the gap, and of an hour that comes twice the first; all other hours are taken from ical.js.
 */
function toInstant(time: ICAL.Time): number {
  const wall = floating(time.toString().replace(/[-:]/g, ''));
  const at = new Date(wall);
  const isLastSunday = at.getUTCDay() === 0 && at.getUTCDate() > 24;
  if (!isLastSunday || at.getUTCHours() !== 2) return time.toJSDate().getTime();
  const hours = { 2: 1, 9: 2 }[at.getUTCMonth()];
  return hours === undefined ? time.toJSDate().getTime() : wall - hours * 3_600_000;
}

/** What would end before it began, since its beginning was moved out of the gap, keeps its length. */
function resolve(startDate: ICAL.Time, endDate: ICAL.Time): { start: number; end: number } {
  const [start, end] = [toInstant(startDate), toInstant(endDate)];
  const wall = (time: ICAL.Time) => floating(time.toString().replace(/[-:]/g, ''));
  return { start, end: end > start ? end : start + wall(endDate) - wall(startDate) };
}

export function describe(day: string, state: string, start: number, end: number): string {
  const at = (instant: number) => new Date(instant).toISOString().slice(0, 16);
  return `${day} ${state} ${at(start)}/${at(end)}`;
}

function writeCalendar({ event, rule, start, end }: Case): string {
  const time = start.slice(9);
  const day = (date: string) => `${date.replaceAll('-', '')}T${time}`;
  const zoned = (name: string, value: string) => `${name};TZID=Europe/Berlin:${value}`;
  const one = (lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'].join('\n');
  const isSingle = event.recurrence === 'none';
  const length = floating(end) - floating(start);
  const moment = (milliseconds: number) =>
    new Date(milliseconds).toISOString().replace(/[-:]/g, '').slice(0, 15);
  const overrides = [
    ...(isSingle ? [] : event.cancelled).map((date) =>
      one([
        zoned('RECURRENCE-ID', day(date)),
        zoned('DTSTART', day(date)),
        zoned('DTEND', moment(floating(day(date)) + length)),
        'STATUS:CANCELLED',
      ]),
    ),
    ...event.moved.map(({ date, toDate, toTime }) => {
      const to = event.allDay || toTime === '' ? day(toDate) : local(toDate, toTime);
      // Without an end it lasts until midnight, however late it begins.
      const toEnd =
        event.endTime === '' && !event.allDay
          ? local(shift(toDate, 1), '00:00')
          : moment(floating(to) + length);
      return one([zoned('RECURRENCE-ID', day(date)), zoned('DTSTART', to), zoned('DTEND', toEnd)]);
    }),
  ];
  const main = one([
    zoned('DTSTART', start),
    zoned('DTEND', end),
    ...(rule === '' ? [] : [`RRULE:${rule}`]),
    // With nothing but RDATEs ical.js forgets the first date; said twice it counts once.
    ...(event.recurrence === 'dates' ? [event.startDate, ...event.recurrenceDates] : []).map(
      (date) => zoned('RDATE', day(date)),
    ),
    ...event.exceptions.map((date) => zoned('EXDATE', day(date))),
    ...(isSingle && event.cancelled.length > 0 ? ['STATUS:CANCELLED'] : []),
  ]);
  return `BEGIN:VCALENDAR\nVERSION:2.0\n${BERLIN}\n${main}\n${overrides.join('\n')}\nEND:VCALENDAR`.replace(
    /\n+/g,
    '\r\n',
  );
}

/** The bare days of the rule without those that are left out, until a day. */
export function expandDays({ event, rule }: Case, until: string): string[] {
  const noon = (date: string) => `${date.replaceAll('-', '')}T120000Z`;
  const text = [
    `DTSTART:${noon(event.startDate)}`,
    // A set of chosen days is a rule that names the first one, and more days.
    `RRULE:${rule === '' ? 'FREQ=DAILY;COUNT=1' : rule.replace('T235959', 'T235959Z')}`,
    ...event.recurrenceDates.map((date) => `RDATE:${noon(date)}`),
    ...event.exceptions.map((date) => `EXDATE:${noon(date)}`),
  ].join('\n');
  return rrule
    .rrulestr(text, { forceset: true })
    .between(new Date(0), new Date(`${until}T23:00:00Z`), true)
    .map((date) => date.toISOString().slice(0, 10))
    .sort();
}
