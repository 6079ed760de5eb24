import { findNextDay, isInSeries, listOccurrences, type RepeatedEvent } from '../recurrence.ts';
import { dayOf } from '../time.ts';
import type { Series } from './content.ts';

/** Tells of a problem: the field, the key of its sentence, and what the sentence needs to know. */
export type Say = (
  field: string,
  message: string,
  values?: Readonly<Record<string, string | number>>,
) => void;

export const NO_SERIES: Series = {
  recurrence: 'none',
  recurrenceDays: [],
  recurrenceWeek: '',
  recurrenceUntil: '',
  recurrenceDates: [],
  exceptions: [],
  cancelled: [],
  moved: [],
};

/** The questions about a series, in the order in which they are asked. */
export const SERIES_FIELDS = [
  'recurrence',
  'recurrenceDays',
  'recurrenceWeek',
  'recurrenceUntil',
  'recurrenceDates',
  'exceptions',
  'cancelled',
  'moved',
] as const satisfies readonly (keyof Series)[];

/**
 * Without the answers that the chosen rule does not ask for. Whoever tries one rule and takes another
 * leaves them behind, and a script hides them.
 */
export function tidySeries(series: Series): Series {
  const { recurrence } = series;
  if (recurrence === 'none') return { ...NO_SERIES, cancelled: series.cancelled };
  const isWeekly = recurrence === 'weekly' || recurrence === 'biweekly';
  const isMonthlyWeekday = recurrence === 'monthlyWeekday';
  return {
    recurrence,
    recurrenceDays: isWeekly || isMonthlyWeekday ? series.recurrenceDays : [],
    recurrenceWeek: isMonthlyWeekday ? series.recurrenceWeek : '',
    recurrenceUntil: recurrence === 'dates' ? '' : series.recurrenceUntil,
    recurrenceDates: recurrence === 'dates' ? series.recurrenceDates : [],
    exceptions: series.exceptions,
    cancelled: series.cancelled,
    moved: series.moved,
  };
}

interface Frame {
  readonly now: number;
  readonly zone: string;
  /** The last day that a date may be on. */
  readonly horizon: string;
}

/** Rules between the answers of a series whose first date is usable. */
export function listSeriesProblems(event: RepeatedEvent, frame: Frame, say: Say): void {
  const { now, zone, horizon } = frame;
  const { recurrenceUntil: until, startDate } = event;
  if (event.recurrence === 'monthlyWeekday' && event.recurrenceDays.length > 1) {
    say('recurrenceDays', 'oneWeekday');
    return;
  }
  if (until !== '' && until < startDate) {
    say('recurrenceUntil', 'untilBeforeStart');
    return;
  }
  if (until > horizon) say('recurrenceUntil', 'untilTooFar');
  if (event.recurrence === 'dates' && event.recurrenceDates.length === 0) {
    say('recurrenceDates', 'datesMissing');
    return;
  }
  if (event.recurrenceDates.some((day) => day > horizon)) say('recurrenceDates', 'dateTooFar');
  // It would be easy to begin with the next one in silence, and somebody would stand there in vain.
  if (!isInSeries(event, startDate)) {
    const day = findNextDay(event, startDate);
    if (day === undefined) say('recurrenceUntil', 'seriesEmpty');
    else say('startDate', 'startNotInSeries', { day });
    return;
  }
  listDayProblems(event, horizon, say);

  if (event.recurrence === 'none') return;
  if (listOccurrences(event, zone, { now, limit: 1 }).length === 0)
    say('exceptions', 'seriesEmpty');
  else if (listOccurrences(event, zone, { now, from: now, limit: 1 }).length === 0) {
    say(event.recurrence === 'dates' ? 'recurrenceDates' : 'recurrenceUntil', 'seriesOver', {
      day: dayOf(now, zone),
    });
  }
}

/**
 * Single days that are taken out, cancelled or moved: each a day of the series, and each once. Only a
 * moved date may be cancelled too, and keeps where it was moved to.
 */
function listDayProblems(event: RepeatedEvent, horizon: string, say: Say): void {
  const lists = {
    exceptions: event.exceptions,
    cancelled: event.cancelled,
    moved: event.moved.map(({ date }) => date),
  };
  for (const [field, days] of Object.entries(lists)) {
    const stranger = days.find((day) => !isInSeries(event, day));
    const twice = days.find(
      (day, index) =>
        days.indexOf(day) !== index || (field !== 'exceptions' && lists.exceptions.includes(day)),
    );
    if (stranger !== undefined) say(field, 'dayNotInSeries', { day: stranger });
    else if (twice !== undefined) say(field, 'dayTwice', { day: twice });
  }
  // Two dates at the same moment would be one to everybody who reads them.
  const taken = new Set<string>();
  for (const { date, toDate, toTime } of event.moved) {
    const time = event.allDay ? '' : toTime || event.startTime;
    const keepsItsTime = event.allDay || time === event.startTime;
    const isOthers =
      keepsItsTime &&
      isInSeries(event, toDate) &&
      !event.exceptions.includes(toDate) &&
      !lists.moved.includes(toDate);
    const isTaken = isOthers || taken.size === taken.add(`${toDate} ${time}`).size;
    if (toDate > horizon) say('moved', 'dateTooFar');
    else if (toDate === date && keepsItsTime) say('moved', 'movedNowhere', { day: date });
    else if (isTaken) say('moved', 'movedOntoOther', { day: toDate });
    else continue;
    return;
  }
}
