import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { readRows } from '../../support/rows.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const MINUTE = 60_000;

describe('Deciding about a submission', () => {
  let portal: Portal;
  let kalk: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  // A session ends after some idle hours, and some of these stories take days.
  beforeEach(async () => {
    kalk = await signIn(portal, 'kalk@example.org');
  });
  after(() => portal.close());

  const bring = (title: string, changes = {}) =>
    handInAndConfirm(portal, 'entry', { title, ...changes });
  const buttons = (page: Answer) =>
    page.document
      .querySelectorAll('form[action$="/entscheidungen"] input[name=event]')
      .map((one) => one.getAttribute('value'));
  const lettersTo = (address: string, title: string) =>
    portal.letters.filter((one) => one.to.address === address && one.subject.includes(title));
  const onSite = async (title: string) =>
    (await visit(portal.url).get('/sozialraum/kalk-humboldt/adressen')).text.includes(title);

  it('offers exactly the buttons that this state allows to this person', async () => {
    const { reference } = await bring('Knöpfe');
    expect(buttons(await kalk.get(`/redaktion/${reference}`)).sort()).to.deep.equal(
      ['approve', 'claim', 'handOver', 'reject', 'requestChanges', 'schedule'].sort(),
    );
    await decide(kalk, reference, 'approve');
    expect(buttons(await kalk.get(`/redaktion/${reference}`)).sort()).to.deep.equal(
      ['requestPromotion', 'undo'].sort(),
    );
    portal.clock.advance(6 * MINUTE);
    expect(buttons(await kalk.get(`/redaktion/${reference}`)).sort()).to.deep.equal(
      ['requestPromotion', 'retract'].sort(),
    );
  });

  const refused: [event: string, typed: Record<string, string>, field: string, problem: string][] =
    [
      ['requestChanges', { message: ' ' }, 'message', 'decisionMessageMissing'],
      ['reject', { message: 'Mit eigenen Worten.' }, 'reason', 'reasonMissing'],
      ['reject', { reason: 'made-up', message: 'Worte' }, 'reason', 'reasonMissing'],
      ['handOver', { message: 'Das ist eures.' }, 'district', 'districtMissing'],
      ['handOver', { district: 'chorweiler' }, 'message', 'decisionMessageMissing'],
      ['schedule', { at: '2026-11-23T08:00', message: 'Bald!' }, 'at', 'atPast'],
      ['schedule', { at: 'morgen' }, 'at', 'atMissing'],
    ];
  it('an event cannot be planned to appear when it is over', async () => {
    const { reference } = await handInAndConfirm(portal, 'event', { title: 'Zu spät geplant' });
    const late = await decide(kalk, reference, 'schedule', { at: '2027-01-23T08:00' });
    expect(late.text).to.include(t('problem.atAfterEnd'));
    expect((await kalk.get(`/redaktion/${reference}`)).text).to.include(t('state.queued'));
  });

  for (const [event, typed, field, problem] of refused) {
    it(`"${event}" with ${JSON.stringify(typed)} says at ${field} what is missing and keeps the rest`, async () => {
      const { reference, link } = await bring(`Unvollständig ${event}`);
      const before = await readRows(portal);
      const answer = await decide(kalk, reference, event, typed);
      expect(answer.status).to.equal(422);
      const input = answer.document.getElementById(`d-${event}-${field}`);
      expect(input?.getAttribute('aria-invalid')).to.equal('true');
      const sentence = answer.document.getElementById(
        input?.getAttribute('aria-describedby') ?? '',
      );
      expect(sentence?.textContent.trim()).to.equal(t(`problem.${problem}`));
      const form = `details[data-decision="${event}"]`;
      expect(answer.document.querySelector(form)?.hasAttribute('open')).to.equal(true);
      const kept = answer.fields(`${form} form`);
      for (const [name, value] of Object.entries(typed)) {
        if (name !== field) expect(kept[name], name).to.deep.equal([value]);
      }
      expect(await readRows(portal)).to.deep.equal(before);
      await visit(portal.url).post(`${link}/zurueckziehen`, {});
    });
  }

  it('approving publishes at once, and tells the contributor when undoing is over', async () => {
    const { reference, link } = await bring('Freigabe');
    const done = await decide(kalk, reference, 'approve');
    const page = await kalk.get(done.location);
    expect(page.text).to.include(t('done.decided'));
    expect(await onSite('Freigabe')).to.equal(true);
    await portal.work();
    expect(lettersTo('nora@example.org', 'Veröffentlicht: Freigabe')).to.deep.equal([]);
    portal.clock.advance(6 * MINUTE);
    await portal.work();
    expect(lettersTo('nora@example.org', 'Veröffentlicht: Freigabe')).to.have.length(1);
    expect((await visit(portal.url).get(link)).text).to.include(t('status.live.title'));
  });

  it('asking for changes and rejecting send the office’s own words in full', async () => {
    const first = await bring('Änderung');
    await decide(kalk, first.reference, 'requestChanges', { message: 'Bitte den Raum\nnennen.' });
    const second = await bring('Absage');
    const words = { reason: 'advertising', message: 'Es geht um einen Verkauf.' };
    await decide(kalk, second.reference, 'reject', words);
    portal.clock.advance(6 * MINUTE);
    await portal.work();
    const [asked] = lettersTo('nora@example.org', 'Eine Bitte zu: Änderung');
    expect(asked?.text).to.include('Bitte den Raum').and.include('nennen.');
    const [told] = lettersTo('nora@example.org', 'Nicht angenommen: Absage');
    expect(told?.text.replace(/\s+/g, ' ')).to.include(t('reason.advertising.long'));
    expect(told?.text).to.include('Es geht um einen Verkauf.');
    const status = await visit(portal.url).get(second.link);
    expect(status.text)
      .to.include('Es geht um einen Verkauf.')
      .and.include(t('reason.advertising.short'));
    expect(await onSite('Absage')).to.equal(false);
  });

  it('undoing within the grace takes everything back, and no mail leaves', async () => {
    const { reference, link } = await bring('Zurück');
    await decide(kalk, reference, 'approve');
    expect(await onSite('Zurück')).to.equal(true);
    const undone = await decide(kalk, reference, 'undo');
    expect(undone.location).to.include(reference);
    expect(await onSite('Zurück')).to.equal(false);
    portal.clock.advance(10 * MINUTE);
    await portal.work();
    expect(lettersTo('nora@example.org', 'Veröffentlicht: Zurück')).to.deep.equal([]);
    expect((await visit(portal.url).get(link)).text).to.include(t('status.queued.title'));
    const late = await bring('Zu spät');
    await decide(kalk, late.reference, 'approve');
    portal.clock.advance(6 * MINUTE);
    const refusal = await decide(kalk, late.reference, 'undo');
    expect(refusal.status).to.equal(409);
    expect(refusal.text).to.include(t('conflict.notPossible.title'));
    expect(await onSite('Zu spät')).to.equal(true);
  });

  it('publishing later keeps it hidden until its moment', async () => {
    const { reference } = await bring('Später');
    await decide(kalk, reference, 'schedule', { at: '2026-11-30T08:00' });
    expect(await onSite('Später')).to.equal(false);
    expect((await kalk.get(`/redaktion/${reference}`)).text).to.include('30. November 2026');
    portal.clock.now = Date.parse('2026-11-30T06:59:00Z');
    await portal.work();
    expect(await onSite('Später')).to.equal(false);
    portal.clock.advance(2 * MINUTE);
    await portal.work();
    expect(await onSite('Später')).to.equal(true);
  });

  it('retracting takes it from the site and says why', async () => {
    const { reference, link } = await bring('Doch nicht');
    await decide(kalk, reference, 'approve');
    portal.clock.advance(6 * MINUTE);
    await decide(kalk, reference, 'retract', { message: 'Der Ort ist geschlossen.' });
    expect(await onSite('Doch nicht')).to.equal(false);
    await portal.work();
    const [letter] = lettersTo('nora@example.org', 'Von der Seite genommen: Doch nicht');
    expect(letter?.text).to.include('Der Ort ist geschlossen.');
    expect((await visit(portal.url).get(link)).text).to.include('Der Ort ist geschlossen.');
  });

  it('handing over moves it from one queue to the other, with the reason', async () => {
    const { reference, link } = await bring('Wandert');
    const chorweiler = await signIn(portal, 'chorweiler@example.org');
    expect((await kalk.get('/redaktion')).text).to.include('Wandert');
    expect((await chorweiler.get('/redaktion')).text).not.to.include('Wandert');
    const details = { district: 'chorweiler', message: 'Das liegt bei euch.' };
    expect((await decide(kalk, reference, 'handOver', details)).location).to.equal('/redaktion');
    expect((await kalk.get('/redaktion')).text).not.to.include('Wandert');
    expect((await kalk.get(`/redaktion/${reference}`)).text).to.include(t('error.notFound.title'));
    expect((await chorweiler.get('/redaktion')).text).to.include('Wandert');
    expect((await chorweiler.get(`/redaktion/${reference}`)).text).to.include(
      'Das liegt bei euch.',
    );
    expect((await visit(portal.url).get(link)).text).to.include('Das liegt bei euch.');
    await portal.work();
    expect(lettersTo('chorweiler@example.org', 'Übergeben an dich: Wandert')).to.have.length(1);
  });
});
