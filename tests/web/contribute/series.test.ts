import { expect } from 'chai';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, fillIn, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Fields } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const texts = (page: Answer, selector: string) =>
  page.document
    .querySelectorAll(selector)
    .map((part) => part.textContent.replace(/\s+/g, ' ').trim());

// The first date is a Tuesday.
const weekly: Fields = {
  startDate: '2026-12-01',
  recurrence: 'weekly',
  recurrenceUntil: '2027-06-30',
  'exceptions[]': ['2026-12-22', ''],
};

describe('Handing in a series', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  const fill = (changes: Fields) =>
    fillIn(visit(portal.url), 'event', { ...answersFor('event'), ...changes });

  it('asks nothing of a single event: its questions are closed, and nothing is said back', async () => {
    const form = await visit(portal.url).get('/einreichen/veranstaltung');
    expect(form.document.querySelector('details.series')?.hasAttribute('open')).to.equal(false);
    const check = await fill({});
    expect(check.status).to.equal(200);
    expect(check.document.querySelector('.understood')).to.equal(null);
  });

  it('says back what was understood, with the next five dates, before anything is sent', async () => {
    const check = await fill(weekly);
    expect(texts(check, '.understood__sentence')).to.deep.equal([
      'Jeden Dienstag, 15 bis 18.30 Uhr, bis 30. Juni 2027; nicht am 22. Dezember',
    ]);
    expect(texts(check, '.understood li')).to.deep.equal([
      'Dienstag, 1. Dezember, 15 bis 18.30 Uhr',
      'Dienstag, 8. Dezember, 15 bis 18.30 Uhr',
      'Dienstag, 15. Dezember, 15 bis 18.30 Uhr',
      'Dienstag, 29. Dezember, 15 bis 18.30 Uhr',
      'Dienstag, 5. Januar 2027, 15 bis 18.30 Uhr',
    ]);
  });

  it('keeps all that was typed when something is wrong, and leads to the field', async () => {
    const typed = {
      ...weekly,
      recurrenceUntil: '2026-11-01',
      'recurrenceDays[]': ['tu', 'th'],
      'exceptions[]': ['2026-12-22', '2026-12-24', '2027-02-30'],
    };
    const refused = await fill(typed);
    expect(refused.status).to.equal(422);
    expect(problemAt(refused, 'exceptions')).to.equal(t('problem.date'));
    const kept = typedIn(refused);
    expect(kept['recurrence']).to.equal('weekly');
    expect(kept['recurrenceUntil']).to.equal('2026-11-01');
    expect(kept['recurrenceDays[]']).to.deep.equal(['tu', 'th']);
    expect(kept['exceptions[]']).to.include.members(typed['exceptions[]']);
    expect(refused.document.querySelector('details.series')?.hasAttribute('open')).to.equal(true);
    const mended = await fill({ ...typed, 'exceptions[]': ['2026-12-22'] });
    expect(summaryOf(mended)).to.deep.equal([t('problem.untilBeforeStart')]);
  });

  it('names the day that is no date of the series, as people say it', async () => {
    const refused = await fill({ ...weekly, 'exceptions[]': ['2026-12-24'] });
    expect(problemAt(refused, 'exceptions')).to.equal(
      t('problem.dayNotInSeries', { day: 'Donnerstag, 24. Dezember 2026' }),
    );
  });

  it('gives more date fields without script, with all that was typed and no complaint', async () => {
    const visitor = visit(portal.url);
    const form = await visitor.get('/einreichen/veranstaltung');
    const add = form.document.querySelector('#f-recurrenceDates button');
    const before = form.document.querySelectorAll('#f-recurrenceDates input').length;
    const typed = {
      title: 'Nur ein Titel',
      recurrence: 'dates',
      'recurrenceDates[]': ['2026-12-12', '', '2027-01-09', ''],
    };
    const more = await visitor.post((add?.getAttribute('formaction') ?? '').replace(/#.*/, ''), {
      ...form.fields('form.form'),
      ...typed,
      [add?.getAttribute('name') ?? '']: add?.getAttribute('value') ?? '',
    });
    expect(more.status).to.equal(200);
    expect(summaryOf(more)).to.deep.equal([]);
    expect(typedIn(more)['title']).to.equal('Nur ein Titel');
    const fields = more.document.querySelectorAll('#f-recurrenceDates input');
    expect(fields.length).to.equal(before + 4);
    expect(fields.map((field) => field.getAttribute('value')).slice(0, 3)).to.deep.equal([
      '2026-12-12',
      '',
      '2027-01-09',
    ]);
    expect(new Set(fields.map((field) => field.id)).size).to.equal(fields.length);
    // Enter in any field must check the form and not add fields to it.
    const first = more.document.querySelector('form.form button[type=submit]');
    expect(first?.getAttribute('value')).to.equal('check');
  });

  it('moves and cancels single dates in the edit form, and tells the office what changed', async () => {
    const { link, reference } = await handInAndConfirm(portal, 'event', {
      ...(weekly as Record<string, string | string[]>),
      title: 'Offener Treff',
    });
    const visitor = visit(portal.url);
    const form = await visitor.get(`${link}/bearbeiten`);
    expect(form.fields('form.form')['recurrenceUntil']).to.deep.equal(['2027-06-30']);
    const changes = {
      'cancelled[]': ['2026-12-08'],
      'movedFrom[]': ['2026-12-15', ''],
      'movedToDate[]': ['2026-12-16', ''],
      'movedToTime[]': ['17:00', ''],
    };
    const half = await visitor.post(`${link}/bearbeiten`, {
      ...form.fields('form.form'),
      ...changes,
      'movedToDate[]': ['', ''],
      step: 'check',
    });
    expect(problemAt(half, 'moved')).to.equal(t('problem.movedIncomplete'));
    expect(typedIn(half)['movedFrom[]']).to.include('2026-12-15');

    const check = await visitor.post(`${link}/bearbeiten`, {
      ...half.fields('form.form'),
      ...changes,
      step: 'check',
    });
    expect(texts(check, '.understood__sentence')[0]).to.include(
      'fällt aus am 8. Dezember; vom 15. Dezember auf den 16. Dezember verlegt',
    );
    await visitor.post(`${link}/bearbeiten`, {
      ...check.fields('form.check-form'),
      step: 'send',
    });
    const status = await visitor.get(link);
    expect(texts(status, '.next__date--cancelled')).to.deep.equal([
      'Dienstag, 8. Dezember, 15 bis 18.30 Uhr fällt aus',
    ]);
    expect(texts(status, '.next__date--moved')).to.deep.equal([
      'Mittwoch, 16. Dezember, 17 bis 20.30 Uhr verlegt vom 15. Dezember',
    ]);
    const again = await visitor.get(`${link}/bearbeiten`);
    expect(again.fields('form.form')['movedToTime[]']?.[0]).to.equal('17:00');

    const kalk = await signIn(portal, 'kalk@example.org');
    const desk = await kalk.get(`/redaktion/${reference}`);
    expect(texts(desk, '.changes ins').join()).to.include('fällt aus am 8. Dezember');
    await decide(kalk, reference, 'approve');
  });
});
