import type { Request, Response } from 'express';
import type { Database } from '../../db/connection.ts';
import {
  listDatesByDay,
  listRunningDates,
  type CalendarFilter,
} from '../../db/queries/calendar-days.ts';
import { byBeginning, listEventDates, type EventDate } from '../../db/queries/event-dates.ts';
import { listDaysOf, spanOfDay } from '../../domain/calendar-days.ts';
import { dayOf } from '../../domain/time.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import type { Query } from '../paths.ts';
import { readFilter, SPANS, type PortalFilter } from '../portal-filter.ts';
import { presentFilters, type FilterPage } from '../present-filters.ts';
import { presentSubscription } from '../present-subscription.ts';
import { sendPage } from '../render.ts';
import { presentSteps, readView, type CalendarView } from './calendar-view.ts';
import { listForMachines } from './for-machines.ts';
import { groupByDay, presentLine } from './pages.ts';
import { MAX_A_DAY, presentWeeks, sayPeriod } from './present-calendar.ts';

const PAGE_SIZE = 30;

interface Stretch {
  /** UTC milliseconds. */
  readonly from: number;
  readonly to: number | undefined;
}

/** The calendar as a list, a day, a week or a month. */
export async function showCalendar(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, site, now, city, paths } = context;
  const { zone } = parts;
  const read = readFilter('event', req.query, { city, now, zone });
  const shown = readView(req.query, now, zone);
  const isList = shown.view === 'liste';
  // The other views have days of their own.
  const { wann: _span, von: _from, bis: _to, ...others } = read.given;
  const given = isList ? read.given : others;
  const filter = { ...read, given, ignored: [...shown.ignored, ...read.ignored] };
  const kept: Query = isList ? {} : { ansicht: shown.view, datum: datumOf(shown, now, zone) };
  const page: FilterPage = {
    url: (query) => paths.list('event', query),
    kept,
    withDays: isList,
  };
  const steps = presentSteps(context, zone, shown, others);
  const period = sayPeriod(context, zone, shown);
  const wanted = { districtId: site?.id, facets: filter.facets };
  const title = words.t('list.event.title');
  sendPage(res, 'sites/calendar', {
    title: isList ? title : `${title}: ${period}`,
    current: 'event',
    ...listForMachines(context, 'event', given),
    view: shown.view,
    script: shown.view === 'monat' ? ['calendar.js'] : [],
    period,
    steps,
    given,
    filters: presentFilters(context, zone, 'event', filter, page),
    spans: listSpans(context, read.given, isList),
    subscription: presentSubscription(context, 'event', given),
    printedAddress: (context.siteOrigin + paths.list('event')).replace(/^https?:\/\//, ''),
    ...(shown.view === 'liste' || shown.view === 'tag'
      ? await showLines(parts, context, shown, filter, wanted, oneValue(req.query, 'ab'), kept)
      : { grid: await showGrid(parts, context, shown, wanted, steps.dayUrl) }),
  });
}

/** A list page by page; the view of a day is the list of that day. */
async function showLines(
  parts: WebParts,
  context: Context,
  { view, date }: CalendarView,
  filter: PortalFilter,
  wanted: CalendarFilter,
  cursor: string,
  kept: Query,
) {
  const { now, paths } = context;
  const after = cursor || undefined;
  const stretch = view === 'tag' ? spanOfDay(date, parts.zone) : filter.stretch;
  const from = Math.max(now, stretch?.from ?? now);
  const { items, next } = await listStretch(
    parts.db.read,
    wanted,
    { from, to: stretch?.to },
    { now, zone: parts.zone, after },
  );
  const lines = items.map((row) => presentLine(context, parts.zone, row, from));
  const here = { ...kept, ...filter.given };
  return {
    days: groupByDay(lines),
    firstUrl: after === undefined ? '' : paths.list('event', here),
    nextUrl: next === undefined ? '' : paths.list('event', { ...here, ab: next }),
  };
}

/**
 * Far ahead, what runs on from before comes first and what begins then follows: by the end of each
 * date alone, all that lies between would have to be looked at.
 */
async function listStretch(
  db: Database,
  wanted: CalendarFilter,
  { from, to }: Stretch,
  { now, zone, after }: { now: number; zone: string; after: string | undefined },
): Promise<{ items: EventDate[]; next: string | undefined }> {
  const ahead = { ...wanted, notOverAt: from, beginsBefore: to };
  if (from <= now) return listEventDates(db, ahead, PAGE_SIZE, after);
  const page = await listEventDates(db, { ...ahead, beginsFrom: from }, PAGE_SIZE, after);
  if (after !== undefined) return page;
  const day = dayOf(from, zone);
  const running = (await listRunningDates(db, wanted, { from, to: from })).filter(
    (row) => listDaysOf(row, zone, { first: day, last: day }).length > 0,
  );
  return { ...page, items: [...running.sort(byBeginning), ...page.items] };
}

async function showGrid(
  parts: WebParts,
  context: Context,
  shown: CalendarView,
  wanted: CalendarFilter,
  dayUrl: (day: string) => string,
) {
  const { now } = context;
  const { zone } = parts;
  const today = dayOf(now, zone);
  const month = shown.date.slice(0, 7);
  const days = shown.weeks
    .flat()
    .filter((day) => day >= today && (shown.view === 'woche' || day.startsWith(month)))
    .map((day) => spanOfDay(day, zone));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const beginning = await listDatesByDay(parts.db.read, wanted, days, MAX_A_DAY + 1);
  const running = await listRunningDates(parts.db.read, wanted, { from: first.from, to: last.to });
  const rows = new Map(
    [...beginning, ...running]
      .filter(({ endsAt }) => endsAt > now)
      .map((row) => [`${row.submissionId} ${row.date}`, row]),
  );
  return rows.size === 0
    ? undefined
    : presentWeeks(context, zone, shown, [...rows.values()], dayUrl);
}

/** The day in the address, where it says anything. */
function datumOf({ date }: CalendarView, now: number, zone: string): string | undefined {
  return date === dayOf(now, zone) ? undefined : date;
}

/** The spans with the filters that are on; a span takes the place of the days that were given. */
function listSpans(context: Context, given: PortalFilter['given'], isList: boolean) {
  const { words, paths } = context;
  const { wann: current, von, bis, ...filters } = given;
  const all = {
    url: paths.list('event', filters),
    label: words.t('span.all'),
    current: isList && current === undefined && von === undefined && bis === undefined,
  };
  return [
    all,
    ...SPANS.map((span) => ({
      url: paths.list('event', { ...filters, wann: span }),
      label: words.t(`span.${span}`),
      current: isList && span === current,
    })),
  ];
}
