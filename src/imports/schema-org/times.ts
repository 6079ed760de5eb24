import { dayOf, isDate, timeOf } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';

/** The dates of a schema.org event: ISO 8601 with an offset, without one, or a day alone. */
export function readSchemaTimes(
  thing: Readonly<Record<string, unknown>>,
  zone: string,
): Record<string, string> {
  const start = readMoment(thing['startDate'], zone);
  const end = readMoment(thing['endDate'], zone);
  if (start === undefined) return {};
  // Many write an hour of the day into a property of its own.
  const doorTime = start.time === '' ? readMoment(thing['startTime'], zone)?.time : undefined;
  const time = start.time || (doorTime ?? '');
  const begin: Record<string, string> = { startDate: start.date };
  if (time === '') begin['allDay'] = 'yes';
  else begin['startTime'] = time;
  if (end === undefined || end.date < start.date) return begin;
  const night = end.date === addDays(start.date, 1) && end.time !== '' && end.time <= '08:00';
  if (time !== '' && end.time !== '' && !(end.date === start.date && end.time <= time)) {
    begin['endTime'] = end.time;
  }
  if (end.date > start.date && !(night && time !== '')) begin['endDate'] = end.date;
  return begin;
}

function readMoment(value: unknown, zone: string): { date: string; time: string } | undefined {
  if (typeof value !== 'string') return undefined;
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?/.exec(
      value.trim(),
    );
  const [, date = '', time, offset] = match ?? [];
  if (!isDate(date)) return undefined;
  if (time === undefined) return { date, time: '' };
  if (offset === undefined) return { date, time };
  const instant = Date.parse(`${date}T${time}:00${offset.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(instant)) return undefined;
  return { date: dayOf(instant, zone), time: timeOf(instant, zone) };
}
