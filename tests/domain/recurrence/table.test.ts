import { expect } from 'chai';
import { listOccurrences, seriesSpan, type Occurrence } from '../../../src/domain/recurrence.ts';
import { toInstant } from '../../../src/domain/time.ts';
import { describe as say, expandByCalendarFile, expandDays } from './second-library.ts';
import { readTable, shift, type Case } from './table.ts';

const zone = 'Europe/Berlin';
const YEARS = 3;

/** Year by year, since no list has more than four hundred dates. */
function listThreeYears({ event }: Case): Occurrence[] {
  const dates = new Map<string, Occurrence>();
  const now = toInstant(event.startDate, '00:00', zone);
  for (let year = 0; year < YEARS; year += 1) {
    const from = toInstant(shift(event.startDate, year * 365), '00:00', zone);
    const to = toInstant(shift(event.startDate, (year + 1) * 365), '00:00', zone);
    const stretch = { now, ...(year === 0 ? {} : { from }), to };
    for (const one of listOccurrences(event, zone, stretch)) dates.set(one.date, one);
  }
  return [...dates.values()].sort((a, b) => a.startsAt - b.startsAt);
}

describe('A series of dates', () => {
  const table = readTable();

  it('is tried with at least 150 rules and exceptions, no two alike', () => {
    const all = table.map(({ event }) => JSON.stringify(event));
    expect(new Set(all).size).to.equal(table.length).and.be.at.least(150);
  });

  for (const example of table) {
    it(`agrees with two other libraries: ${example.title}`, () => {
      const ours = listThreeYears(example);
      const lastDay = shift(example.event.startDate, YEARS * 365);
      const end = toInstant(lastDay, '00:00', zone);
      expect(
        ours.map(({ date, state, startsAt, endsAt }) => say(date, state, startsAt, endsAt)),
      ).to.deep.equal(expandByCalendarFile(example, end));
      const days = expandDays(example, shift(lastDay, -1));
      // A date that was moved over the end of the three years is in one list only.
      const moved = new Set(example.event.moved.map(({ date }) => date));
      expect(
        ours
          .map(({ date }) => date)
          .filter((day) => !moved.has(day))
          .sort(),
      ).to.deep.equal(days.filter((day) => !moved.has(day)));
      expect(ours.length).to.be.greaterThan(0);
    });
  }

  it('reaches from the first date to the end of the last one, or has no end', () => {
    for (const example of table) {
      const { event, title } = example;
      const goesOn = !['none', 'dates'].includes(event.recurrence) && event.recurrenceUntil === '';
      const ours = listThreeYears(example);
      const span = seriesSpan(event, zone);
      expect(span.startsAt, title).to.equal(ours[0]?.startsAt);
      expect(span.endsAt, title).to.equal(
        goesOn ? null : Math.max(...ours.map(({ endsAt }) => endsAt)),
      );
    }
  });
});
