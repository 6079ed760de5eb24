import { expect } from 'chai';
import ical, { type VEvent } from 'node-ical';
import rrule from 'rrule';
import type { EventContent } from '../../src/domain/kinds/content.ts';
import { listOccurrences } from '../../src/domain/recurrence.ts';
import { toInstant } from '../../src/domain/time.ts';
import { beginCalendar, END_OF_CALENDAR, writeEvent } from '../../src/feeds/calendar.ts';
import { EVENT, frameAt, NOW, published, ZONE } from './published.ts';

const HEAD = {
  name: 'Portal: Kalender, alles',
  description: 'Was ansteht',
  source: 'https://portal.example.org/v.ics',
  url: 'https://portal.example.org/v',
  colour: '#0b5fa5',
};
const FROM = Date.parse('2026-11-01T00:00:00Z');
const TO = Date.parse('2028-05-01T00:00:00Z');

function write(changes: Partial<EventContent>, zone = ZONE): string {
  const frame = frameAt(NOW, zone);
  return beginCalendar(HEAD, frame) + writeEvent(published(changes), frame) + END_OF_CALENDAR;
}

interface Read {
  readonly start: string;
  readonly end: string;
  readonly cancelled: boolean;
}

/** As another program understands it: node-ical, with its own expansion of rules. */
function read(text: string, zone = ZONE): Read[] {
  const events = Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT');
  return events
    .flatMap((event) =>
      /^RDATE/m.test(text)
        ? expandChosen(text, event, zone)
        : ical.expandRecurringEvent(event, { from: new Date(FROM), to: new Date(TO) }),
    )
    .map(({ start, end, event }) => ({
      start: toMoment(start, zone),
      end: toMoment(end, zone),
      cancelled: event.status === 'CANCELLED',
    }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** A day stands in no zone for other programs: it is the reader's own. */
function toMoment(date: Date & { dateOnly?: boolean }, zone: string): string {
  if (date.dateOnly !== true) return date.toISOString();
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return new Date(toInstant(day, '00:00', zone)).toISOString();
}

interface Override {
  readonly recurrenceid: Date;
  readonly start: Date;
  readonly end: Date;
  readonly status: string;
}

interface Instance {
  readonly start: Date & { dateOnly?: boolean };
  readonly end: Date & { dateOnly?: boolean };
  readonly event: { readonly status?: string };
}

/** node-ical reads no RDATE: that is done by the package rrule, on the wall of the zone. */
function expandChosen(text: string, event: VEvent, zone: string): Instance[] {
  const master = text.replace(/\r\n /g, '').split('BEGIN:VEVENT')[1] ?? '';
  const lines = master.split('\r\n').filter((line) => /^(DTSTART|RDATE|EXDATE)/.test(line));
  const floating = lines.map((line) => line.replace(/;TZID=[^:]*/, ''));
  // The first date is one of the dates (RFC 5545, 3.8.5.2), which that package does without a rule.
  const first = floating.map((line) => line.replace(/^DTSTART/, 'RDATE')).find(Boolean) ?? '';
  const set = rrule.rrulestr([...floating, first].join('\n'), { forceset: true });
  const isDay = master.includes('DTSTART;VALUE=DATE');
  const length = Number(event.end ?? event.start) - Number(event.start);
  const overrides = Object.values(event.recurrences ?? {}) as unknown as readonly Override[];
  return [...new Set(set.all().map((date) => date.toISOString()))].map((wall) => {
    const [day = '', time = ''] = wall.split('T');
    const instant = new Date(toInstant(day, isDay ? '00:00' : time.slice(0, 5), zone));
    const override = overrides.find(
      ({ recurrenceid }) => toMoment(recurrenceid, zone) === instant.toISOString(),
    );
    if (override !== undefined) {
      const { status } = override;
      return { start: override.start, end: override.end, event: { status } };
    }
    return { start: instant, end: new Date(Number(instant) + length), event };
  });
}

/** As the page shows it. */
function shown(changes: Partial<EventContent>, zone = ZONE): Read[] {
  const content = { ...EVENT, ...changes };
  const saysEnd = content.allDay || content.endTime !== '' || content.endDate !== '';
  return listOccurrences(content, zone, { now: NOW, from: FROM, to: TO }).map((one) => ({
    start: new Date(one.startsAt).toISOString(),
    end: new Date(saysEnd ? one.endsAt : one.startsAt).toISOString(),
    cancelled: one.state === 'cancelled',
  }));
}

const CASES: Readonly<Record<string, Partial<EventContent>>> = {
  'a single event': {},
  'a single event that does not say when it ends': { endTime: '' },
  'a single event that is cancelled': { cancelled: ['2026-12-05'] },
  'a whole day': { allDay: true, startTime: '', endTime: '' },
  'three whole days': { allDay: true, startTime: '', endTime: '', endDate: '2026-12-07' },
  'three days with times': { endDate: '2026-12-07', endTime: '12:00' },
  'a night past midnight': { startTime: '22:00', endTime: '02:00' },
  'the night in which the clocks go forward': {
    startDate: '2027-03-27',
    startTime: '22:00',
    endTime: '06:00',
  },
  'the night in which the clocks go back': {
    startDate: '2027-10-30',
    startTime: '22:00',
    endTime: '06:00',
  },
  'a time that the clocks skip': { startDate: '2027-03-28', startTime: '02:30', endTime: '04:00' },
  'every week, over both changes of the clocks': {
    recurrence: 'weekly',
    recurrenceUntil: '2027-11-30',
  },
  'every week without an end': { recurrence: 'weekly', startDate: '2026-11-28' },
  'every week past midnight, over both changes of the clocks': {
    recurrence: 'weekly',
    startTime: '22:00',
    endTime: '06:00',
    recurrenceUntil: '2027-11-30',
  },
  'several days a week, without the holidays': {
    recurrence: 'weekly',
    startDate: '2026-12-01',
    recurrenceDays: ['tu', 'th', 'sa'],
    recurrenceUntil: '2027-02-28',
    exceptions: ['2026-12-24', '2026-12-26', '2026-12-31'],
  },
  'every second week on two days, from a Thursday on': {
    recurrence: 'biweekly',
    startDate: '2026-12-03',
    recurrenceDays: ['tu', 'th'],
    recurrenceUntil: '2027-06-30',
  },
  'the second Wednesday of each month': {
    recurrence: 'monthlyWeekday',
    startDate: '2026-12-09',
    recurrenceUntil: '2027-12-31',
  },
  'the last Friday of each month': {
    recurrence: 'monthlyWeekday',
    recurrenceWeek: 'last',
    recurrenceDays: ['fr'],
    startDate: '2026-11-27',
    recurrenceUntil: '2027-12-31',
  },
  'the 31st of each month that has one': {
    recurrence: 'monthlyDay',
    startDate: '2026-12-31',
    recurrenceUntil: '2027-12-31',
  },
  'whole days every week': {
    recurrence: 'weekly',
    allDay: true,
    startTime: '',
    endTime: '',
    recurrenceUntil: '2027-04-30',
    exceptions: ['2026-12-26'],
  },
  'chosen dates': {
    recurrence: 'dates',
    recurrenceDates: ['2027-01-15', '2027-03-28', '2027-07-02'],
  },
  'chosen whole days of which one is taken out': {
    recurrence: 'dates',
    allDay: true,
    startTime: '',
    endTime: '',
    recurrenceDates: ['2027-01-15', '2027-02-15'],
    exceptions: ['2027-01-15'],
  },
  'chosen dates of which one is moved': {
    recurrence: 'dates',
    recurrenceDates: ['2027-01-15', '2027-02-15'],
    moved: [{ date: '2027-01-15', toDate: '2027-01-16', toTime: '' }],
  },
  'a series with moved and cancelled dates': {
    recurrence: 'weekly',
    recurrenceUntil: '2027-02-27',
    exceptions: ['2026-12-19'],
    cancelled: ['2027-01-02'],
    moved: [
      { date: '2026-12-26', toDate: '2026-12-27', toTime: '20:00' },
      { date: '2027-01-09', toDate: '2027-01-08', toTime: '' },
    ],
  },
  'a moved date that is cancelled after all': {
    recurrence: 'weekly',
    recurrenceUntil: '2027-01-30',
    cancelled: ['2026-12-12'],
    moved: [{ date: '2026-12-12', toDate: '2026-12-13', toTime: '11:00' }],
  },
  'a series whose first date is moved': {
    recurrence: 'weekly',
    recurrenceUntil: '2027-01-30',
    moved: [{ date: '2026-12-05', toDate: '2026-12-06', toTime: '' }],
  },
  'a series whose first date is taken out': {
    recurrence: 'weekly',
    recurrenceUntil: '2027-01-30',
    exceptions: ['2026-12-05'],
  },
  'whole days of which one is moved and one is cancelled': {
    recurrence: 'monthlyDay',
    allDay: true,
    startTime: '',
    endTime: '',
    recurrenceUntil: '2027-06-30',
    cancelled: ['2027-03-05'],
    moved: [{ date: '2027-02-05', toDate: '2027-02-12', toTime: '' }],
  },
};

describe('A calendar file', () => {
  for (const [name, changes] of Object.entries(CASES)) {
    it(`says to another program what the page says: ${name}`, () => {
      const dates = read(write(changes));
      expect(dates).to.have.length.greaterThan(0);
      expect(dates).to.deep.equal(shown(changes));
    });
  }

  it('says the same in a city on the other side of the world', () => {
    const changes = { ...CASES['every week, over both changes of the clocks'] };
    for (const zone of ['Australia/Sydney', 'America/New_York', 'Asia/Tokyo']) {
      expect(read(write(changes, zone), zone), zone).to.deep.equal(shown(changes, zone));
    }
  });

  it('keeps a series as a rule, so that a calendar holds one entry and not hundred', () => {
    const text = write({ recurrence: 'weekly' });
    expect(text).to.match(/\r\nRRULE:FREQ=WEEKLY;BYDAY=SA;WKST=MO\r\n/);
    expect(text.match(/BEGIN:VEVENT/g)).to.have.length(1);
  });

  it('keeps every sign of a text, folds at 75 bytes and cuts no letter in two', () => {
    const title = 'Käse, Wurst; \\ und „mehr“: 😀😀😀😀😀 Зустріч сусідів, لقاء الجيران, ganz lang';
    const text = write({ title, description: 'Eins\nzwei\n\nBEGIN:VEVENT\nEND:VCALENDAR' });
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line), line).to.be.at.most(75);
      expect(line).not.to.include('\uFFFD');
    }
    const [event] = Object.values(ical.sync.parseICS(text)).filter(
      (part) => part?.type === 'VEVENT',
    );
    expect(JSON.stringify(event)).to.include(JSON.stringify(title));
    expect(text.match(/^BEGIN:VEVENT/gm)).to.have.length(1);
    expect(text.match(/^END:VCALENDAR/gm)).to.have.length(1);
  });

  it('names what changed by the same identity, a later moment and a higher number', () => {
    const frame = frameAt();
    const row = published({});
    const line = (text: string, name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1];
    const before = writeEvent(row, frame);
    const after = writeEvent({ ...row, changedAt: NOW + 60_000 }, frame);
    expect(line(after, 'UID')).to.equal(line(before, 'UID'));
    expect(line(before, 'UID')).to.match(/^[0-9a-f-]{36}@portal\.example\.org/);
    expect(Number(line(after, 'SEQUENCE'))).to.equal(Number(line(before, 'SEQUENCE')) + 60);
    expect(line(after, 'LAST-MODIFIED')).to.match(/^20261124T090100Z/);
    expect(line(after, 'DTSTAMP')).to.match(/^20261124T090100Z/);
  });
});
