import { expect } from 'chai';
import { readContent, spanOf, type Answers } from '../../../src/domain/kinds/read-form.ts';
import { START, answersFor } from '../../support/portal.ts';

const zone = 'Europe/Berlin';

function read(changes: Answers) {
  // The first date is a Tuesday; the clock stands on Tuesday, 24 November 2026.
  const answers = { ...answersFor('event', { startDate: '2026-12-01' }), ...changes };
  return readContent('event', answers, { images: [], flyer: null }, { now: START, zone });
}

function problemsOf(changes: Answers): string[] {
  const reading = read(changes);
  if (reading.ok) return [];
  return reading.problems.map(({ field, message, values }) =>
    [field, message, values?.['day']].filter(Boolean).join(' '),
  );
}

describe('The answers about a series', () => {
  const weekly = { recurrence: 'weekly' };
  const table: [string, Answers, string[]][] = [
    ['are taken', { ...weekly, recurrenceUntil: '2027-06-30', exceptions: '2026-12-29' }, []],
    ['are taken without an end', weekly, []],
    [
      'may begin on the last day they may take place',
      { ...weekly, recurrenceUntil: '2026-12-01' },
      [],
    ],
    [
      'name the next day of the rule where the first date is none',
      { ...weekly, recurrenceDays: ['mo', 'fr'] },
      ['startDate startNotInSeries 2026-12-04'],
    ],
    [
      'name it for a week of the month, too',
      { recurrence: 'monthlyWeekday', recurrenceWeek: 'last' },
      ['startDate startNotInSeries 2026-12-29'],
    ],
    [
      'take one weekday for each month',
      { recurrence: 'monthlyWeekday', recurrenceDays: ['tu', 'we'] },
      ['recurrenceDays oneWeekday'],
    ],
    [
      'end after they begin',
      { ...weekly, recurrenceUntil: '2026-11-30' },
      ['recurrenceUntil untilBeforeStart'],
    ],
    [
      'end within three years',
      { ...weekly, recurrenceUntil: '2036-12-01' },
      ['recurrenceUntil untilTooFar'],
    ],
    ['need the chosen days', { recurrence: 'dates' }, ['recurrenceDates datesMissing']],
    [
      'need chosen days that exist',
      { recurrence: 'dates', recurrenceDates: ['2027-02-30'] },
      ['recurrenceDates date'],
    ],
    [
      'need chosen days that are not too far',
      { recurrence: 'dates', recurrenceDates: ['2033-01-01'] },
      ['recurrenceDates dateTooFar'],
    ],
    [
      'are not endless lists',
      {
        recurrence: 'dates',
        recurrenceDates: Array.from({ length: 201 }, (_, index) =>
          new Date(Date.UTC(2027, 0, index + 1)).toISOString().slice(0, 10),
        ),
      },
      ['recurrenceDates tooManyDates'],
    ],
    [
      'leave out days of the series',
      { ...weekly, exceptions: ['2026-12-08', '2026-12-24'] },
      ['exceptions dayNotInSeries 2026-12-24'],
    ],
    [
      'cancel days of the series',
      { ...weekly, cancelled: ['2026-12-09'] },
      ['cancelled dayNotInSeries 2026-12-09'],
    ],
    [
      'cancel no day that is left out',
      { ...weekly, exceptions: ['2026-12-08'], cancelled: ['2026-12-08'] },
      ['cancelled dayTwice 2026-12-08'],
    ],
    [
      'may cancel a date that was moved, and keep where it was moved to',
      { ...weekly, cancelled: ['2026-12-08'], moved: ['2026-12-08 2026-12-09'] },
      [],
    ],
    [
      'move no day that is left out',
      { ...weekly, exceptions: ['2026-12-08'], moved: ['2026-12-08 2026-12-09'] },
      ['moved dayTwice 2026-12-08'],
    ],
    [
      'move days of the series',
      { ...weekly, moved: ['2026-12-09 2026-12-10'] },
      ['moved dayNotInSeries 2026-12-09'],
    ],
    [
      'move each day once',
      { ...weekly, moved: ['2026-12-08 2026-12-10', '2026-12-08 2026-12-11'] },
      ['moved dayTwice 2026-12-08'],
    ],
    [
      'say where a day is moved to',
      { ...weekly, moved: ['2026-12-08 -'] },
      ['moved movedIncomplete'],
    ],
    [
      'move a day somewhere else',
      { ...weekly, moved: ['2026-12-08 2026-12-08 15:00'] },
      ['moved movedNowhere 2026-12-08'],
    ],
    ['may move a day to another time', { ...weekly, moved: ['2026-12-08 2026-12-08 17:00'] }, []],
    [
      'move a day onto no other date',
      { ...weekly, moved: ['2026-12-08 2026-12-15'] },
      ['moved movedOntoOther 2026-12-15'],
    ],
    [
      'move no two days to the same moment',
      { ...weekly, moved: ['2026-12-08 2026-12-10', '2026-12-15 2026-12-10'] },
      ['moved movedOntoOther 2026-12-10'],
    ],
    [
      'may move a day onto one that moves away',
      { ...weekly, moved: ['2026-12-08 2026-12-15', '2026-12-15 2026-12-16'] },
      [],
    ],
    [
      'leave a date over',
      { ...weekly, recurrenceUntil: '2026-12-08', exceptions: ['2026-12-01', '2026-12-08'] },
      ['exceptions seriesEmpty'],
    ],
    [
      'leave a date that is still to come',
      { ...weekly, startDate: '2026-11-10', recurrenceUntil: '2026-11-17' },
      ['recurrenceUntil seriesOver 2026-11-24'],
    ],
    ['may have begun long ago', { ...weekly, startDate: '2025-01-07' }, []],
    ['may cancel the day of a single event', { cancelled: ['2026-12-01'] }, []],
    [
      'cancel no other day of it',
      { cancelled: ['2026-12-02'] },
      ['cancelled dayNotInSeries 2026-12-02'],
    ],
    [
      'are not asked for where the rule does not need them',
      {
        recurrence: 'none',
        recurrenceDates: ['2026-11-01'],
        exceptions: ['2026-11-02'],
        moved: ['2026-12-05 2026-12-06'],
      },
      [],
    ],
    ['are words that we know', { recurrence: 'hourly' }, ['recurrence choice']],
  ];
  for (const [title, changes, expected] of table) {
    it(title, () => {
      expect(problemsOf(changes)).to.deep.equal(expected);
    });
  }

  it('keep nothing of a rule that was tried and left', () => {
    const reading = read({
      recurrence: 'dates',
      recurrenceDays: ['tu'],
      recurrenceWeek: 'first',
      recurrenceUntil: '2020-01-01',
      recurrenceDates: ['2026-12-12'],
    });
    if (!reading.ok || reading.value.kind !== 'event') throw new Error(JSON.stringify(reading));
    const { recurrenceDays, recurrenceWeek, recurrenceUntil, recurrenceDates } = reading.value;
    expect({ recurrenceDays, recurrenceWeek, recurrenceUntil, recurrenceDates }).to.deep.equal({
      recurrenceDays: [],
      recurrenceWeek: '',
      recurrenceUntil: '',
      recurrenceDates: ['2026-12-12'],
    });
  });

  it('give the whole a beginning and, where it does not go on, an end', () => {
    const spanIn = (changes: Answers) => {
      const reading = read(changes);
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
      const { startsAt, endsAt } = spanOf(reading.value, zone);
      const at = (instant: number | null) =>
        instant === null ? '' : new Date(instant).toISOString().slice(0, 16);
      return [at(startsAt), at(endsAt)];
    };
    expect(spanIn(weekly)).to.deep.equal(['2026-12-01T14:00', '']);
    expect(spanIn({ ...weekly, recurrenceUntil: '2027-06-30' })).to.deep.equal([
      '2026-12-01T14:00',
      '2027-06-29T16:30',
    ]);
    // Cancelling the moved last date leaves the end where it is: it may be restored.
    const moved = { ...weekly, recurrenceUntil: '2026-12-15', moved: '2026-12-15 2026-12-20' };
    const whole = ['2026-12-01T14:00', '2026-12-20T17:30'];
    expect(spanIn(moved)).to.deep.equal(whole);
    expect(spanIn({ ...moved, cancelled: '2026-12-15' })).to.deep.equal(whole);
  });
});
