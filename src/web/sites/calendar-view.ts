import { listWeek, listWeeksOfMonth, mondayOf, shiftMonth } from '../../domain/calendar-days.ts';
import { addDays, isDate } from '../../domain/time.ts';
import { oneValue, type Context } from '../context.ts';
import type { Query } from '../paths.ts';
import { calendarBounds, clampDay } from '../portal-filter.ts';

export const VIEWS = ['liste', 'tag', 'woche', 'monat'] as const;
export type View = (typeof VIEWS)[number];

/** One look at the calendar: which view, about which days. */
export interface CalendarView {
  readonly view: View;
  /** The day that was asked for, within what the calendar knows; YYYY-MM-DD. */
  readonly date: string;
  /** Weeks from Monday to Sunday; a single row of one day for the view of a day. */
  readonly weeks: readonly (readonly string[])[];
  /** What the address said that means nothing here, as it was written. */
  readonly ignored: readonly string[];
}

/** Reads view and day of an address. A day out of range is the nearest one; nonsense is named. */
export function readView(query: unknown, now: number, zone: string): CalendarView {
  const asked = oneValue(query, 'ansicht');
  const day = oneValue(query, 'datum');
  const view = VIEWS.find((one) => one === asked) ?? 'liste';
  const { first } = calendarBounds(now, zone);
  const date = isDate(day) ? clampDay(day, now, zone) : first;
  const weeks =
    view === 'monat' ? listWeeksOfMonth(date) : view === 'woche' ? [listWeek(date)] : [[date]];
  const ignored = [
    ...(asked !== '' && asked !== view ? [`ansicht=${asked}`] : []),
    ...(day !== '' && !isDate(day) ? [`datum=${day}`] : []),
  ];
  return { view, date, weeks, ignored: ignored.map((text) => text.slice(0, 60)) };
}

/** Views, the way back and forth, and today: all with the filters that are on. */
export function presentSteps(
  context: Context,
  zone: string,
  { view, date }: CalendarView,
  filters: Query,
) {
  const { paths, words, now } = context;
  const { first, last } = calendarBounds(now, zone);
  const start = startOfPeriod(view, date);
  const isNow = start <= first;
  // The address of what is now says no day, so that it means the same tomorrow.
  const at = (to: View, day: string) =>
    paths.list('event', {
      ...(to === 'liste' ? {} : { ansicht: to }),
      ...(to === 'liste' || startOfPeriod(to, day) <= first ? {} : { datum: day }),
      ...filters,
    });
  const before = previousPeriod(view, date);
  const after = nextPeriod(view, date);
  // One before is of use when it has not wholly gone by.
  const previousUrl = isNow ? '' : at(view, before < first ? first : before);
  const nowUrl = isNow ? '' : at(view, first);
  return {
    views: VIEWS.map((one) => ({
      url: at(one, isNow ? first : date),
      label: words.t(`calendar.view.${one}`),
      current: one === view,
    })),
    previousUrl,
    nextUrl: after > last ? '' : at(view, after),
    nowUrl: nowUrl === previousUrl ? '' : nowUrl,
    dayUrl: (day: string) => at('tag', day),
  };
}

function startOfPeriod(view: View, date: string): string {
  if (view === 'monat') return `${date.slice(0, 7)}-01`;
  return view === 'woche' ? mondayOf(date) : date;
}

function previousPeriod(view: View, date: string): string {
  if (view === 'monat') return shiftMonth(date, -1);
  return addDays(startOfPeriod(view, date), view === 'woche' ? -7 : -1);
}

function nextPeriod(view: View, date: string): string {
  if (view === 'monat') return shiftMonth(date, 1);
  return addDays(startOfPeriod(view, date), view === 'woche' ? 7 : 1);
}
