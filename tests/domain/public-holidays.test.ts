import { expect } from 'chai';
import { Temporal } from 'temporal-polyfill';
import { findHoliday } from '../../src/domain/public-holidays.ts';

describe('Public holidays of North Rhine-Westphalia', () => {
  it('are these in 2026, and no other day is one', () => {
    const found: string[] = [];
    for (
      let day = Temporal.PlainDate.from('2026-01-01');
      day.year === 2026;
      day = day.add({ days: 1 })
    ) {
      const name = findHoliday(day.toString());
      if (name !== undefined) found.push(`${day.toString().slice(5)} ${name}`);
    }
    expect(found).to.deep.equal([
      '01-01 newYear',
      '04-03 goodFriday',
      '04-06 easterMonday',
      '05-01 labourDay',
      '05-14 ascension',
      '05-25 whitMonday',
      '06-04 corpusChristi',
      '10-03 unity',
      '11-01 allSaints',
      '12-25 christmas',
      '12-26 secondChristmas',
    ]);
  });

  it('follow Easter from its earliest to its latest day', () => {
    // Easter Sundays of the almanacs, with the earliest, the latest and the two years that
    // simpler rules get wrong.
    for (const easter of [
      '1818-03-22',
      '1954-04-18',
      '1981-04-19',
      '2000-04-23',
      // Ascension on the first of May: one day, and its fixed name stays.
      '2008-03-23',
      '2024-03-31',
      '2025-04-20',
      '2027-03-28',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
    ]) {
      const sunday = Temporal.PlainDate.from(easter);
      const at = (days: number) => findHoliday(sunday.add({ days }).toString());
      expect([at(-2), at(1), at(39), at(50), at(60)], easter).to.deep.equal([
        'goodFriday',
        'easterMonday',
        easter === '2008-03-23' ? 'labourDay' : 'ascension',
        'whitMonday',
        'corpusChristi',
      ]);
      expect(at(0), 'the Sunday itself is none').to.equal(undefined);
    }
  });
});
