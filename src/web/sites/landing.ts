import type { Response } from 'express';
import { listNews } from '../../db/queries/articles.ts';
import { listNextEvents, type EventDate } from '../../db/queries/event-dates.ts';
import { listPromoted } from '../../db/queries/sites.ts';
import { addDays, dayOf, toInstant } from '../../domain/time.ts';
import { contextOf, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { spanOfDays, SPANS } from '../portal-filter.ts';
import { presentNewsLine } from '../present-article.ts';
import { sendPage } from '../render.ts';
import { landingForMachines } from './for-machines.ts';
import { atNextDate, presentLine } from './pages.ts';

const TODAY = 4;
const WEEKEND = 5;
const NEWS = 3;

/** The landing page of the portal: all districts, what was chosen for all, and what is on. */
export async function showLanding(parts: WebParts, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, now, city } = context;
  const { read } = parts.db;
  const promoted = await listPromoted(read);
  const { today, later, laterIs } = await listSoon(parts, context);
  const { news } = await listNews(read, {}, NEWS);
  sendPage(res, 'sites/landing', {
    title: words.t('landing.title'),
    description: words.t('landing.lead', {
      count: city.districts.length,
      city: city.names.city,
    }),
    current: 'home',
    promoted: promoted.map((row) =>
      presentLine(context, parts.zone, atNextDate(row, parts.zone, now)),
    ),
    today,
    later,
    laterIs,
    news: news.map((row) => presentNewsLine(context, parts.zone, row)),
    spans: SPANS,
    ...landingForMachines(context, parts),
  });
}

/** What is on today, and at the weekend or, where that has nothing or is nearly over, after it. */
async function listSoon(parts: WebParts, context: Context) {
  const { now } = context;
  const { zone } = parts;
  const list = (from: number, to: number | undefined, limit: number) =>
    listNextEvents(
      parts.db.read,
      { districtId: undefined, notOverAt: from, beginsBefore: to },
      limit,
    );
  const present = (rows: readonly EventDate[], from: number) =>
    rows.map((row) => presentLine(context, zone, row, from));
  const tomorrow = toInstant(addDays(dayOf(now, zone), 1), '00:00', zone);
  const weekend = spanOfDays('wochenende', now, zone);
  const from = Math.max(weekend.from, tomorrow);
  const isOver = from >= weekend.to;
  const onToday = await list(now, tomorrow, TODAY);
  const today = present(onToday, now);
  const atWeekend = isOver ? [] : await list(from, weekend.to, WEEKEND);
  if (atWeekend.length > 0) {
    return { today, later: present(atWeekend, from), laterIs: 'weekend' as const };
  }
  const next = isOver ? tomorrow : weekend.to;
  // A series that has a line for today is not told of twice.
  const shown = new Set(onToday.map(({ submissionId }) => submissionId));
  const coming = await list(next, undefined, WEEKEND + TODAY);
  const others = coming.filter(({ submissionId }) => !shown.has(submissionId)).slice(0, WEEKEND);
  const later = present(others, next);
  return { today, later, laterIs: isOver ? ('soon' as const) : ('afterwards' as const) };
}
