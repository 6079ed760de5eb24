import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const EVENTS = 5_000;

function makeCalendar(): Buffer {
  const events = Array.from({ length: EVENTS }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, '0');
    const rule = index % 10 === 0 ? ['RRULE:FREQ=WEEKLY;INTERVAL=3'] : [];
    return [
      'BEGIN:VEVENT',
      `UID:event-${String(index)}@example.org`,
      'DTSTAMP:20261101T080000Z',
      `DTSTART;TZID=Europe/Berlin:202612${day}T180000`,
      `DTEND;TZID=Europe/Berlin:202612${day}T200000`,
      ...rule,
      `SUMMARY:Veranstaltung ${String(index)}`,
      `DESCRIPTION:${'Ein Satz über das, was geschieht. '.repeat(20)}`,
      'LOCATION:Bürgerhaus\\, Vietorstraße 40\\, 51103 Köln',
      'END:VEVENT',
    ].join('\r\n');
  });
  return Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n'));
}

describe('A calendar of five thousand events', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veedelpost-import-'));
    await writeFile(join(folder, 'large.ics'), makeCalendar());
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is read within 200 MB of the whole process, and others get their turn meanwhile', async () => {
    const script = fileURLToPath(new URL('./large-calendar.ts', import.meta.url));
    const file = join(folder, 'large.ics');
    const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
    const measured = JSON.parse(stdout) as Record<string, number>;
    if (process.env['SHOW_FIGURES']) console.log(stdout.trim());
    expect(measured).to.include({ rows: EVENTS, problems: 0, dates: 26 });

    expect(measured['megabytes']).to.be.lessThan(200);
    expect(measured['longestPause']).to.be.lessThan(1_500);
    expect(measured['milliseconds']).to.be.lessThan(60_000);
  }).timeout(90_000);
});
