import { expect } from 'chai';
import { readCalendar } from '../../src/imports/calendar/read-calendar.ts';
import { uidKey } from '../../src/imports/uid-key.ts';
import { readContent } from '../../src/domain/kinds/read-form.ts';
import { describeImport, listCalendars, readCalendarFile, readExpected } from './calendar-files.ts';
import { scene } from './scene.ts';

describe('A calendar file', () => {
  const names = listCalendars();

  it('is here in more than forty manners of its makers', () => {
    expect(names.length).to.be.greaterThan(40);
  });

  for (const name of names) {
    it(`gives what is meant: ${name.replaceAll('-', ' ')}`, async () => {
      const imported = await readCalendar(readCalendarFile(name), scene);
      expect(describeImport(imported)).to.deep.equal(readExpected(name));
    });
  }

  it('becomes answers that the form takes as if somebody had typed them', async () => {
    const usable = ['google-single', 'google-moved-and-cancelled', 'rule-every-third-week'];
    for (const name of usable) {
      const { rows } = await readCalendar(readCalendarFile(name), scene);
      const row = rows[0]!;
      const common = { summary: 'Kurz gesagt.', stadtteil: '802' };
      const attached = { images: [], flyer: null };
      const reading = readContent('event', { ...common, ...row.answers }, attached, scene.clock);
      expect(reading, name).to.have.property('ok', true);
    }
  });

  it('of a series that began long ago starts with the next date, and with the same one when asked again', async () => {
    const file = readCalendarFile('google-weekly-exdate');
    const later = { ...scene, clock: { ...scene.clock, now: scene.clock.now + 21 * 86_400_000 } };
    const first = (await readCalendar(file, scene)).rows[0]!;
    const moved = (await readCalendar(file, later)).rows[0]!;
    expect([first.answers['startDate'], moved.answers['startDate']]).to.deep.equal([
      '2026-11-25',
      '2026-12-16',
    ]);
    const known = { ...later, firstDays: new Map([[uidKey(first.uid), '2026-11-25']]) };
    expect((await readCalendar(file, known)).rows[0]!.answers).to.deep.equal(first.answers);
  });
});
