import { expect } from 'chai';
import fc from 'fast-check';
import {
  nextStartOf,
  readContent,
  readSubmitter,
  type Answers,
} from '../../../src/domain/kinds/read-form.ts';
import { KINDS, type Kind } from '../../../src/domain/submission-types.ts';
import { wordsOf } from '../../../src/locales/words.ts';
import { START, answersFor } from '../../support/portal.ts';

const clock = { now: START, zone: 'Europe/Berlin' };
const nothing = { images: [], flyer: null };

const read = (kind: Kind, changes: Answers = {}) =>
  readContent(kind, { ...answersFor(kind), ...changes }, nothing, clock);

/** Each problem as "field: message", with the limit that its sentence names. */
function problemsOf(reading: ReturnType<typeof readContent> | ReturnType<typeof readSubmitter>) {
  return reading.ok
    ? []
    : reading.problems.map(({ field, message, values }) =>
        [`${field}: ${message}`, ...Object.values(values ?? {})].join(' '),
      );
}

describe('What a form says of an event, an address or a story', () => {
  for (const kind of KINDS) {
    it(`a complete ${kind} is taken as it was meant, cleaned`, () => {
      const reading = read(kind, { title: '  Fest\u0000 im\r\nHof ', website: 'www.example.org' });
      if (!reading.ok) throw new Error(problemsOf(reading).join());
      expect(reading.value).to.include({ kind, title: 'Fest im Hof', stadtteil: '802' });
      expect(reading.value.website).to.equal('https://www.example.org');
      expect(reading.value).to.deep.include({ topics: [], images: [], flyer: null });
    });

    it(`no private answer becomes part of the public half of a ${kind}`, () => {
      const reading = read(kind);
      const text = JSON.stringify(reading);
      expect(text).to.include('Reparatur-Treff').and.include('51103');
      expect(text).not.to.include('nora@example.org').and.not.include('Nora Beispiel');
    });

    it(`an empty form for a ${kind} says at once all that is missing`, () => {
      const missing = ['title: titleMissing', 'summary: summaryMissing', 'stadtteil: placeMissing'];
      const own = {
        event: ['startDate: startDateMissing', 'startTime: startTimeMissing'],
        entry: [],
        story: ['description: descriptionMissing'],
      }[kind];
      expect(problemsOf(readContent(kind, {}, nothing, clock))).to.have.members([
        ...missing,
        ...own,
      ]);
    });
  }

  const long = (length: number) => 'x'.repeat(length);
  const refused: [Kind, Answers, string[]][] = [
    ['entry', { title: ' \u202E ' }, ['title: titleMissing']],
    ['entry', { title: long(121) }, ['title: tooLongBy 120 1']],
    ['entry', { summary: long(401) }, ['summary: tooLongBy 400 1']],
    ['entry', { description: long(6_001) }, ['description: tooLongBy 6000 1']],
    ['story', { description: long(12_001) }, ['description: tooLongBy 12000 1']],
    ['entry', { houseNumber: long(21) }, ['houseNumber: tooLongBy 20 1']],
    ['entry', { topics: ['advice', 'weather'] }, ['topics: choice']],
    ['entry', { audiences: 'nobody' }, ['audiences: choice']],
    ['entry', { languages: ['de', 'xx'] }, ['languages: choice']],
    ['entry', { title: ['a', 'b'] }, ['title: unusable']],
    ['entry', { postalCode: '5110' }, ['postalCode: postalCode']],
    ['entry', { postalCode: '51103x' }, ['postalCode: postalCode']],
    ['entry', { website: 'javascript:alert(1)' }, ['website: webAddress']],
    ['entry', { website: 'https://localhost' }, ['website: webAddress']],
    ['entry', { website: 'https://user:secret@example.org' }, ['website: webAddress']],
    ['entry', { website: `https://example.org/${long(490)}` }, ['website: tooLongBy 500 10']],
    ['entry', { publicEmail: 'nora@example' }, ['publicEmail: email']],
    ['entry', { publicEmail: 'Nora <nora@example.org>' }, ['publicEmail: email']],
    ['entry', { publicPhone: 'abends' }, ['publicPhone: phone']],
    ['event', { registration: 'maybe' }, ['registration: choice']],
    ['event', { attendance: 'online' }, ['onlineUrl: onlineUrlMissing']],
    ['event', { attendance: 'hybrid', onlineUrl: 'nein' }, ['onlineUrl: webAddress']],
    ['event', { startDate: '2026-02-30' }, ['startDate: date']],
    ['event', { startDate: '5.12.2026' }, ['startDate: date']],
    ['event', { startTime: '25:00' }, ['startTime: time']],
    ['event', { startDate: '0000-01-01' }, ['startDate: datePast']],
    ['event', { startDate: '9999-12-31' }, ['startDate: dateTooFar']],
    ['event', { endDate: '9999-12-31' }, ['endDate: dateTooFar']],
    [
      'event',
      { startDate: '2026-11-24', startTime: '08:00', endTime: '09:59' },
      ['startDate: datePast'],
    ],
    ['event', { endDate: '2026-12-04' }, ['endDate: endBeforeStart']],
    ['event', { endDate: '2026-12-05', endTime: '15:00' }, ['endTime: endTimeBeforeStart']],
    ['event', { endTime: '14:00' }, ['endTime: endTimeBeforeStart']],
  ];
  for (const [kind, changes, problems] of refused) {
    const said = JSON.stringify(changes).slice(0, 70);
    it(`${kind} with ${said}: ${problems.join(', ')}`, () => {
      expect(problemsOf(read(kind, changes))).to.deep.equal(problems);
      const key = `problem.${String(problems[0]?.split(' ')[1])}`;
      for (const language of ['de', 'en']) expect(wordsOf(language).has(key), key).to.equal(true);
    });
  }

  it('one word about the place is enough, whichever it is', () => {
    const none = { district: '', stadtteil: '', street: '', postalCode: '' };
    expect(problemsOf(read('entry', none))).to.deep.equal(['stadtteil: placeMissing']);
    for (const place of [
      { district: 'unsure' },
      { stadtteil: '802' },
      { street: 'Hof' },
      { postalCode: '51103' },
    ]) {
      expect(problemsOf(read('entry', { ...none, ...place }))).to.deep.equal([]);
    }
  });

  it('a price and “free of charge” are asked about, and so are a time and “all day”', () => {
    expect(problemsOf(read('event', { free: 'yes', price: '5 Euro' }))).to.deep.equal([
      'price: freeWithPrice',
    ]);
    expect(problemsOf(read('event', { allDay: 'yes' }))).to.deep.equal(['allDay: allDayWithTime']);
    const { startTime: _start, endTime: _end, ...rest } = answersFor('event');
    expect(
      problemsOf(read('event', { ...rest, startTime: '', endTime: '', allDay: 'yes' })),
    ).to.deep.equal([]);
    expect(read('event', { free: '', price: '5 Euro' })).to.have.nested.property(
      'value.price',
      '5 Euro',
    );
  });

  it('a time is taken as people say it, and a span fills the end', () => {
    const spoken = read('event', { startTime: 'halb vier bis fünf', endTime: '' });
    expect(spoken).to.have.nested.property('value.startTime', '15:30');
    expect(spoken).to.have.nested.property('value.endTime', '17:00');
    const both = read('event', { startTime: '20 Uhr', endTime: 'Mitternacht' });
    expect(both).to.have.nested.property('value.endTime', '00:00');
    expect(problemsOf(read('event', { startTime: 'nach der Messe' }))).to.deep.equal([
      'startTime: time',
    ]);
  });

  it('a name without a letter or a digit is none', () => {
    for (const title of ['…', '\u200b\u200b', '- - -', '\u{E0041}\u{E0042}', '\u0085', '🙂']) {
      expect(problemsOf(read('entry', { title })), JSON.stringify(title)).to.deep.equal([
        'title: titleMissing',
      ]);
    }
    for (const title of ['3', 'Ü', 'قهوة', '喫茶']) {
      expect(problemsOf(read('entry', { title })), title).to.deep.equal([]);
    }
  });

  it('whatever is sent, the answer is clean content or a list of problems', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('2026-12-05', '15:00', 'online', '-000001', 'yes'),
    );
    const value = fc.oneof(text, fc.array(text, { maxLength: 3 }));
    const names = [
      ...Object.keys(answersFor('event')),
      'endDate',
      'allDay',
      'topics',
      'website',
      'attendance',
      '__proto__',
      'constructor',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.dictionary(fc.constantFrom(...names), value),
        (kind, changes) => {
          const reading = read(kind, changes);
          if (reading.ok) {
            expect(JSON.stringify(reading.value)).not.to.match(
              /\\u0000|[\u202A-\u202E\u2066-\u2069]/,
            );
            expect(reading.value.title).to.match(/\S/);
          } else {
            expect(reading.problems).not.to.deep.equal([]);
            for (const { field, message } of reading.problems) {
              expect(field).to.match(/^\w+$/);
              expect(wordsOf('de').has(`problem.${message}`), message).to.equal(true);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('What a form says of its contributor', () => {
  const person = answersFor('entry');

  it('is taken cleaned, and what was left out is empty', () => {
    expect(readSubmitter({ ...person, submitterName: ' Nora\r\n Beispiel ' })).to.deep.equal({
      ok: true,
      value: { name: 'Nora Beispiel', email: 'nora@example.org', phone: '', organisation: '' },
    });
  });

  const refused: [Answers, string[]][] = [
    [{ submitterName: '' }, ['submitterName: submitterNameMissing']],
    [{ submitterEmail: '' }, ['submitterEmail: submitterEmailMissing']],
    [{ submitterEmail: 'nora@example.org, eva@example.org' }, ['submitterEmail: email']],
    [{ submitterEmail: 'nora@example.org\r\nBcc: eva@example.org' }, ['submitterEmail: email']],
    [{ submitterPhone: 'ruf an' }, ['submitterPhone: phone']],
    [{ consent: '' }, ['consent: consentMissing']],
    [{ consent: 'no' }, ['consent: consentMissing']],
  ];
  for (const [changes, problems] of refused) {
    it(`with ${JSON.stringify(changes)}: ${problems.join(', ')}`, () => {
      expect(problemsOf(readSubmitter({ ...person, ...changes }))).to.deep.equal(problems);
    });
  }
});

describe('When an event takes place next', () => {
  const clock = { now: Date.parse('2026-11-24T09:00:00Z'), zone: 'Europe/Berlin' };
  const read = (answers: Record<string, string>) => {
    const reading = readContent(
      'event',
      {
        title: 'Treff',
        summary: 'Wir treffen uns.',
        stadtteil: '802',
        startTime: '15:00',
        ...answers,
      },
      { images: [], flyer: null },
      clock,
    );
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return reading.value;
  };
  it('is its next date in a series that has run for weeks, and its only one otherwise', () => {
    const series = read({ startDate: '2026-12-01', recurrence: 'weekly' });
    const later = Date.parse('2027-01-13T09:00:00Z');
    const next = nextStartOf(series, clock.zone, later);
    expect(new Date(next ?? 0).toISOString()).to.equal('2027-01-19T14:00:00.000Z');
    const single = read({ startDate: '2026-12-01' });
    expect(nextStartOf(single, clock.zone, later)).to.equal(Date.parse('2026-12-01T14:00:00Z'));
  });
});
