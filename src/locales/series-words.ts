import type { EventContent, MovedDate } from '../domain/kinds/content.ts';
import { atTime, endOf, onDay, startOf } from '../domain/kinds/when.ts';
import {
  listOccurrences,
  weekdaysOf,
  weekOf,
  type Occurrence,
  type RepeatedEvent,
} from '../domain/recurrence.ts';
import { addDays, dayOf, daysBetween, toInstant } from '../domain/time.ts';
import { formatDate, formatDay, formatTimes, listWords } from './formats.ts';
import type { Words } from './words.ts';

/** A date this near needs no “from …”: whoever reads it will find it among the next dates. */
const SOON_DAYS = 14;
/** Longer lists of days end with “and 5 more”. */
const MAX_NAMED = 6;

interface Frame {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
}

/**
 * A series in one sentence, as it was understood: “Jeden Dienstag, 15 bis 18.30 Uhr, bis 30. Juni
 * 2027; nicht am 24. Dezember”. Nothing for a single event that takes place. Exceptions, cancelled and moved dates are
 * named as long as they lie ahead.
 */
export function saySeries(event: EventContent, frame: Frame): string {
  const { words } = frame;
  if (event.recurrence === 'none') {
    return event.cancelled.length > 0 ? words.t('series.singleCancelled') : '';
  }
  const parts = [sayRule(event, frame), sayTimes(event, frame), sayBounds(event, frame)];
  const sentence = capital(parts.filter(Boolean).join(', '), words);
  return [sentence, ...sayExceptions(event, frame), ...sayChanges(event, frame)].join('; ');
}

/** The same without single dates that are cancelled or moved, where those stand in a list below it. */
export function sayRegularDates(event: EventContent, frame: Frame): string {
  return saySeries({ ...event, cancelled: [], moved: [] }, frame);
}

/** “jeden Dienstag und Donnerstag”, “am 31. jedes Monats, der ihn hat”, “am 5. und 12. Dezember” */
function sayRule(event: RepeatedEvent, frame: Frame): string {
  const { words } = frame;
  const days = weekdaysOf(event);
  switch (event.recurrence) {
    case 'none':
      return '';
    case 'weekly':
      if (days.length === 7) return words.t('series.daily');
      return words.t('series.weekly', { days: sayWeekdays(days, words) });
    case 'biweekly':
      return words.t('series.biweekly', { days: sayWeekdays(days, words) });
    case 'monthlyWeekday':
      return words.t('series.monthlyWeekday', { week: weekOf(event), weekday: days[0] ?? 'mo' });
    case 'monthlyDay': {
      const day = Number(event.startDate.slice(8));
      return words.t(day > 28 ? 'series.monthlyDayIfAny' : 'series.monthlyDay', { day });
    }
    case 'dates':
      return sayChosenDays(event, frame);
  }
}

function sayWeekdays(days: readonly string[], words: Words): string {
  return listWords(
    words,
    days.map((day) => words.t(`series.weekday.${day}`)),
  );
}

function sayChosenDays(event: RepeatedEvent, frame: Frame): string {
  const all = [...new Set([event.startDate, ...event.recurrenceDates])].sort();
  const ahead = all.filter((day) => day >= dayOf(frame.now, frame.zone));
  return frame.words.t('series.dates', { dates: sayDays(ahead.length > 0 ? ahead : all, frame) });
}

/** “15 bis 18.30 Uhr”, “ganztägig”, “jeweils 3 Tage” */
function sayTimes(event: EventContent, { words, zone }: Frame): string {
  const days = event.endDate === '' ? 1 : daysBetween(event.startDate, event.endDate) + 1;
  if (days > 1) return words.t('series.severalDays', { count: days });
  if (event.allDay) return words.t('time.allDay');
  const end = event.endTime === '' ? null : endOf(event, zone);
  return formatTimes(words, zone, startOf(event, zone), end);
}

function sayBounds(event: EventContent, frame: Frame): string {
  if (event.recurrence === 'dates') return '';
  const { words, zone, now } = frame;
  const beginsLater = event.startDate > addDays(dayOf(now, zone), SOON_DAYS);
  const from = sayDay(event.startDate, frame);
  if (event.recurrenceUntil === '') return beginsLater ? words.t('series.from', { from }) : '';
  const until = sayDay(event.recurrenceUntil, frame);
  return beginsLater
    ? words.t('series.fromUntil', { from, until })
    : words.t('series.until', { until });
}

