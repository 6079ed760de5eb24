import { z } from 'zod';
import type { FieldProblem } from '../errors.ts';
import type { RepeatedEvent } from '../recurrence.ts';
import { readSpokenEnd, readSpokenTimes } from '../spoken-time.ts';
import { addDays, dayOf } from '../time.ts';
import { ATTENDANCE, RECURRENCES, REGISTRATION, WEEKDAYS, WEEKS_OF_MONTH } from '../vocabulary.ts';
import { commonFields } from './common.ts';
import * as field from './fields.ts';
import type { Answers } from './read-form.ts';
import { listSeriesProblems, type Say } from './series.ts';
import { endOf } from './when.ts';

const LATEST_END_OF_A_NIGHT = '08:00';
const MAX_DAYS_AHEAD = 3 * 366;

/** The questions about a series; their rules are in `series.ts`. */
const seriesFields = {
  recurrence: field.oneOf(RECURRENCES, 'none'),
  recurrenceDays: field.someOf(WEEKDAYS),
  recurrenceWeek: field.oneOf(['', ...WEEKS_OF_MONTH], ''),
  recurrenceUntil: field.date(),
  recurrenceDates: field.dates(),
  exceptions: field.dates(),
  cancelled: field.dates(),
  moved: field.movedDates(),
};

export const seriesForm = z.object(seriesFields);

export const eventFields = {
  ...commonFields,
  startDate: field.date(),
  startTime: field.time(),
  endDate: field.date(),
  endTime: field.time(),
  allDay: field.ticked(),
  ...seriesFields,
  price: field.line(),
  free: field.ticked(),
  registration: field.oneOf(REGISTRATION, 'none'),
  registrationUrl: field.webAddress(),
  attendance: field.oneOf(ATTENDANCE, 'onsite'),
  onlineUrl: field.webAddress(),
};

export const eventForm = z.object(eventFields);
export type EventAnswers = z.output<typeof eventForm>;

/**
 * The answers with what was said about the time as HH:MM. A span in the field of the start fills the
 * end too, where that was left empty. What is not understood stays, and is a problem at its field.
 */
export function withSpokenTimes(answers: Answers): Answers {
  const said = (name: string) => (typeof answers[name] === 'string' ? answers[name].trim() : '');
  const times = readSpokenTimes(said('startTime'));
  const startTime = times?.start ?? said('startTime');
  const endTime =
    said('endTime') === ''
      ? (times?.end ?? '')
      : (readSpokenEnd(said('endTime'), startTime) ?? said('endTime'));
  return { ...answers, startTime, endTime };
}

/** What the rules between the answers look at: the dates, the series, and how one takes part. */
type AnswersAboutWhen = RepeatedEvent &
  Pick<EventAnswers, 'attendance' | 'onlineUrl' | 'free' | 'price'>;

/** Rules between the answers of an event. `now` is UTC milliseconds. */
export function listEventProblems(
  answers: AnswersAboutWhen,
  now: number,
  zone: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say: Say = (name, message, values) => {
    problems.push({ field: name, message, ...(values ? { values } : {}) });
  };
  if (answers.startDate === '') say('startDate', 'startDateMissing');
  if (answers.startTime === '' && !answers.allDay) say('startTime', 'startTimeMissing');
  // Which of two answers is meant only the person knows: none is dropped without a word.
  if (answers.allDay && `${answers.startTime}${answers.endTime}` !== '') {
    say('allDay', 'allDayWithTime');
  }
  if (answers.free && answers.price !== '') say('price', 'freeWithPrice');
  const endsEarlier =
    !answers.allDay &&
    answers.startTime !== '' &&
    answers.endTime !== '' &&
    answers.endTime <= answers.startTime;
  if (answers.endDate !== '' && answers.endDate < answers.startDate) {
    say('endDate', 'endBeforeStart');
  } else if (
    endsEarlier &&
    // Without a last day it may go on past midnight, but hardly into the next noon.
    (answers.endDate === answers.startDate ||
      (answers.endDate === '' && answers.endTime > LATEST_END_OF_A_NIGHT))
  ) {
    say('endTime', 'endTimeBeforeStart');
  }
  if (answers.startDate !== '' && problems.length === 0) {
    const horizon = addDays(dayOf(now, zone), MAX_DAYS_AHEAD);
    if (answers.startDate > horizon) say('startDate', 'dateTooFar');
    else if (answers.endDate > horizon) say('endDate', 'dateTooFar');
    else if (answers.recurrence !== 'none' || answers.cancelled.length > 0) {
      listSeriesProblems(answers, { now, zone, horizon }, say);
    }
    if (answers.recurrence === 'none' && endOf(answers, zone) <= now) {
      say(answers.endDate === '' ? 'startDate' : 'endDate', 'datePast');
    }
  }
  if (answers.attendance !== 'onsite' && answers.onlineUrl === '')
    say('onlineUrl', 'onlineUrlMissing');
  return problems;
}
