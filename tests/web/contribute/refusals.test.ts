import { expect } from 'chai';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, openPortal, type Portal } from '../../support/portal.ts';
import { countRows } from '../../support/rows.ts';
import { fillIn, type Kind } from '../../support/steps.ts';
import { visit, type Fields } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

type Refusal = [field: string, changes: Record<string, string | string[]>, sentence: string];

const say = (name: string, values?: Record<string, unknown>) => t(`problem.${name}`, values);
const nowhere = { stadtteil: '', street: '', postalCode: '', district: '' };

const COMMON: Refusal[] = [
  ['title', { title: '   ' }, say('titleMissing')],
  ['title', { title: 'x'.repeat(121) }, say('tooLongBy', { max: 120, over: 1 })],
  ['summary', { summary: '' }, say('summaryMissing')],
  ['summary', { summary: 'x'.repeat(401) }, say('tooLongBy', { max: 400, over: 1 })],
  ['stadtteil', nowhere, say('placeMissing')],
  ['postalCode', { postalCode: '5110' }, say('postalCode')],
  ['website', { website: 'javascript:alert(1)' }, say('webAddress')],
  ['publicEmail', { publicEmail: 'nora at example' }, say('email')],
  ['publicPhone', { publicPhone: 'ruf an' }, say('phone')],
  ['topics', { 'topics[]': ['culture', 'made-up'] }, say('choice')],
  ['audiences', { 'audiences[]': 'made-up' }, say('choice')],
  ['easyText', { easyText: 'x'.repeat(2_001) }, say('tooLongBy', { max: 2_000, over: 1 })],
  ['submitterName', { submitterName: '' }, say('submitterNameMissing')],
  ['submitterEmail', { submitterEmail: '' }, say('submitterEmailMissing')],
  ['submitterEmail', { submitterEmail: 'nora@' }, say('email')],
  ['submitterPhone', { submitterPhone: 'später' }, say('phone')],
  ['consent', { consent: '' }, say('consentMissing')],
];
const OWN: Record<Kind, Refusal[]> = {
  event: [
    ['startDate', { startDate: '' }, say('startDateMissing')],
    ['startDate', { startDate: '2027-02-29' }, say('date')],
    ['startDate', { startDate: '2026-11-23' }, say('datePast')],
    ['startDate', { startDate: '2036-01-01' }, say('dateTooFar')],
    ['startTime', { startTime: '' }, say('startTimeMissing')],
    ['startTime', { startTime: '25:00' }, say('time')],
    ['endDate', { endDate: '2026-12-04' }, say('endBeforeStart')],
    ['endTime', { endDate: '2026-12-05', endTime: '14:00' }, say('endTimeBeforeStart')],
    ['onlineUrl', { attendance: 'online' }, say('onlineUrlMissing')],
    ['attendance', { attendance: 'moon' }, say('choice')],
    ['registration', { registration: 'made-up' }, say('choice')],
    ['registrationUrl', { registrationUrl: 'ftp://example.org/a' }, say('webAddress')],
    ['accessibility', { 'accessibility[]': 'made-up' }, say('choice')],
  ],
  entry: [
    ['organisation', { organisation: 'x'.repeat(161) }, say('tooLongBy', { max: 160, over: 1 })],
    ['offer', { offer: 'x'.repeat(1_501) }, say('tooLongBy', { max: 1_500, over: 1 })],
    [
      'openingHours',
      { openingHours: 'x'.repeat(1_001) },
      say('tooLongBy', { max: 1_000, over: 1 }),
    ],
    ['languages', { 'languages[]': 'xx' }, say('choice')],
  ],
  story: [
    ['description', { description: '' }, say('descriptionMissing')],
    ['period', { period: 'x'.repeat(121) }, say('tooLongBy', { max: 120, over: 1 })],
    ['result', { result: 'x'.repeat(2_001) }, say('tooLongBy', { max: 2_000, over: 1 })],
  ],
};

/** An answer of every type of field, so that each can be seen to survive. */
const EVERYTHING: Record<Kind, Fields> = {
  event: {
    endDate: '2026-12-05',
    'accessibility[]': ['step-free', 'sign-language'],
    'languages[]': ['de', 'tr'],
    attendance: 'hybrid',
    onlineUrl: 'https://example.org/live',
    registration: 'required',
    registrationUrl: 'https://example.org/anmelden',
    free: '',
    price: '3 Euro',
  },
  entry: { offer: 'Beratung\nund Kaffee', eligibility: 'alle', 'languages[]': ['ar', 'uk'] },
  story: { partners: 'Schule, Verein', contactName: 'Nora' },
};
const SHARED: Fields = {
  summary: 'Zwei <b>Sätze</b> & "mehr"',
  'topics[]': ['culture', 'environment'],
  'audiences[]': ['children', 'seniors'],
  district: 'kalk-humboldt',
  placeName: 'Werkstatt „Hinterhof“',
  website: 'www.example.org',
  publicEmail: 'hof@example.org',
  publicPhone: '+49 221 1234567',
  easyText: 'Wir reparieren.\nAlle können kommen.',
  submitterPhone: '0221 7654321',
  submitterOrganisation: 'Hof e. V.',
};

describe('A form that cannot be used as it is', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  for (const kind of ['event', 'entry', 'story'] as const) {
    const cases = kind === 'entry' ? [...COMMON, ...OWN[kind]] : OWN[kind];
    for (const [field, changes, sentence] of cases) {
      const shown = JSON.stringify(changes).slice(0, 60);
      it(`of a ${kind} with ${shown} says at ${field} what to do`, async () => {
        const answer = await fillIn(visit(portal.url), kind, answersFor(kind, changes));
        expect(problemAt(answer, field)).to.equal(sentence);
        expect(summaryOf(answer)).to.deep.equal([sentence]);
        expect(answer.status).to.equal(422);
      });
    }

    it(`of a ${kind} comes back with everything that was typed, in every type of field`, async () => {
      const sent = { ...answersFor(kind), ...SHARED, ...EVERYTHING[kind], title: '' };
      const answer = await fillIn(visit(portal.url), kind, sent);
      expect(summaryOf(answer)).to.deep.equal([say('titleMissing')]);
      // Lists have one name in the form, with or without brackets in the request.
      const expected = Object.entries(sent).filter(([, value]) => value !== '');
      expect(typedIn(answer)).to.deep.include(Object.fromEntries(expected));
    });
  }

  it('names all its problems at once, in the order of the questions', async () => {
    const answer = await fillIn(visit(portal.url), 'event', {
      consent: '',
      submitterEmail: 'falsch',
      startDate: '',
      title: '',
      summary: '',
      stadtteil: '',
      city: '',
    });
    expect(summaryOf(answer)).to.deep.equal([
      say('titleMissing'),
      say('summaryMissing'),
      say('startDateMissing'),
      say('startTimeMissing'),
      say('placeMissing'),
      say('submitterNameMissing'),
      say('email'),
      say('consentMissing'),
    ]);
    expect(answer.document.getElementById('probleme')?.textContent).to.include(
      t('form.problems', { count: 8 }),
    );
  });

  it('is refused just the same when it claims to come from the check page', async () => {
    const visitor = visit(portal.url);
    const form = await visitor.get('/einreichen/adresse');
    const answer = await visitor.post('/einreichen/adresse', {
      ...form.fields('form.form'),
      ...answersFor('entry', { title: '' }),
      step: 'send',
    });
    expect(problemAt(answer, 'title')).to.equal(say('titleMissing'));
    expect((await countRows(portal))['submissions']).to.equal(0);
  });
});
