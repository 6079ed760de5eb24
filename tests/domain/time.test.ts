import { expect } from 'chai';
import fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysBetween,
  endOfDay,
  isDate,
  isTime,
  timeOf,
  toInstant,
} from '../../src/domain/time.ts';

const BERLIN = 'Europe/Berlin';
const HOUR = 3_600_000;
const iso = (instant: number): string => new Date(instant).toISOString();

describe('Wall-clock time in Berlin', () => {
  it('is one hour ahead of UTC in winter and two in summer', () => {
    expect(iso(toInstant('2026-12-12', '15:00', BERLIN))).to.equal('2026-12-12T14:00:00.000Z');
    expect(iso(toInstant('2026-07-12', '15:00', BERLIN))).to.equal('2026-07-12T13:00:00.000Z');
  });

  it('when the clocks skip an hour in March, then a time within it moves forward', () => {
    const skipped = toInstant('2026-03-29', '02:30', BERLIN);
    expect(iso(skipped)).to.equal('2026-03-29T01:30:00.000Z');
    expect(timeOf(skipped, BERLIN)).to.equal('03:30');
    expect(endOfDay('2026-03-29', BERLIN) - toInstant('2026-03-29', '00:00', BERLIN)).to.equal(
      23 * HOUR,
    );
  });

  it('when an hour comes twice in October, then the first is meant, and the day has 25', () => {
    const twice = toInstant('2026-10-25', '02:30', BERLIN);
    expect(iso(twice)).to.equal('2026-10-25T00:30:00.000Z');
    expect(timeOf(twice, BERLIN)).to.equal('02:30');
    expect(timeOf(twice + HOUR, BERLIN)).to.equal('02:30');
    expect(endOfDay('2026-10-25', BERLIN) - toInstant('2026-10-25', '00:00', BERLIN)).to.equal(
      25 * HOUR,
    );
  });

  it('an instant just before midnight belongs to the day before, there and not in UTC', () => {
    const late = Date.parse('2026-12-31T22:59:59.999Z');
    expect(dayOf(late, BERLIN)).to.equal('2026-12-31');
    expect(dayOf(late + 1, BERLIN)).to.equal('2027-01-01');
  });

  it('whatever minute of a day is meant, it is read back as that minute and that day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 180, max: 1_439 }),
        (d, m) => {
          const date = addDays('2024-01-01', d);
          const time = [Math.floor(m / 60), m % 60]
            .map((n) => String(n).padStart(2, '0'))
            .join(':');
          const instant = toInstant(date, time, BERLIN);
          expect([dayOf(instant, BERLIN), timeOf(instant, BERLIN)]).to.deep.equal([date, time]);
          expect(instant).to.be.lessThan(endOfDay(date, BERLIN));
        },
      ),
    );
  });
});

describe('Calendar days', () => {
  it('are counted as days, also across a change of the clocks and a leap day', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).to.equal(2);
    expect(daysBetween('2028-03-01', '2028-02-28')).to.equal(-2);
    expect(addDays('2028-02-28', 1)).to.equal('2028-02-29');
    expect(addDays('2026-12-31', 1)).to.equal('2027-01-01');
  });

  it('exist or do not', () => {
    for (const text of ['2026-02-28', '2028-02-29', '0000-01-01', '9999-12-31']) {
      expect(isDate(text), text).to.equal(true);
    }
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '']) {
      expect(isDate(text), text).to.equal(false);
    }
    expect(['00:00', '23:59', '24:00', '9:30', '12:60', 'noon'].filter(isTime)).to.deep.equal([
      '00:00',
      '23:59',
    ]);
  });
});
