import { listDaysOf } from '../../domain/calendar-days.ts';
import { dayOf, toInstant } from '../../domain/time.ts';
import { byBeginning, type EventDate } from '../../db/queries/event-dates.ts';
import {
  formatDate,
  formatDay,
  formatMonth,
  formatTimes,
  formatWeekday,
} from '../../locales/formats.ts';
import { sayState } from '../../locales/series-words.ts';
import type { Context } from '../context.ts';
import { publicDistrict } from '../present-item.ts';
import type { CalendarView } from './calendar-view.ts';

/** So many stand on a day at most, also on paper. */
export const MAX_A_DAY = 40;
/** So many stand on a day of the screen; the view of the day has the others. */
const SHOWN_A_DAY = { monat: 5, woche: 12 };

/** A month with more is printed in smaller letters, so that it stays a matter of a few pages. */
const MANY_ON_PAPER = 90;

/** What one cell of a week or month says of an event. */
function presentEntry(context: Context, zone: string, row: EventDate, date: string) {
  const { words, paths, city, now } = context;
  const { content } = row;
  const note = sayState({ ...row, state: row.dateState }, { words, zone, now });
  return {
    url: paths.item(row.kind, row.slug),
    title: row.title,
    lang: row.language,
    time: timeOn(context, zone, row, date),
    cancelled: row.dateState === 'cancelled',
    note,
    district: publicDistrict(words, city, row.districtId),
    place: content.placeName || (city.stadtteilByCode.get(row.stadtteil)?.name ?? content.street),
  };
}

/** "15 Uhr" on its first day, "noch bis 6. Dezember" on those after it. */
function timeOn({ words, now }: Context, zone: string, row: EventDate, date: string): string {
  if (dayOf(row.startsAt, zone) < date) {
    return words.t('time.until', { day: formatDate(words, zone, row.endsAt - 1, now) });
  }
  return row.content.kind === 'event' && row.content.allDay
    ? words.t('time.allDay')
    : formatTimes(words, zone, row.startsAt, null);
}

/** Weeks and days with what is on; past days and those of another month stay empty. */
export function presentWeeks(
  context: Context,
  zone: string,
  { view, date, weeks }: CalendarView,
  rows: readonly EventDate[],
  dayUrl: (day: string) => string,
) {
  const { words, now } = context;
  const today = dayOf(now, zone);
  const byDay = putOnDays(rows, zone, weeks, today);
  const noon = (day: string) => toInstant(day, '12:00', zone);
  const shown = view === 'monat' ? SHOWN_A_DAY.monat : SHOWN_A_DAY.woche;
  const presentDay = (day: string) => {
    const isOutside = view === 'monat' && day.slice(0, 7) !== date.slice(0, 7);
    const here = isOutside ? [] : (byDay.get(day) ?? []);
    const entries = here.slice(0, MAX_A_DAY);
    return {
      date: day,
      number: day.slice(8).replace(/^0/, ''),
      label: formatDay(words, zone, noon(day), now),
      url: dayUrl(day),
      isOutside,
      isPast: day < today,
      isToday: day === today,
      entries: entries.map((row, index) => ({
        ...presentEntry(context, zone, row, day),
        onPaperOnly: index >= shown,
      })),
      more: sayMore(context, here.length, shown),
      moreOnPaper: here.length > MAX_A_DAY,
    };
  };
  const presented = weeks.map((week) => week.map(presentDay));
  const entries = presented.flat().reduce((sum, { entries }) => sum + entries.length, 0);
  return {
    isDense: entries > MANY_ON_PAPER,
    weekdays: (weeks[0] ?? []).map((day) => ({
      long: formatWeekday(words, zone, noon(day), 'long'),
      short: formatWeekday(words, zone, noon(day), 'short'),
    })),
    weeks: presented,
  };
}

/** The dates under their days, in the order of the calendar; none under days that are past. */
function putOnDays(
  rows: readonly EventDate[],
  zone: string,
  weeks: CalendarView['weeks'],
  today: string,
): Map<string, EventDate[]> {
  const days = weeks.flat();
  const [from = today] = days;
  const stretch = { first: from < today ? today : from, last: days.at(-1) ?? today };
  const byDay = new Map<string, EventDate[]>();
  for (const row of [...rows].sort(byBeginning)) {
    for (const day of listDaysOf(row, zone, stretch)) {
      const there = byDay.get(day);
      if (there === undefined) byDay.set(day, [row]);
      else there.push(row);
    }
  }
  return byDay;
}

/** Nobody counts beyond what is read for a day; then it is "more than". */
function sayMore({ words }: Context, found: number, shown: number): string {
  if (found <= shown) return '';
  return found > MAX_A_DAY
    ? words.t('calendar.moreThan', { count: MAX_A_DAY - shown })
    : words.t('calendar.more', { count: found - shown });
}

/** "Samstag, 5. Dezember", "30. November bis 6. Dezember", "Dezember 2026" */
export function sayPeriod(
  { words, now }: Context,
  zone: string,
  { view, date, weeks }: CalendarView,
): string {
  const noon = (day: string) => toInstant(day, '12:00', zone);
  if (view === 'monat') return formatMonth(words, zone, noon(date));
  if (view === 'tag') return formatDay(words, zone, noon(date), now);
  const [week = []] = weeks;
  const [from = date, to = date] = [week[0], week.at(-1)];
  return words.t('time.dayToDay', {
    from: formatDate(words, zone, noon(from), now),
    to: formatDate(words, zone, noon(to), now),
  });
}
