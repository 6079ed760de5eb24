import { z } from 'zod';
import { readSpokenEnd, readSpokenTimes } from '../spoken-time.ts';
import { addDays, dayOf, endOfDay, toInstant } from '../time.ts';
import { ATTENDANCE, RECURRENCES, REGISTRATION, WEEKDAYS, WEEKS_OF_MONTH } from '../vocabulary.ts';
import { commonFields } from './common.ts';
import type { EventContent } from './content.ts';
import * as field from './fields.ts';
import type { Answers } from './read-form.ts';

const LATEST_END_OF_A_NIGHT = '08:00';
const MAX_DAYS_AHEAD = 3 * 366;

export const eventFields = {
  ...commonFields,
  startDate: field.date(),
  startTime: field.time(),
  endDate: field.date(),
  endTime: field.time(),
  allDay: field.ticked(),
  price: field.line(),
  free: field.ticked(),
  registration: field.oneOf(REGISTRATION, 'none'),
  registrationUrl: field.webAddress(),
  attendance: field.oneOf(ATTENDANCE, 'onsite'),
  onlineUrl: field.webAddress(),
  recurrence: field.oneOf(RECURRENCES, 'none'),
  recurrenceDays: field.someOf(WEEKDAYS),
  recurrenceWeek: field.oneOf(['', ...WEEKS_OF_MONTH], ''),
  recurrenceUntil: field.date(),
  recurrenceDates: field.dates(),
  exceptions: field.dates(),
  cancelled: field.dates(),
  moved: field.movedDates(),
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

/** Rules between the answers of an event. `now` is UTC milliseconds. */
export function listEventProblems(
  answers: EventAnswers,
  now: number,
  zone: string,
): { field: keyof EventAnswers; message: string }[] {
  const problems: { field: keyof EventAnswers; message: string }[] = [];
  const say = (name: keyof EventAnswers, message: string) => {
    problems.push({ field: name, message });
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
    const end = endOf(answers, zone);
    if (end <= now) say(answers.endDate === '' ? 'startDate' : 'endDate', 'datePast');
    const horizon = addDays(dayOf(now, zone), MAX_DAYS_AHEAD);
    if (answers.startDate > horizon) say('startDate', 'dateTooFar');
    else if (answers.endDate > horizon) say('endDate', 'dateTooFar');
  }
  if (answers.attendance !== 'onsite' && answers.onlineUrl === '')
    say('onlineUrl', 'onlineUrlMissing');
  return problems;
}

type When = Pick<EventContent, 'startDate' | 'startTime' | 'endDate' | 'endTime' | 'allDay'>;

/** When an event begins, as UTC milliseconds; a whole day begins at its midnight. */
export function startOf(event: When, zone: string): number {
  return toInstant(event.startDate, event.allDay ? '00:00' : event.startTime, zone);
}

/**
 * When an event is over. Without an end time that is the end of its last day; an end time before
 * the start time, with no end date, means that it goes on past midnight.
 */
export function endOf(event: When, zone: string): number {
  const lastDay = event.endDate || event.startDate;
  if (event.allDay || event.endTime === '') return endOfDay(lastDay, zone);
  const pastMidnight = event.endDate === '' && event.endTime <= event.startTime;
  return toInstant(pastMidnight ? addDays(lastDay, 1) : lastDay, event.endTime, zone);
}
