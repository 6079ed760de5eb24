import type { PublishedItem } from '../db/published-items.ts';
import type { Occurrence } from '../domain/recurrence.ts';
import { formatDay, formatTimes } from '../locales/formats.ts';
import { saySeries } from '../locales/series-words.ts';
import type { FeedFrame } from './frame.ts';
import { saysEnd } from './series-rule.ts';

/** An item, and of an event the date that this is about. */
export type DatedItem = PublishedItem & { readonly dateState?: Occurrence['state'] };

/**
 * When an event takes place, as sentences: its date, and of a series the rule. The year is always
 * said, since feeds are read later than they are written. Nothing for what is no event.
 */
export function sayWhen(row: DatedItem, frame: FeedFrame): string[] {
  const { content, startsAt, endsAt } = row;
  if (content.kind !== 'event' || startsAt === null || endsAt === null) return [];
  const { words, zone } = frame;
  const day = (instant: number) => formatDay(words, zone, instant, 0);
  const severalDays = content.endDate > content.startDate;
  const days = severalDays
    ? words.t('time.dayToDay', { from: day(startsAt), to: day(endsAt - 1) })
    : day(startsAt);
  const end = saysEnd(content) && content.endTime !== '' ? endsAt : null;
  const times = content.allDay ? words.t('time.allDay') : formatTimes(words, zone, startsAt, end);
  const date = [`${days}, ${times}`, isCancelled(row) ? words.t('series.cancelled') : ''];
  const series = content.recurrence === 'none' ? '' : saySeries(content, frame);
  return [date.filter(Boolean).join(': '), series].filter(Boolean);
}

/** Does the date that this is about not take place? */
export function isCancelled({ content, dateState }: DatedItem): boolean {
  if (dateState === 'cancelled') return true;
  return content.kind === 'event' && content.recurrence === 'none' && content.cancelled.length > 0;
}
