import { expect } from 'chai';
import fc from 'fast-check';
import { readSpokenEnd, readSpokenTimes } from '../../src/domain/spoken-time.ts';

const STARTS: readonly [said: string, start: string, end?: string][] = [
  // As scripts and the browser's own time field write it
  ['15:30', '15:30'],
  ['06:00', '06:00'],
  ['00:00', '00:00'],
  ['12:15', '12:15'],
  // By the clock
  ['15 Uhr', '15:00'],
  ['15.30', '15:30'],
  ['15.30 Uhr', '15:30'],
  ['15,30 Uhr', '15:30'],
  ['1530', '15:30'],
  ['930', '09:30'],
  ['15h30', '15:30'],
  ['15 Uhr 30', '15:30'],
  ['19h', '19:00'],
  ['19', '19:00'],
  ['ab 9', '09:00'],
  ['ab 19 Uhr', '19:00'],
  ['um 10 Uhr', '10:00'],
  ['gegen 11', '11:00'],
  ['ca. 18 Uhr', '18:00'],
  ['18 Uhr.', '18:00'],
  ['  18   Uhr ', '18:00'],
  ['24 Uhr', '00:00'],
  // Without a word for the part of the day
  ['3', '15:00'],
  ['6 Uhr', '18:00'],
  ['7 Uhr', '07:00'],
  ['3.30 Uhr', '15:30'],
  ['03.30 Uhr', '03:30'],
  ['12', '12:00'],
  ['drei Uhr', '15:00'],
  ['acht Uhr dreißig', '08:30'],
  ['zwanzig Uhr', '20:00'],
  // In words
  ['halb vier', '15:30'],
  ['Halb Vier', '15:30'],
  ['um halb 8', '07:30'],
  ['halb acht abends', '19:30'],
  ['halb eins', '12:30'],
  ['halb sieben', '18:30'],
  ['halb sieben morgens', '06:30'],
  ['viertel nach 7 abends', '19:15'],
  ['viertel nach sieben', '07:15'],
  ['viertel vor eins', '12:45'],
  ['Viertel vor 6', '17:45'],
  ['drei viertel acht', '07:45'],
  ['dreiviertel acht abends', '19:45'],
  ['viertel fünf', '16:15'],
  ['zehn nach sieben', '07:10'],
  ['5 vor 12', '11:55'],
  ['fünf vor halb vier', '15:25'],
  ['zehn nach halb acht abends', '19:40'],
  ['viertel nach 19 Uhr', '19:15'],
  // Parts of the day
  ['8 Uhr abends', '20:00'],
  ['abends um 8', '20:00'],
  ['4 Uhr morgens', '04:00'],
  ['morgens um 10', '10:00'],
  ['früh um 6', '06:00'],
  ['2 Uhr nachts', '02:00'],
  ['11 Uhr nachts', '23:00'],
  ['12 Uhr mittags', '12:00'],
  ['1 Uhr mittags', '13:00'],
  ['3 Uhr nachmittags', '15:00'],
  ['mittags', '12:00'],
  ['Mittag', '12:00'],
  ['am Mittag', '12:00'],
  ['Mitternacht', '00:00'],
  // English
  ['3 pm', '15:00'],
  ['3pm', '15:00'],
  ['3 p.m.', '15:00'],
  ['10 am', '10:00'],
  ['12 am', '00:00'],
  ['12 pm', '12:00'],
  ['7.30pm', '19:30'],
  ['half past three', '15:30'],
  ['half seven in the evening', '19:30'],
  ['quarter to six', '17:45'],
  ['a quarter past nine', '09:15'],
  ['ten to twelve', '11:50'],
  ['three o’clock', '15:00'],
  ['at noon', '12:00'],
  ['midnight', '00:00'],
  ['9 in the morning', '09:00'],
  // Both at once
  ['9-12 Uhr', '09:00', '12:00'],
  ['9 – 12', '09:00', '12:00'],
  ['von 9 bis 12', '09:00', '12:00'],
  ['von 3 bis 5', '15:00', '17:00'],
  ['15 bis 18.30 Uhr', '15:00', '18:30'],
  ['15:30-17:00 Uhr', '15:30', '17:00'],
  ['1530-1700', '15:30', '17:00'],
  ['10 bis 2', '10:00', '14:00'],
  ['8 bis 10 abends', '20:00', '22:00'],
  ['halb vier bis fünf', '15:30', '17:00'],
  ['20 bis 2 Uhr', '20:00', '02:00'],
  ['22 Uhr bis Mitternacht', '22:00', '00:00'],
  ['19 Uhr bis open end', '19:00', ''],
  ['10-2 pm', '10:00', '14:00'],
  ['3 to 5 pm', '15:00', '17:00'],
  ['from 9 to 12', '09:00', '12:00'],
  ['zwischen 14 und 16 Uhr', '14:00', '16:00'],
  ['6 bis 9', '18:00', '21:00'],
];

const NONSENSE = [
  '',
  'bald',
  'nach dem Gottesdienst',
  'nach Absprache',
  '25 Uhr',
  '15:75',
  '24:30',
  '12345',
  '99',
  'halb dreißig',
  'halb',
  'viertel',
  'abends',
  'Uhr',
  '9-12-15',
  'von bis',
  '3 oder 4',
  '-5',
  'dreißig vor acht',
  'x'.repeat(5_000),
  '15 Uhr <script>',
];

describe('A spoken time', () => {
  for (const [said, start, end = ''] of STARTS) {
    it(`“${said}” is understood as ${start}${end === '' ? '' : ` to ${end}`}`, () => {
      expect(readSpokenTimes(said)).to.deep.equal({ start, end });
    });
  }

  for (const said of NONSENSE) {
    it(`“${said.slice(0, 40)}” is not guessed at`, () => {
      expect(readSpokenTimes(said)).to.equal(undefined);
    });
  }

  it('that a clock shows is that time, for each minute of the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_439 }), (minute) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
        expect(readSpokenTimes(time)).to.deep.equal({ start: time, end: '' });
        expect(readSpokenEnd(time, '15:00')).to.equal(time);
      }),
    );
  });

  for (const [said, start, end] of [
    ['5', '15:00', '17:00'],
    ['bis 18 Uhr', '15:00', '18:00'],
    ['8', '18:00', '20:00'],
    ['halb zehn', '20:00', '21:30'],
    ['2 Uhr', '20:00', '02:00'],
    ['Mitternacht', '20:00', '00:00'],
    ['noon', '09:00', '12:00'],
    ['12', '', '12:00'],
  ] as const) {
    it(`at the end, “${said}” after ${start || 'no start'} is ${end}`, () => {
      expect(readSpokenEnd(said, start)).to.equal(end);
    });
  }

  it('never takes long, and never gives anything but a time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (said) => {
        const read = readSpokenTimes(said);
        if (read === undefined) return;
        expect(read.start).to.match(/^([01]\d|2[0-3]):[0-5]\d$/);
        expect(read.end).to.match(/^(([01]\d|2[0-3]):[0-5]\d)?$/);
      }),
    );
  });
});
