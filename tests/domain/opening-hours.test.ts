import { expect } from 'chai';
import fc from 'fast-check';
import { readOpeningHours, type OpenDay } from '../../src/domain/opening-hours.ts';

const NAMES = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60))}${minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`}`;
const sayDay = ({ spans, byAppointment }: OpenDay) =>
  byAppointment
    ? 'ask'
    : spans.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join('+') || 'x';

/** A table in one line: days that are alike stand together, "x" is closed: `mo-fr 9-12, sa-su x`. */
function say(text: string): string | undefined {
  const week = readOpeningHours(text);
  if (week === undefined) return undefined;
  const days = week.days.map(sayDay);
  const parts: string[] = [];
  for (let from = 0; from < 7;) {
    let to = from;
    while (days[to + 1] === days[from]) to += 1;
    const range = from === to ? NAMES[from] : `${NAMES[from] ?? ''}-${NAMES[to] ?? ''}`;
    if (days[from] !== 'x') parts.push(`${range ?? ''} ${days[from] ?? ''}`);
    from = to + 1;
  }
  if (week.holiday !== undefined) parts.push(`holiday ${sayDay(week.holiday)}`);
  if (week.alsoByAppointment) parts.push('also ask');
  return parts.join(', ');
}

const UNDERSTOOD: readonly [text: string, table: string][] = [
  // As it stands on doors
  ['Mo–Fr 9–12 und 14–17 Uhr, Sa 10-14 Uhr, So geschlossen', 'mo-fr 9-12+14-17, sa 10-14'],
  ['montags bis donnerstags 9.30 bis 16 Uhr', 'mo-th 9:30-16'],
  ['Mon-Fri 9am–5pm', 'mo-fr 9-17'],
  ['täglich 8–20 Uhr', 'mo-su 8-20'],
  ['Di, Do 15–18 h', 'tu 15-18, th 15-18'],
  ['24 Stunden', 'mo-su 0-24'],
  ['Immer geöffnet', 'mo-su 0-24'],
  ['Mo-So 0-24 Uhr', 'mo-su 0-24'],
  ['24/7', 'mo-su 0-24'],
  ['rund um die Uhr geöffnet', 'mo-su 0-24'],
  [
    'Montag: 9:00 - 12:00 Uhr\nDienstag: geschlossen\nMittwoch: 13:00 - 18:30 Uhr',
    'mo 9-12, we 13-18:30',
  ],
  ['Mo.–Fr.: 09:00–12:00, 13:00–17:00', 'mo-fr 9-12+13-17'],
  ['Mo, Mi und Fr 9 bis 12 Uhr', 'mo 9-12, we 9-12, fr 9-12'],
  ['Mo + Mi 9-12 Uhr; Do 14-18 Uhr', 'mo 9-12, we 9-12, th 14-18'],
  ['Mo/Di 9-12', 'mo-tu 9-12'],
  ['Mo 9-12, Di 10-12, Mi geschlossen', 'mo 9-12, tu 10-12'],
  ['Mo 9-12 Di 10-12', 'mo 9-12, tu 10-12'],
  ['Mo 9-12 Uhr und Mi 14-16 Uhr', 'mo 9-12, we 14-16'],
  ['Mo - Fr von 9 - 12 Uhr u. 14 - 17 Uhr', 'mo-fr 9-12+14-17'],
  ['Montag bis Freitag von 9 bis 12 Uhr und von 14 bis 17 Uhr', 'mo-fr 9-12+14-17'],
  ['Öffnungszeiten: Mo-Do 8.30-16.00 Uhr. Fr 8.30-13.00 Uhr.', 'mo-th 8:30-16, fr 8:30-13'],
  ['Di 9 Uhr 30 bis 12 Uhr', 'tu 9:30-12'],
  ['Di 9h30-12h', 'tu 9:30-12'],
  ['MO–FR 9–17 UHR', 'mo-fr 9-17'],
  ['Mo−Fr 9—17 Uhr', 'mo-fr 9-17'],
  ['Sa, So 11-18 Uhr', 'sa-su 11-18'],
  ['Fr-Mo 11-18 Uhr', 'mo 11-18, fr-su 11-18'],
  ['am Wochenende 11 bis 18 Uhr', 'sa-su 11-18'],
  ['Sonnabend 10–13 Uhr', 'sa 10-13'],
  ['nur dienstags 10 bis 12 Uhr', 'tu 10-12'],
  ['jeden Dienstag 16 bis 19 Uhr', 'tu 16-19'],
  ['jeden Dienstag 16 bis 19 Uhr und jeden Donnerstag 9 bis 11 Uhr', 'tu 16-19, th 9-11'],
  ['montags und mittwochs 10 bis 13 Uhr', 'mo 10-13, we 10-13'],
  ['montags bis freitags 7 bis 18 Uhr, samstags 7 bis 13 Uhr', 'mo-fr 7-18, sa 7-13'],
  ['Mo-Fr 9 Uhr bis Mittag', 'mo-fr 9-12'],
  // Hours before their days
  ['9–12 Uhr Mo–Fr, 10–14 Uhr Sa', 'mo-fr 9-12, sa 10-14'],
  ['10-12 Uhr am Montag', 'mo 10-12'],
  ['10-12 am Montag', 'mo 10-12'],
  ['9am to 5pm Monday to Friday', 'mo-fr 9-17'],
  // English
  ['Monday - Friday: 9:00 a.m. - 5:30 p.m.', 'mo-fr 9-17:30'],
  ['daily 8am–8pm, closed on Mondays', 'tu-su 8-20'],
  ['Tue & Thu 2–5pm', 'tu 14-17, th 14-17'],
  ['weekdays 9-5pm', 'mo-fr 9-17'],
  ['Sat 10am-2', 'sa 10-14'],
  ['Wed 12pm-4pm', 'we 12-16'],
  ['every Saturday from 10am until noon', 'sa 10-12'],
  ['Fridays 8pm–2am', 'fr 20-26'],
  ['open 24 hours', 'mo-su 0-24'],
  // Past midnight
  ['Fr, Sa 20–2 Uhr', 'fr-sa 20-26'],
  ['Mo-So 18-24 Uhr', 'mo-su 18-24'],
  ['Mi 18 Uhr bis Mitternacht', 'we 18-24'],
  // But not
  ['täglich außer montags 10–18 Uhr', 'tu-su 10-18'],
  ['täglich 10–18 Uhr außer Mo', 'tu-su 10-18'],
  ['täglich 10–18 Uhr, montags geschlossen', 'tu-su 10-18'],
  ['täglich 10–18 Uhr, geschlossen am Montag', 'tu-su 10-18'],
  ['Montag Ruhetag, Di-So 17-23 Uhr', 'tu-su 17-23'],
  ['closed on Mondays; Tue-Sun 10am-6pm', 'tu-su 10-18'],
  // By appointment
  ['Mo–Fr 9–12 Uhr und nach Vereinbarung', 'mo-fr 9-12, also ask'],
  ['Di 14–16 Uhr, Do nach Vereinbarung', 'tu 14-16, th ask'],
  ['Tue 2pm-4pm and by appointment', 'tu 14-16, also ask'],
  // Holidays
  ['Mo-Sa 9-18 Uhr, sonn- und feiertags 10-14 Uhr', 'mo-sa 9-18, su 10-14, holiday 10-14'],
  ['Mo-Sa 9-18 Uhr, So und Feiertage geschlossen', 'mo-sa 9-18, holiday x'],
  ['Mo-Fr 9-18 Uhr, nicht an Feiertagen', 'mo-fr 9-18, holiday x'],
  ['daily 9am-6pm except public holidays', 'mo-su 9-18, holiday x'],
];

const NOT_UNDERSTOOD = [
  '',
  '   ',
  'nach Vereinbarung',
  'Mo–Fr 9–12 Uhr, nur nach Vereinbarung',
  'Mo–Fr 9–12 Uhr nach Vereinbarung',
  'Telefonisch montags bis freitags 10 bis 12 Uhr',
  'montags bis donnerstags 13 bis 17.30 Uhr, nicht in den Schulferien',
  'jeden ersten Sonntag im Monat 15 bis 17 Uhr',
  'jeden 2. Dienstag 9-12 Uhr',
  'jeden zweiten Dienstag im Monat 9 bis 11.30 Uhr',
  '1. und 3. Montag 10-12 Uhr',
  'alle 14 Tage dienstags 9-12 Uhr',
  'jeden Mittwoch 17 bis 19 Uhr, von März bis Oktober',
  'Mo 9-12 Uhr ab 1. März',
  '01.12.–05.12. 9–12 Uhr',
  '9–17 Uhr',
  'Mo-Fr',
  'Mo-Fr ab 9 Uhr',
  'Do bis 20 Uhr',
  'Mo-Fr 9-18 Uhr, Do bis 20 Uhr',
  'Mo-Fr 9-17 Uhr, Mi 9-12 Uhr',
  'Di 3 bis 6 Uhr',
  'Mo-Fr 9-5',
  'Mo 12-9 Uhr',
  'Mo 9-9 Uhr',
  'Mo 25-26 Uhr',
  'Mo 9.75-12 Uhr',
  'Mo-Mo 9-12',
  'Mo, Mo 9-12',
  'Mo 9-12 14-17 Uhr',
  'Mo 9-12, 11-14 Uhr',
  'Mo geschlossen, täglich 9-12 Uhr',
  'So geschlossen',
  'werktags 9-17 Uhr',
  'Mo 9-12 Uhr (nur Büro)',
  'Mo-Fr 9-17pm',
  'Sa 20-3 Uhr, So 2-5 Uhr',
  'Mo 9-12 Uhr, Tel. 0221 123456',
  'Siehe Webseite',
  '9-12 Uhr Mo, Mi 14-16 Uhr',
  'Mo und Mi',
  'Pzt–Cum 09.00–17.00',
];

describe('Opening hours', () => {
  for (const [text, table] of UNDERSTOOD) {
    it(`understand “${text.replace(/\n/g, ' ¶ ')}”`, () => {
      expect(say(text)).to.equal(table);
    });
  }

  it('never make a table of what leaves a doubt: the text stands as it was written', () => {
    for (const text of NOT_UNDERSTOOD) expect(say(text), text).to.equal(undefined);
  });

  it('of any words in any order are a week that fits itself, or none, and never an error', () => {
    const parts = fc.constantFrom(
      ...'Mo Di Mi So montags Mon Friday täglich Feiertage 9 12 14.30 17:00 24 5pm am uhr - – bis und , ; . / außer geschlossen closed nach Vereinbarung 24/7 h u. \n : 99 jeden'.split(
        ' ',
      ),
      ' ',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 80, unit: 'grapheme' }),
      fc.array(parts, { maxLength: 25 }).map((words) => words.join(' ')),
    );
    let understood = 0;
    fc.assert(
      fc.property(text, (said) => {
        const week = readOpeningHours(said);
        if (week === undefined) return;
        understood += 1;
        expect(week.days).to.have.length(7);
        for (const { spans } of [...week.days, ...(week.holiday ? [week.holiday] : [])]) {
          spans.forEach(({ from, to }, index) => {
            expect(from, said).to.be.within(0, 1439);
            expect(to, said).to.be.within(from + 1, from + 1440);
            expect(from, said).to.be.at.least(spans[index - 1]?.to ?? 0);
          });
        }
      }),
      { numRuns: 3_000 },
    );
    expect(understood).to.be.greaterThan(0);
  });

  it('are read in no time, however long the text', () => {
    for (const text of ['Mo '.repeat(5_000), '9-'.repeat(5_000), 'Mo 9-12, '.repeat(66)]) {
      expect(say(text)).to.equal(undefined);
    }
  });
});
