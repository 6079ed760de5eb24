import { expect } from 'chai';
import { picture, pictureAnswers } from '../../support/files.ts';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { answersFor, openPortal, type Portal } from '../../support/portal.ts';
import { readRows } from '../../support/rows.ts';
import { keepDraft, linkIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const DAY = 86_400_000;
const PATH = '/einreichen/veranstaltung';
const HALF: Record<string, string> = {
  title: 'Sommerfest, noch ohne Termin',
  startTime: 'halb vier',
  street: 'Vietorstraße',
  submitterName: 'Nora Beispiel',
};

describe('A draft that is kept by e-mail', () => {
  let portal: Portal;
  let visitor: Visitor;
  beforeEach(async () => {
    portal = await openPortal();
    visitor = visit(portal.url);
  });
  afterEach(() => portal.close());

  const drafts = async () => (await readRows(portal))['drafts'] ?? [];
  const mailsTo = (address: string) =>
    portal.letters.filter((letter) => letter.to.address === address);

  it('needs an e-mail address and nothing else, and comes back as it was typed', async () => {
    const link = await keepDraft(portal, 'event', HALF);
    const [mail] = mailsTo('nora@example.org');
    expect(mail?.subject).to.equal(t('mail.draftSaved.subject'));
    expect(mail?.text).to.include('Donnerstag, 24. Dezember');
    // Nobody has confirmed the address: no words of a stranger travel to it.
    expect(`${mail?.text ?? ''}${mail?.html ?? ''}`).not.to.include('Sommerfest');

    const before = await readRows(portal);
    const form = await visitor.get(link);
    expect(form.headers.get('Cache-Control')).to.equal('no-store');
    expect(typedIn(form)).to.include({ ...HALF, submitterEmail: 'nora@example.org' });
    expect(form.text).to.include(t('draft.open.text', { day: 'Donnerstag, 24. Dezember' }));
    expect(await readRows(portal)).to.deep.equal(before);
  });

  it('says what is wrong with the address, and keeps nothing', async () => {
    for (const [submitterEmail, message] of [
      ['', 'draftEmailMissing'],
      ['nora@example', 'email'],
    ]) {
      const form = await visitor.get(PATH);
      const refused = await visitor.post(PATH, {
        ...form.fields('form.form'),
        ...HALF,
        submitterEmail: submitterEmail ?? '',
        step: 'draft',
      });
      expect(problemAt(refused, 'submitterEmail')).to.equal(t(`problem.${message ?? ''}`));
      expect(summaryOf(refused)).to.have.length(1);
      expect(typedIn(refused)).to.include(HALF);
    }
    expect(await drafts()).to.deep.equal([]);
  });

  it('with the address corrected is the new one’s alone: whoever got the first letter by a slip reads no more', async () => {
    const first = await keepDraft(portal, 'event', HALF, 'falsch@example.org');
    const opened = await visitor.get(first);
    await visitor.post(PATH, {
      ...opened.fields('form.form'),
      title: 'Nur für Nora',
      submitterEmail: 'nora@example.org',
      step: 'draft',
    });
    await portal.work();
    expect((await visitor.get(first)).status).to.equal(404);
    const second = /\/entwurf\/[\w-]+/.exec(mailsTo('nora@example.org')[0]?.text ?? '')?.[0] ?? '';
    expect(typedIn(await visitor.get(second))).to.include({ title: 'Nur für Nora' });
    expect(await drafts()).to.have.length(1);
  });

  it('may be kept again as often as one likes: only a letter counts', async () => {
    const link = await keepDraft(portal, 'event', HALF);
    const opened = await visitor.get(link);
    for (let turn = 0; turn < 12; turn += 1) {
      const title = `Fassung ${String(turn)}`;
      const kept = await visitor.post(PATH, {
        ...opened.fields('form.form'),
        title,
        step: 'draft',
      });
      expect(kept.text, title).to.include(t('draft.kept.title'));
    }
    expect(mailsTo('nora@example.org')).to.have.length(1);
  });

  it('of a form that was sent from another tab is not kept: it would only ask about what is done', async () => {
    const form = await visitor.get(PATH);
    const fields = { ...form.fields('form.form'), ...answersFor('event') };
    const check = await visitor.post(PATH, { ...fields, step: 'check' });
    await visitor.post(PATH, { ...check.fields('form.check-form'), step: 'send' });
    const late = await visitor.post(PATH, { ...fields, step: 'draft' });
    expect(late.status).to.equal(422);
    expect(late.text).to.include(t('problem.sentAlready'));
    expect(await drafts()).to.deep.equal([]);
  });

  it('is changed by keeping it again, without a second mail, and ends when it is sent', async () => {
    const link = await keepDraft(portal, 'event', HALF);
    const opened = await visitor.get(link);
    const again = await visitor.post(PATH, {
      ...opened.fields('form.form'),
      title: 'Sommerfest im Juni',
      step: 'draft',
    });
    expect(again.text).to.include(t('draft.kept.title'));
    await portal.work();
    expect(mailsTo('nora@example.org')).to.have.length(1);
    expect(await drafts()).to.have.length(1);

    const newer = await visitor.get(link);
    expect(typedIn(newer)).to.include({ title: 'Sommerfest im Juni' });
    const whole = { ...newer.fields('form.form'), ...answersFor('event'), step: 'check' };
    const check = await visitor.post(PATH, whole);
    await visitor.post(PATH, { ...check.fields('form.check-form'), step: 'send' });
    await portal.work();
    expect(linkIn(portal)).to.match(/^\/vorgang\//);
    expect(await drafts()).to.deep.equal([]);
    expect((await visitor.get(link)).status).to.equal(404);
  });

  it('keeps its picture, though a form that was never sent loses it after a day', async () => {
    const upload = async (step: string) => {
      const form = await visitor.get('/einreichen/adresse');
      const fields = { ...form.fields('form.form'), ...answersFor('entry'), ...pictureAnswers };
      return visitor.upload(
        '/einreichen/adresse',
        { ...fields, step },
        { 'images[]': await picture() },
      );
    };
    await upload('check');
    await upload('draft');
    await portal.work();
    const files = async () => (await readRows(portal))['attachments'] ?? [];
    expect(await files()).to.have.length(2);
    portal.clock.advance(3 * DAY);
    await portal.work();
    expect(await files()).to.have.length(1);

    const letter = mailsTo('nora@example.org').at(-1);
    const link = /\/entwurf\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
    const form = await visitor.get(link);
    const image = form.document.querySelector('[data-whole] img')?.getAttribute('src') ?? '';
    expect((await visitor.get(image)).headers.get('Content-Type')).to.equal('image/webp');
    const fields = { ...form.fields('form.form'), consent: 'yes' };
    const check = await visitor.post('/einreichen/adresse', { ...fields, step: 'check' });
    expect(check.document.querySelector('.preview img')).not.to.equal(null);
    portal.clock.advance(31 * DAY);
    await portal.work();
    expect(await files()).to.deep.equal([]);
  });

  it('is reminded of once, and goes at its deadline', async () => {
    const link = await keepDraft(portal, 'event', HALF);
    portal.clock.advance(23 * DAY - 1_000);
    await portal.work();
    expect(mailsTo('nora@example.org')).to.have.length(1);
    portal.clock.advance(2_000);
    await portal.work();
    await portal.work();
    const [, reminder] = mailsTo('nora@example.org');
    expect(mailsTo('nora@example.org')).to.have.length(2);
    expect(reminder?.subject).to.equal(t('mail.draftReminder.subject'));
    expect(reminder?.text).to.include(link).and.to.include('24. Dezember');

    portal.clock.advance(7 * DAY - 2_000);
    await portal.work();
    expect((await visitor.get(link)).status).to.equal(200);
    portal.clock.advance(2_000);
    await portal.work();
    expect(await drafts()).to.deep.equal([]);
    expect((await visitor.get(link)).text).not.to.include('Sommerfest');
    expect(mailsTo('nora@example.org')).to.have.length(2);
  });

  it('starts its time anew when somebody goes on with it', async () => {
    const link = await keepDraft(portal, 'event', HALF);
    portal.clock.advance(24 * DAY);
    await portal.work();
    const opened = await visitor.get(link);
    await visitor.post(PATH, { ...opened.fields('form.form'), step: 'draft' });
    portal.clock.advance(29 * DAY);
    await portal.work();
    expect((await visitor.get(link)).status).to.equal(200);
    expect(mailsTo('nora@example.org').map((one) => one.subject)).to.deep.equal([
      t('mail.draftSaved.subject'),
      t('mail.draftReminder.subject'),
      t('mail.draftReminder.subject'),
    ]);
  });

  it('is thrown away with one button', async () => {
    const link = await keepDraft(portal, 'event', HALF);
    expect((await visitor.get(`${link}/verwerfen`)).location).to.equal(link);
    const answer = await visitor.post(`${link}/verwerfen`, {});
    expect(answer.text).to.include(t('draft.discarded.title'));
    // Pressed twice, or read in another language afterwards.
    const twice = await visitor.post(`${link}/verwerfen`, {});
    expect(twice.text).to.include(t('draft.discarded.title'));
    const english = answer.document
      .querySelector('.languages a[hreflang=en]')
      ?.getAttribute('href');
    expect((await visitor.get(english ?? '')).document.querySelector('html')?.rawAttrs).to.include(
      'lang="en"',
    );
    expect((await visitor.get(english ?? '')).status).to.equal(200);
    expect(await drafts()).to.deep.equal([]);
    expect((await visitor.get(link)).status).to.equal(404);
  });

  it('fills no stranger’s postbox, and a link of another purpose opens none', async () => {
    const answers = [];
    for (let count = 0; count < 6; count += 1) {
      const form = await visitor.get(PATH);
      answers.push(
        await visitor.post(PATH, {
          ...form.fields('form.form'),
          ...HALF,
          submitterEmail: 'fremd@example.org',
          step: 'draft',
        }),
      );
    }
    await portal.work();
    expect(mailsTo('fremd@example.org')).to.have.length(5);
    const last = answers.at(-1);
    expect(last?.status).to.equal(429);
    expect(last === undefined ? {} : typedIn(last)).to.include(HALF);

    const token = (await keepDraft(portal, 'event', HALF)).split('/').at(-1) ?? '';
    for (const path of [`/vorgang/${token}`, `/einreichen/gesendet/${token}`]) {
      expect((await visitor.get(path)).status, path).to.equal(404);
    }
  });
});
