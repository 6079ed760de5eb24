import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

describe('The landing page and who orders it', () => {
  let portal: Portal;
  let kalk: Visitor;
  let editor: Visitor;
  const references: Record<string, string> = {};
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
    editor = await signIn(portal, 'startseite@example.org');
    for (const title of ['Eins', 'Zwei', 'Drei']) await propose(title);
  });
  after(() => portal.close());

  async function propose(title: string): Promise<void> {
    const { reference } = await handInAndConfirm(portal, 'story', { title });
    references[title] = reference;
    await decide(kalk, reference, 'approve');
    await decide(kalk, reference, 'requestPromotion', { message: `Bitte zeigt ${title}` });
  }
  /** Presses a button of the editor's desk for one item. */
  async function press(title: string, event: string, details: Record<string, string> = {}) {
    const desk = await editor.get('/redaktion/startseite');
    const path = `/redaktion/${references[title] ?? ''}/entscheidungen`;
    const form = desk.document
      .querySelectorAll(`form[action="${path}"]`)
      .find((one) => one.querySelector(`input[value="${event}"]`) !== null);
    const version =
      form?.querySelector('input[name=version]')?.getAttribute('value') ?? 'no button';
    return editor.post(path, { event, version, ...details });
  }
  async function move(title: string, direction: 'up' | 'down') {
    const desk = await editor.get('/redaktion/startseite');
    const label = t(`landingDesk.${direction}`, { title });
    const form = desk.document.querySelector(`button[aria-label="${label}"]`)?.closest('form');
    const submission = form?.querySelector('input[name=submission]')?.getAttribute('value') ?? '';
    return editor.post(form?.getAttribute('action') ?? '', { submission, direction });
  }
  const shown = async () => {
    const page = (await visit(portal.url).get('/')).text;
    return ['Eins', 'Zwei', 'Drei']
      .map((title) => [title, page.indexOf(`>${title}</a>`)] as const)
      .filter(([, at]) => at >= 0)
      .sort((a, b) => a[1] - b[1])
      .map(([title]) => title);
  };

  it('starts with requests and an empty page', async () => {
    const desk = await editor.get('/redaktion/startseite');
    expect(desk.text).to.include(t('landingDesk.requests', { count: 3 }));
    expect(desk.text).to.include(t('landingDesk.nothing'));
    expect(await shown()).to.deep.equal([]);
    await portal.work();
    const subjects = portal.letters.filter((one) => one.to.address === 'startseite@example.org');
    expect(subjects.map((one) => one.subject)).to.include('Vorschlag für die Startseite: Eins');
  });

  it('shows what the editor takes, in that order, until its date', async () => {
    await press('Eins', 'promote');
    await press('Zwei', 'promote', { at: '2026-11-30' });
    await press('Drei', 'promote');
    expect(await shown()).to.deep.equal(['Eins', 'Zwei', 'Drei']);
    expect((await editor.get('/redaktion/startseite')).text).to.include('30. November 2026');
    await portal.work();
    const told = portal.letters.filter((one) => one.to.address === 'kalk@example.org');
    expect(told.map((one) => one.subject)).to.include('Auf der Startseite: Eins');
  });

  it('moves an item up and down by its buttons; the ends have none that lead nowhere', async () => {
    expect((await move('Drei', 'up')).location).to.equal('/redaktion/startseite#reihenfolge');
    expect(await shown()).to.deep.equal(['Eins', 'Drei', 'Zwei']);
    await move('Eins', 'down');
    expect(await shown()).to.deep.equal(['Drei', 'Eins', 'Zwei']);
    const labels = (await editor.get('/redaktion/startseite')).document
      .querySelectorAll('main button[aria-label]')
      .map((button) => button.getAttribute('aria-label'));
    expect(labels).not.to.include(t('landingDesk.up', { title: 'Drei' }));
    expect(labels).not.to.include(t('landingDesk.down', { title: 'Zwei' }));
    expect(labels).to.include(t('landingDesk.up', { title: 'Zwei' }));
  });

  it('takes an item off, and the office can propose it again', async () => {
    await press('Eins', 'demote');
    expect(await shown()).to.deep.equal(['Drei', 'Zwei']);
    await decide(kalk, references['Eins'] ?? '', 'requestPromotion');
    const declined = await press('Eins', 'declinePromotion', { message: 'Erst im Frühjahr.' });
    expect(declined.location).to.equal('/redaktion/startseite');
    expect(await shown()).to.deep.equal(['Drei', 'Zwei']);
    await portal.work();
    const letters = portal.letters.filter(
      (one) => one.subject === 'Nicht auf der Startseite: Eins',
    );
    expect(letters.map((one) => one.to.address).sort()).to.deep.equal([
      'ayla@example.org',
      'kalk@example.org',
    ]);
    expect(letters[0]?.text ?? '').to.include('Erst im Frühjahr.');
    const desk = await kalk.get(`/redaktion/${references['Eins'] ?? ''}`);
    expect(desk.text).to.include(t('promotion.declined')).and.include('Erst im Frühjahr.');
  });

  it('refuses what is outdated, unusable or not live, with a sentence, and changes nothing', async () => {
    const before = await shown();
    const path = `/redaktion/${references['Zwei'] ?? ''}/entscheidungen`;
    const outdated = await editor.post(path, { event: 'demote', version: '1' });
    expect(outdated.status).to.equal(409);
    expect(outdated.document.querySelector('[role=alert]')?.textContent).to.include(
      t('conflict.outOfDate.title'),
    );
    await decide(kalk, references['Eins'] ?? '', 'requestPromotion');
    const far = await press('Eins', 'promote', { at: '9999-12-31' });
    expect(far.status).to.equal(422);
    expect(far.text).to.include(t('problem.untilTooFar'));
    const past = await press('Eins', 'promote', { at: '2020-01-01' });
    expect(past.status).to.equal(422);
    expect(past.document.querySelector('[role=alert]')?.textContent).to.include(
      t('problem.atPast'),
    );
    const { reference } = await handInAndConfirm(portal, 'story', { title: 'Ungeprüft' });
    const early = await editor.post(`/redaktion/${reference}/entscheidungen`, {
      event: 'promote',
      version: '2',
    });
    expect(early.text).to.include(t('error.notFound.title'));
    expect(await shown()).to.deep.equal(before);
  });

  it('drops what is retracted or over by itself', async () => {
    portal.clock.advance(6 * 60_000);
    await decide(kalk, references['Drei'] ?? '', 'retract', { message: 'Nicht mehr gültig.' });
    expect(await shown()).to.deep.equal(['Zwei']);
    portal.clock.now = Date.parse('2026-12-01T00:00:00Z');
    await portal.work();
    expect(await shown()).to.deep.equal([]);
  });
});
