import { expect } from 'chai';
import { and, asc, eq } from '../../src/db/drizzle.ts';
import { findByReference } from '../../src/db/submissions.ts';
import { outbox } from '../../src/db/schema.ts';
import { openPortal, hireStaff, type Portal } from '../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';
import { t } from '../support/words.ts';

const DAY = 86_400_000;
const NORA = 'nora@example.org';

describe('Whether an address still holds', function () {
  this.timeout(30_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  /** A live address, approved by its office and past the grace. */
  async function publish(changes: Record<string, string> = {}) {
    const { reference, link } = await handInAndConfirm(portal, 'entry', changes);
    await decide(await signIn(portal, 'kalk@example.org'), reference, 'approve');
    await pass(1);
    return { reference, link };
  }
  async function pass(days: number): Promise<void> {
    portal.clock.advance(days * DAY);
    await portal.work();
  }
  const stateOf = async (reference: string) => {
    const row = await findByReference(portal.services.db.read, reference);
    return `${row?.review ?? ''}/${row?.publication ?? ''}/${row?.freshness ?? ''}`;
  };
  const mailsTo = async (address: string, mail: string) =>
    portal.services.db.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.toAddress, address), eq(outbox.mail, mail)))
      .orderBy(asc(outbox.createdAt));
  const slugOf = async (reference: string) =>
    (await findByReference(portal.services.db.read, reference))?.slug ?? '';

  it('when nobody answers, then the contributor is asked, reminded, the office told, the page marked, and at last it goes', async () => {
    const email = 'still@example.org';
    const { reference, link } = await publish({ submitterEmail: email, title: 'Stille Stube' });
    const page = `/adressen/${await slugOf(reference)}`;
    const visitor = visit(portal.url);
    expect(await stateOf(reference)).to.equal('approved/live/confirmed');
    expect((await visitor.get(page)).text).to.include('Zuletzt bestätigt: ');

    await pass(363);
    expect(await mailsTo(email, 'stillCorrect')).to.have.length(0);
    await pass(2);
    expect(await stateOf(reference)).to.equal('approved/live/asked');
    expect(await mailsTo(email, 'stillCorrect')).to.have.length(1);
    expect((await visitor.get(link)).text).to.include('Stimmt das noch?');

    await pass(14);
    expect(await stateOf(reference)).to.equal('approved/live/reminded');
    expect(await mailsTo(email, 'stillCorrectReminder')).to.have.length(1);

    await pass(14);
    expect(await stateOf(reference)).to.equal('approved/live/checking');
    expect(await mailsTo('kalk@example.org', 'freshnessUnanswered')).to.have.length(1);
    const kalk = await signIn(portal, 'kalk@example.org');
    expect((await kalk.get('/redaktion?ansicht=stale')).text).to.include('Stille Stube');
    expect((await visitor.get(page)).text).not.to.include('niemand bestätigt');

    await pass(14);
    expect(await stateOf(reference)).to.equal('approved/live/unconfirmed');
    expect((await visitor.get(page)).text).to.include('niemand bestätigt');

    await pass(60);
    expect(await stateOf(reference)).to.equal('approved/retracted/lapsed');
    expect((await visitor.get(page)).status).to.equal(404);
    expect(await mailsTo(email, 'lapsed')).to.have.length(1);
    expect((await visitor.get(link)).text).to.include(t('history.freshnessEnd'));

    // A late yes brings it back by one button.
    const question = await visitor.get(`${link}/stimmt`);
    await visitor.post(question.action('main form'), {});
    expect(await stateOf(reference)).to.equal('approved/live/confirmed');
    expect((await visitor.get(page)).text).to.include('Stille Stube');
  });

  it('when the contributor says yes, then the page shows the new day and the question comes again a year later', async () => {
    const email = 'ja@example.org';
    const { reference, link } = await publish({ submitterEmail: email, title: 'Ja-Stube' });
    for (const days of [366, 14, 14, 14]) await pass(days);
    const page = `/adressen/${await slugOf(reference)}`;
    const visitor = visit(portal.url);
    expect((await visitor.get(page)).text).to.include('niemand bestätigt');

    // Programs that read mail open links; only the button answers.
    await visitor.get(`${link}/stimmt`);
    expect(await stateOf(reference)).to.equal('approved/live/unconfirmed');
    const question = await visitor.get(`${link}/stimmt`);
    expect(question.text).to.include('Dienstag 10 bis 12 Uhr');
    await visitor.post(question.action('main form'), {});
    await visitor.post(question.action('main form'), {});

    expect(await stateOf(reference)).to.equal('approved/live/confirmed');
    expect((await visitor.get(page)).text).not.to.include('niemand bestätigt');
    expect((await visitor.get(`${link}/stimmt`)).text).to.include(t('fresh.thanks.title'));
    // The first question left long ago, and letters do not stay in the outbox for ever.
    await pass(364);
    expect(await mailsTo(email, 'stillCorrect')).to.have.length(0);
    await pass(2);
    expect(await mailsTo(email, 'stillCorrect')).to.have.length(1);
  });

  it('when the administrator sets half a year, then what is confirmed from now on is asked after it', async () => {
    const admin = await signIn(portal, 'verwaltung@example.org');
    const form = await admin.get('/verwaltung/einstellungen');
    await admin.post(form.action('main form'), { ...form.fields('main form'), freshFor: '6' });
    const email = 'halb@example.org';
    await publish({ submitterEmail: email, title: 'Halbjahr' });
    await pass(178);
    expect(await mailsTo(email, 'stillCorrect')).to.have.length(0);
    await pass(3);
    expect(await mailsTo(email, 'stillCorrect')).to.have.length(1);
  });

  it('when the office has asked by telephone, then its button answers for the contributor', async () => {
    const { reference } = await publish({ title: 'Telefon', submitterEmail: 'tel@example.org' });
    await pass(366 + 28);
    const kalk = await signIn(portal, 'kalk@example.org');
    await decide(kalk, reference, 'confirmFresh');
    expect(await stateOf(reference)).to.equal('approved/live/confirmed');
    const history = (await kalk.get(`/redaktion/${reference}`)).text;
    expect(history).to.include('Kim Kalk hat bestätigt, dass es noch stimmt.');
  });

  it('an event and a story are never asked: one ends by itself, the other tells what was', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const later = new Date(portal.clock.now + 10 * DAY).toISOString().slice(0, 10);
    const fest = await handInAndConfirm(portal, 'event', { startDate: later });
    const tale = await handInAndConfirm(portal, 'story');
    await decide(kalk, fest.reference, 'approve');
    await decide(kalk, tale.reference, 'approve');
    await pass(400);
    expect(await stateOf(fest.reference)).to.equal('approved/ended/notAsked');
    expect(await stateOf(tale.reference)).to.equal('approved/live/notAsked');
    expect(await mailsTo(NORA, 'stillCorrect')).to.have.length(0);
  });
});
