import { expect } from 'chai';
import { typedIn, summaryOf, problemAt } from '../../support/form.ts';
import { answersFor, openPortal, type Portal } from '../../support/portal.ts';
import { fillIn, handIn, handInAndConfirm, linkIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PATH = '/einreichen/veranstaltung';

describe('What was said before need not be typed again', () => {
  let portal: Portal;
  let visitor: Visitor;
  beforeEach(async () => {
    portal = await openPortal();
    visitor = visit(portal.url);
  });
  afterEach(() => portal.close());

  it('a status page leads to a copy with everything but the date and the files', async () => {
    const { link } = await handInAndConfirm(portal, 'event');
    const status = await visitor.get(link);
    const again = status.document
      .querySelectorAll('main a')
      .find((one) => one.textContent === t('status.again'));
    const form = await visitor.get(again?.getAttribute('href') ?? '');
    const { startDate: _date, consent: _consent, ...same } = answersFor('event');
    expect(typedIn(form)).to.include({ ...same, startDate: '' });
    expect(typedIn(form)).not.to.have.any.keys('consent', 'imageId', 'flyerId');
    expect(form.text).to.include(t('form.copied'));
    expect(form.headers.get('Cache-Control')).to.equal('no-store');

    // It is a submission of its own: the first stays as it was.
    const check = await visitor.post(PATH, {
      ...form.fields('form.form'),
      startDate: '2026-12-12',
      consent: 'yes',
      step: 'check',
    });
    const sent = await visitor.post(PATH, { ...check.fields('form.check-form'), step: 'send' });
    expect((await visitor.get(sent.location)).text).to.include('KAL-26-0002');
  });

  it('a wrong link, or one to another kind, gives an empty form and tells nothing', async () => {
    const { link } = await handInAndConfirm(portal, 'entry');
    const token = link.split('/').at(-1) ?? '';
    for (const wrong of [token, `${token.slice(0, -2)}xx`, '']) {
      const form = await visitor.get(`${PATH}?vorlage=${wrong}`);
      expect(typedIn(form)).to.include({ title: '', submitterEmail: '' });
    }
  });

  it('the check page says dates and times as people do, and leaves out what is plain', async () => {
    const spoken = { startTime: 'halb vier bis fünf', endTime: '', website: 'www.example.org' };
    const check = await fillIn(visitor, 'event', answersFor('event', spoken));
    const said = check.document
      .querySelectorAll('dl.answers dd')
      .map((one) => one.textContent.trim());
    expect(said).to.include.members(['Samstag, 5. Dezember', '15.30 Uhr', '17 Uhr', 'Kalk']);
    expect(said).to.include('https://www.example.org');
    const asked = check.document.querySelectorAll('dl.answers dt').map((one) => one.textContent);
    expect(asked).not.to.include(t('field.all.consent.label'));
    // Whoever goes back meets their own words.
    const back = await visitor.post(PATH, { ...check.fields('form.check-form'), step: 'change' });
    expect(typedIn(back)).to.include({ startTime: 'halb vier bis fünf', endTime: '' });
  });

  it('a price beside “free of charge” and a time beside “all day” are asked about', async () => {
    const both = answersFor('event', { free: 'yes', price: '5 Euro', allDay: 'yes' });
    const refused = await fillIn(visitor, 'event', both);
    expect(problemAt(refused, 'price')).to.equal(t('problem.freeWithPrice'));
    expect(problemAt(refused, 'allDay')).to.equal(t('problem.allDayWithTime'));
    expect(typedIn(refused)).to.include({ price: '5 Euro', startTime: '15:00' });
  });

  it('a form sent once more with other words asks whether a second one is meant', async () => {
    const check = await fillIn(visitor, 'entry', answersFor('entry'));
    const path = '/einreichen/adresse';
    const fields = { ...check.fields('form.check-form'), step: 'send' };
    const first = await visitor.post(path, fields);
    expect((await visitor.post(path, fields)).location).to.equal(first.location);
    const other = await visitor.post(path, { ...fields, title: 'Ein anderer Treff' });
    expect(summaryOf(other)).to.deep.equal([t('problem.sentAlready')]);
    expect(typedIn(other)).to.include({ title: 'Ein anderer Treff' });
    const second = await visitor.post(path, { ...other.fields('form.form'), step: 'send' });
    expect(second.location).to.include('/gesendet/').and.not.to.equal(first.location);
  });

  it('a form sent at the same moment with other words: one is taken, the other is asked', async () => {
    const path = '/einreichen/adresse';
    for (let round = 0; round < 4; round += 1) {
      const check = await fillIn(visitor, 'entry', answersFor('entry'));
      const fields = { ...check.fields('form.check-form'), step: 'send' };
      const titles = [`Eins ${String(round)}`, `Zwei ${String(round)}`];
      const answers = await Promise.all(
        titles.map((title) => visitor.post(path, { ...fields, title })),
      );
      const taken = answers.findIndex(({ location }) => location.includes('/gesendet/'));
      const asked = answers[1 - taken]!;
      expect(asked.status).to.equal(422);
      expect(summaryOf(asked)).to.deep.equal([t('problem.sentAlready')]);
      expect(typedIn(asked)).to.include({ title: titles[1 - taken], street: 'Vietorstraße' });
      const second = await visitor.post(path, { ...asked.fields('form.form'), step: 'send' });
      expect(second.location).to.include('/gesendet/').and.not.to.equal(answers[taken]?.location);
    }
  });

  it('a form that was sent is kept as a draft of its own when it is written on', async () => {
    const check = await fillIn(visitor, 'entry', answersFor('entry'));
    const path = '/einreichen/adresse';
    const fields = check.fields('form.check-form');
    await visitor.post(path, { ...fields, step: 'send' });
    const asked = await visitor.post(path, { ...fields, title: 'Noch einer', step: 'draft' });
    expect(summaryOf(asked)).to.deep.equal([t('problem.sentAlready')]);
    const kept = await visitor.post(path, { ...asked.fields('form.form'), step: 'draft' });
    expect(kept.text).to.include(t('draft.kept.title'));
  });

  it('an edit that comes too late gives back what was typed', async () => {
    const { link } = await handInAndConfirm(portal, 'event');
    const form = await visitor.get(`${link}/bearbeiten`);
    const edit = { ...form.fields('form.form'), title: 'Mein neuer Titel' };
    const check = await visitor.post(`${link}/bearbeiten`, { ...edit, step: 'check' });
    await visitor.post(`${link}/zurueckziehen`, {});
    await portal.work();
    const fields = { ...check.fields('form.check-form'), step: 'send' };
    const late = await visitor.post(`${link}/bearbeiten`, fields);
    expect(late.status).to.equal(409);
    expect(summaryOf(late)).to.deep.equal([t('problem.editNotPossible')]);
    expect(typedIn(late)).to.include({ title: 'Mein neuer Titel' });
  });

  it('an edit without a private link is refused before its body is looked at', async () => {
    await handIn(portal, 'event');
    await portal.work();
    const real = linkIn(portal);
    const broken = {
      method: 'POST',
      body: 'no multipart at all',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    };
    const answer = await fetch(`${portal.url}${real}/bearbeiten`, broken);
    expect(answer.status, 'with the link the body is read').to.equal(422);
    const refused = await fetch(`${portal.url}/vorgang/${'x'.repeat(43)}/bearbeiten`, broken);
    expect(refused.status).to.equal(404);
  });

  it('a text says its language itself, whatever the pages around its form were in', async () => {
    const english = await visitor.get('/en/einreichen/adresse');
    expect(typedIn(english)).to.include({ textLanguage: 'en' });
    const check = await visitor.post('/en/einreichen/adresse', {
      ...english.fields('form.form'),
      ...answersFor('entry'),
      textLanguage: 'tr',
      step: 'check',
    });
    expect(check.document.querySelector('.preview h2')?.getAttribute('lang')).to.equal('tr');
  });
});
