import { expect } from 'chai';
import { readImport } from '../../src/imports/read-import.ts';
import { scene } from './scene.ts';

/** What goes wrong here keeps everybody else waiting. */
describe('A calendar that was made to hurt', function () {
  this.timeout(90_000);
  const calendar = (...events: string[][]) =>
    Buffer.from(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        ...events.flatMap((lines, index) => [
          'BEGIN:VEVENT',
          `UID:${String(index)}`,
          'DTSTART:20270101T100000',
          `SUMMARY:Treffen ${String(index)}`,
          ...lines,
          'END:VEVENT',
        ]),
        'END:VCALENDAR',
      ].join('\r\n'),
    );

  it('by rules whose days never come lets others have their turn meanwhile', async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 20);
    const never = ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000'];
    const { rows } = await readImport(calendar(...Array.from({ length: 20 }, () => never)), scene);
    clearInterval(others);
    expect(rows).to.have.length(20);
    // Read in the same thread, nobody would have had a single one.
    expect(turns).to.be.greaterThan(5);
  });

  it('by a description of boxes in boxes is read as far as people write', async () => {
    const deep = `DESCRIPTION:Komm vorbei.${'<div>'.repeat(11_000)}x`;
    const { rows } = await readImport(calendar([deep]), scene);
    expect(rows.map((row) => row.answers['summary'])).to.deep.equal(['Komm vorbei. ...']);
  });
});
