import { expect } from 'chai';
import type { EventContent } from '../../src/domain/kinds/content.ts';
import { NO_SERIES } from '../../src/domain/kinds/series.ts';
import { listNextDates, sayRegularDates, saySeries } from '../../src/locales/series-words.ts';
import { wordsOf } from '../../src/locales/words.ts';
import { START } from '../support/portal.ts';

const frame = (language: string) => ({
  words: wordsOf(language),
  zone: 'Europe/Berlin',
  now: START,
});

function event(changes: Partial<EventContent>): EventContent {
  const when = {
    startDate: '2026-12-01',
    startTime: '15:00',
    endDate: '',
    endTime: '18:30',
    allDay: false,
  };
  return { kind: 'event', ...NO_SERIES, ...when, ...changes } as EventContent;
}

describe('A series in one sentence', () => {
  const table: [Partial<EventContent>, string, string][] = [
    [{}, '', ''],
    [
      { recurrence: 'weekly', recurrenceUntil: '2027-06-30', exceptions: ['2026-12-22'] },
      'Jeden Dienstag, 15 bis 18.30 Uhr, bis 30. Juni 2027; nicht am 22. Dezember',
      'Every Tuesday, 3 pm to 6.30 pm, until 30 June 2027; not on 22 December',
    ],
    [
      { recurrence: 'weekly', recurrenceDays: ['th', 'tu'] },
      'Jeden Dienstag und Donnerstag, 15 bis 18.30 Uhr',
      'Every Tuesday and Thursday, 3 pm to 6.30 pm',
    ],
    [
      { recurrence: 'weekly', recurrenceDays: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] },
      'Jeden Tag, 15 bis 18.30 Uhr',
      'Every day, 3 pm to 6.30 pm',
    ],
    [
      { recurrence: 'biweekly', startDate: '2027-02-02' },
      'Alle zwei Wochen am Dienstag, 15 bis 18.30 Uhr, ab 2. Februar 2027',
      'Every second week on Tuesday, 3 pm to 6.30 pm, from 2 February 2027',
    ],
    [
      { recurrence: 'monthlyWeekday', startDate: '2026-12-02', endTime: '' },
      'Jeden ersten Mittwoch im Monat, 15 Uhr',
      'Every first Wednesday of the month, 3 pm',
    ],
    [
      { recurrence: 'monthlyDay', startDate: '2026-12-31', allDay: true },
      'Am 31. jedes Monats, der einen 31. hat, ganztägig, ab 31. Dezember',
      'On day 31 of every month that has one, all day, from 31 December',
    ],
    [
      { recurrence: 'dates', recurrenceDates: ['2026-12-12', '2027-01-09'] },
      'Am 1. Dezember, 12. Dezember und 9. Januar 2027, 15 bis 18.30 Uhr',
      'On 1 December, 12 December and 9 January 2027, 3 pm to 6.30 pm',
    ],
    [
      {
        recurrence: 'weekly',
        cancelled: ['2026-12-08'],
        moved: [{ date: '2026-12-15', toDate: '2026-12-16', toTime: '' }],
      },
      'Jeden Dienstag, 15 bis 18.30 Uhr; fällt aus am 8. Dezember; vom 15. Dezember auf den 16. Dezember verlegt',
      'Every Tuesday, 3 pm to 6.30 pm; cancelled on 8 December; moved from 15 December to 16 December',
    ],
    [
      { recurrence: 'weekly', startDate: '2025-12-02', exceptions: ['2025-12-30'] },
      'Jeden Dienstag, 15 bis 18.30 Uhr',
      'Every Tuesday, 3 pm to 6.30 pm',
    ],
    [{ cancelled: ['2026-12-01'] }, 'Diese Veranstaltung fällt aus.', 'This event is cancelled.'],
    [
      {
        recurrence: 'weekly',
        moved: [
          { date: '2026-12-08', toDate: '2026-12-08', toTime: '17:00' },
          { date: '2026-12-15', toDate: '2026-12-16', toTime: '18:00' },
        ],
      },
      'Jeden Dienstag, 15 bis 18.30 Uhr; am 8. Dezember zu anderer Uhrzeit: 17 bis 20.30 Uhr; vom 15. Dezember auf den 16. Dezember verlegt, 18 bis 21.30 Uhr',
      'Every Tuesday, 3 pm to 6.30 pm; at another time on 8 December: 5 pm to 8.30 pm; moved from 15 December to 16 December, 6 pm to 9.30 pm',
    ],
    [
      {
        recurrence: 'weekly',
        cancelled: ['2026-12-15'],
        moved: [{ date: '2026-12-15', toDate: '2026-12-16', toTime: '' }],
      },
      'Jeden Dienstag, 15 bis 18.30 Uhr; fällt aus am 16. Dezember',
      'Every Tuesday, 3 pm to 6.30 pm; cancelled on 16 December',
    ],
  ];
  for (const [changes, german, english] of table) {
    it(german || 'says nothing of a single event', () => {
      expect(saySeries(event(changes), frame('de'))).to.equal(german);
      expect(saySeries(event(changes), frame('en')).replace(/, and /g, ' and ')).to.equal(english);
    });
  }

  it('stands above the next dates, which say themselves that they are cancelled or moved', () => {
    const series = event({
      recurrence: 'weekly',
      cancelled: ['2026-12-08'],
      moved: [
        { date: '2026-12-15', toDate: '2026-12-16', toTime: '' },
        { date: '2026-12-22', toDate: '2026-12-22', toTime: '17:00' },
      ],
    });
    expect(sayRegularDates(series, frame('de'))).to.equal('Jeden Dienstag, 15 bis 18.30 Uhr');
    expect(
      listNextDates(series, frame('de'), 5).map(({ day, times, note }) =>
        [day, times, note].join(' | '),
      ),
    ).to.deep.equal([
      'Dienstag, 1. Dezember | 15 bis 18.30 Uhr | ',
      'Dienstag, 8. Dezember | 15 bis 18.30 Uhr | fällt aus',
      'Mittwoch, 16. Dezember | 15 bis 18.30 Uhr | verlegt vom 15. Dezember',
      'Dienstag, 22. Dezember | 17 bis 20.30 Uhr | zu anderer Uhrzeit',
      'Dienstag, 29. Dezember | 15 bis 18.30 Uhr | ',
    ]);
  });
});
