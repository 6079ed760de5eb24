import { expect } from 'chai';
import fc from 'fast-check';
import { listSeriesProblems, NO_SERIES, tidySeries } from '../../../src/domain/kinds/series.ts';
import {
  isEndless,
  isInSeries,
  listOccurrences,
  MAX_OCCURRENCES,
  seriesSpan,
  type RepeatedEvent,
} from '../../../src/domain/recurrence.ts';
import { RECURRENCES, WEEKDAYS, WEEKS_OF_MONTH } from '../../../src/domain/vocabulary.ts';

const zones = fc.constantFrom('Europe/Berlin', 'UTC', 'Australia/Lord_Howe', 'Africa/Casablanca');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const dayBetween = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const near = dayBetween('2026-01-01', '2028-12-31');
const days = fc.uniqueArray(near, { maxLength: 8 }).map((list) => list.sort());

const events: fc.Arbitrary<RepeatedEvent> = fc
  .record({
    startDate: near,
    startTime: time,
    endTime: fc.oneof(time, fc.constant('')),
    allDay: fc.boolean(),
    recurrence: fc.constantFrom(...RECURRENCES),
    recurrenceDays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { maxLength: 7 }),
    recurrenceWeek: fc.constantFrom('' as const, ...WEEKS_OF_MONTH),
    recurrenceUntil: fc.oneof(fc.constant(''), near),
    recurrenceDates: days,
    exceptions: days,
    cancelled: days,
    moved: fc.array(
      fc.record({ date: near, toDate: near, toTime: fc.oneof(time, fc.constant('')) }),
      {
        maxLength: 4,
      },
    ),
  })
  .map((event) => ({ ...event, endDate: '', ...tidySeries({ ...NO_SERIES, ...event }) }));

describe('Any series of dates', () => {
  const now = Date.parse('2026-11-24T09:00:00Z');

  it('is a bounded list in the order of time, each day once, each a day of the series', () => {
    fc.assert(
      fc.property(events, zones, (event, zone) => {
        const list = listOccurrences(event, zone, { now });
        expect(list.length).to.be.at.most(MAX_OCCURRENCES);
        expect(new Set(list.map(({ date }) => date)).size).to.equal(list.length);
        for (const [index, one] of list.entries()) {
          expect(one.endsAt).to.be.at.least(one.startsAt);
          expect(one.startsAt).to.be.at.least(list[index - 1]?.startsAt ?? -Infinity);
          expect(isInSeries(event, one.date), one.date).to.equal(true);
          expect(event.exceptions).not.to.include(one.date);
          const state = event.cancelled.includes(one.date)
            ? 'cancelled'
            : event.moved.some(({ date }) => date === one.date)
              ? 'moved'
              : 'planned';
          expect(one.state).to.equal(state);
        }
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  it('is the same whether it is read in one piece or in two', () => {
    fc.assert(
      fc.property(events, zones, fc.integer({ min: 0, max: 1000 }), (event, zone, after) => {
        const cut = now + after * 86_400_000;
        const to = cut + 300 * 86_400_000;
        const whole = listOccurrences(event, zone, { now, from: now, to });
        fc.pre(whole.length < MAX_OCCURRENCES);
        const later = listOccurrences(event, zone, { now, from: cut, to });
        expect(later).to.deep.equal(whole.filter(({ endsAt }) => endsAt > cut));
        const few = listOccurrences(event, zone, { now, from: now, to, limit: 5 });
        expect(few).to.deep.equal(whole.slice(0, 5));
      }),
      { numRuns: 300 },
    );
  });

  it('lies within its span, which has no end only where it goes on', () => {
    fc.assert(
      fc.property(events, zones, (event, zone) => {
        const span = seriesSpan(event, zone);
        expect(span.endsAt === null).to.equal(isEndless(event));
        for (const one of listOccurrences(event, zone, { now })) {
          expect(one.startsAt).to.be.at.least(span.startsAt);
          expect(one.endsAt).to.be.at.most(span.endsAt ?? Infinity);
        }
      }),
      { numRuns: 300 },
    );
  });

  // Counting day by day from the year 0 would not come to an end in this time.
  it('is worked out at once, from the first year that can be written to the last', () => {
    const full = [...WEEKDAYS];
    const many = Array.from({ length: 200 }, (_, index) =>
      new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10),
    );
    for (const startDate of ['0000-01-01', '0001-01-01', '1900-02-28', '9999-12-31']) {
      for (const recurrence of RECURRENCES) {
        for (const recurrenceUntil of ['', '9999-12-31']) {
          const event: RepeatedEvent = {
            ...NO_SERIES,
            startDate,
            startTime: '15:00',
            endDate: '',
            endTime: '02:00',
            allDay: false,
            recurrence,
            recurrenceUntil,
            recurrenceDays: recurrence === 'monthlyWeekday' ? [] : full,
            recurrenceDates: many,
            exceptions: many.slice(0, 60),
            cancelled: many.slice(60, 120),
            moved: many.slice(120).map((date) => ({ date, toDate: date, toTime: '18:00' })),
          };
          const list = listOccurrences(event, 'Europe/Berlin', { now, from: now });
          seriesSpan(event, 'Europe/Berlin');
          listSeriesProblems(
            event,
            { now, zone: 'Europe/Berlin', horizon: '2029-11-24' },
            () => undefined,
          );
          expect(list.length).to.be.at.most(MAX_OCCURRENCES);
        }
      }
    }
  }).timeout(60_000);
});
