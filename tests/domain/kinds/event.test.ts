import { expect } from 'chai';
import { readContent, spanOf, type Answers } from '../../../src/domain/kinds/read-form.ts';
import { endOf, startOf } from '../../../src/domain/kinds/when.ts';
import { START, answersFor } from '../../support/portal.ts';

const zone = 'Europe/Berlin';
const once = {
  startDate: '2026-12-05',
  startTime: '15:00',
  endDate: '',
  endTime: '',
  allDay: false,
};
const at = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

describe('When an event begins and is over', () => {
  const table: [string, Partial<typeof once>, string, string][] = [
    ['with an end time', { endTime: '18:30' }, '2026-12-05T14:00', '2026-12-05T17:30'],
    ['without one: at midnight', {}, '2026-12-05T14:00', '2026-12-05T23:00'],
    ['past midnight', { endTime: '02:00' }, '2026-12-05T14:00', '2026-12-06T01:00'],
    [
      'over several days',
      { endDate: '2026-12-07', endTime: '12:00' },
      '2026-12-05T14:00',
      '2026-12-07T11:00',
    ],
    ['all day', { allDay: true, startTime: '' }, '2026-12-04T23:00', '2026-12-05T23:00'],
    [
      'all day, whatever times were typed',
      { allDay: true, endTime: '10:00' },
      '2026-12-04T23:00',
      '2026-12-05T23:00',
    ],
    [
      'in the night when the clocks go back',
      { startDate: '2026-10-24', startTime: '22:00', endTime: '03:00' },
      '2026-10-24T20:00',
      '2026-10-25T02:00',
    ],
    [
      'in the night when the clocks go forward',
      { startDate: '2026-03-28', startTime: '22:00', endTime: '03:00' },
      '2026-03-28T21:00',
      '2026-03-29T01:00',
    ],
  ];
  for (const [title, changes, start, end] of table) {
    it(title, () => {
      const event = { ...once, ...changes };
      expect([at(startOf(event, zone)), at(endOf(event, zone))]).to.deep.equal([start, end]);
    });
  }

  const readEvent = (changes: Answers) => {
    const answers = { ...answersFor('event'), ...changes };
    return readContent('event', answers, { images: [], flyer: null }, { now: START, zone });
  };

  it('an event that has begun but is not over is still taken; one that is over is not', () => {
    const today = { startDate: '2026-11-24', startTime: '08:00' };
    expect(readEvent({ ...today, endTime: '10:01' }).ok).to.equal(true);
    expect(readEvent({ ...today, endTime: '10:00' }).ok).to.equal(false);
    expect(readEvent({ startDate: '2026-11-01', endDate: '2026-11-24' }).ok).to.equal(true);
  });

  it('an event within three years is taken, and one beyond is not', () => {
    expect(readEvent({ startDate: '2029-11-26' }).ok).to.equal(true);
    expect(readEvent({ startDate: '2029-11-27' }).ok).to.equal(false);
  });

  it('only an event has a span', () => {
    for (const kind of ['entry', 'story'] as const) {
      const reading = readContent(
        kind,
        answersFor(kind),
        { images: [], flyer: null },
        { now: START, zone },
      );
      if (!reading.ok) throw new Error('refused');
      expect(spanOf(reading.value, zone)).to.deep.equal({ startsAt: null, endsAt: null });
    }
  });
});