const aheadOf =
  ({ now, zone }: Frame) =>
  (day: string) =>
    day >= dayOf(now, zone);

function sayExceptions(event: EventContent, frame: Frame): string[] {
  const days = event.exceptions.filter(aheadOf(frame));
  if (days.length === 0) return [];
  return [frame.words.t('series.except', { dates: sayDays(days, frame) })];
}

function sayChanges(event: EventContent, frame: Frame): string[] {
  const { words } = frame;
  const isAhead = aheadOf(frame);
  // A moved date that is cancelled is named by the day for which people have it in mind.
  const cancelled = event.cancelled
    .map((day) => event.moved.find(({ date }) => date === day)?.toDate ?? day)
    .filter(isAhead)
    .sort();
  const moved = event.moved.filter(
    ({ date, toDate }) => !event.cancelled.includes(date) && (isAhead(date) || isAhead(toDate)),
  );
  return [
    ...(cancelled.length === 0
      ? []
      : [words.t('series.cancelledOn', { dates: sayDays(cancelled, frame) })]),
    ...moved.slice(0, MAX_NAMED).map((one) => sayMoved(event, one, frame)),
  ];
}

function sayMoved(event: EventContent, { date, toDate, toTime }: MovedDate, frame: Frame): string {
  const { words, zone } = frame;
  const [from, to] = [sayDay(date, frame), sayDay(toDate, frame)];
  if (event.allDay || toTime === '' || toTime === event.startTime) {
    return words.t('series.movedTo', { from, to });
  }
  const when = atTime(onDay(event, toDate), toTime);
  const end = event.endTime === '' ? null : endOf(when, zone);
  const times = formatTimes(words, zone, startOf(when, zone), end);
  return words.t(date === toDate ? 'series.otherTime' : 'series.movedToTime', { from, to, times });
}

function sayDays(days: readonly string[], frame: Frame): string {
  const named = days.slice(0, days.length > MAX_NAMED + 1 ? MAX_NAMED : days.length);
  const rest = days.length - named.length;
  const { words } = frame;
  return listWords(words, [
    ...named.map((day) => sayDay(day, frame)),
    ...(rest > 0 ? [words.t('series.more', { count: rest })] : []),
  ]);
}

function sayDay(day: string, { words, zone, now }: Frame): string {
  return formatDate(words, zone, toInstant(day, '12:00', zone), now);
}

const capital = (text: string, words: Words): string =>
  text.slice(0, 1).toLocaleUpperCase(words.locale) + text.slice(1);

/** The next dates that are ahead, one line each: day, times and what became of it. */
export function listNextDates(event: EventContent, frame: Frame, limit: number): NextDate[] {
  const { zone, now } = frame;
  return listOccurrences(event, zone, { now, from: now, limit }).map((one) =>
    presentDate(event, one, frame),
  );
}

function presentDate(event: EventContent, one: Occurrence, frame: Frame) {
  const { words, zone } = frame;
  const day = (instant: number) => formatDay(words, zone, instant, frame.now);
  const isLong = event.endDate !== '' && event.endDate !== event.startDate;
  const first = day(one.startsAt);
  return {
    state: one.state,
    startsAt: one.startsAt,
    day: isLong ? words.t('time.dayToDay', { from: first, to: day(one.endsAt - 1) }) : first,
    times: event.allDay
      ? words.t('time.allDay')
      : formatTimes(words, zone, one.startsAt, event.endTime === '' ? null : one.endsAt),
    note: sayState(one, frame),
  };
}

/** “fällt aus”, “verlegt vom 8. Dezember”, “zu anderer Uhrzeit”; nothing for a date as planned. */
export function sayState(
  { state, date, startsAt }: Pick<Occurrence, 'state' | 'date' | 'startsAt'>,
  frame: Frame,
): string {
  const { words, zone } = frame;
  if (state === 'cancelled') return words.t('series.cancelled');
  if (state === 'planned') return '';
  if (dayOf(startsAt, zone) === date) return words.t('series.movedTime');
  return words.t('series.moved', { day: sayDay(date, frame) });
}

export type NextDate = ReturnType<typeof presentDate>;
