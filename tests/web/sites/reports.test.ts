import { expect } from 'chai';
import { reports } from '../../../src/db/schema.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { publish, referenceOf, report } from '../../support/articles.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t, tEnglish } from '../../support/words.ts';

const DAY = 24 * 3_600_000;

describe('A visitor reports content', () => {
  let portal: Portal;
  let kalk: Visitor;
  let slug: string;
  let submission: string;
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Gemeldeter Eintrag' });
    await decide(kalk, reference, 'approve');
    submission = reference;
    slug = `gemeldeter-eintrag-${reference.toLowerCase()}`;
    portal.clock.advance(10 * 60_000);
    await portal.work();
  });
  afterEach(() => portal.close());

  const lettersTo = (address: string) => portal.letters.filter(({ to }) => to.address === address);
  const answer = async (
    visitor: Visitor,
    reference: string,
    changes: Record<string, string> = {},
  ) => {
    const page = await visitor.get(`/redaktion/meldungen/${reference}`);
    return visitor.post(`/redaktion/meldungen/${reference}`, {
      ...page.fields('form.form'),
      outcome: 'kept',
      answer: 'Wir haben es geprüft, alles in Ordnung.',
      ...changes,
    });
  };

  it('gets a reference and a receipt at once, in their language, and the office gets it on top of its queue', async () => {
    const sent = await report(visit(portal.url), `entry/${slug}`, {}, '/en');
    const reference = referenceOf(sent);
    expect(reference).to.equal('MEL-26-0001');
    expect((await visit(portal.url).get(sent.location)).text).to.include(reference);
    await portal.work();
    const receipt = lettersTo('rosa@example.org').at(-1);
    expect(receipt?.subject).to.equal(tEnglish('mail.reportReceived.subject', { reference }));
    expect(receipt?.text).to.include('Auf dem Bild ist meine Tochter zu sehen.');
    expect(receipt?.text).to.include(`/en/adressen/${slug}`);
    const notice = lettersTo('kalk@example.org').at(-1);
    expect(notice?.subject).to.equal(
      t('mail.reportNotice.subject', { title: 'Gemeldeter Eintrag' }),
    );
    expect(notice?.text).to.include(`/redaktion/meldungen/${reference}`);
    expect(notice?.text).not.to.include('rosa@example.org');

    const queue = await kalk.get('/redaktion');
    expect(queue.document.querySelector('.reports-first')?.textContent).to.include(reference);
    // Nothing else is open; that nothing waits would not be true.
    expect(queue.text)
      .not.to.include(t('queue.open.title', { count: 0 }))
      .and.not.to.include(t('queue.open.empty'));
    const page = await kalk.get(`/redaktion/meldungen/${reference}`);
    expect(page.text).to.include('Rosa Meldung').and.to.include('Gemeldeter Eintrag');
    expect(page.document.querySelector('.article-preview')?.textContent).to.include('Dienstag');
  });

  it('is asked for each part that the law names, and loses nothing that was typed', async () => {
    const refused = await report(visit(portal.url), `entry/${slug}`, {
      reporterName: '',
      reporterEmail: 'keine Adresse',
      goodFaith: '',
    });
    expect(refused.status).to.equal(422);
    for (const key of ['reportNameMissing', 'email', 'goodFaithMissing']) {
      expect(refused.text, key).to.include(t(`problem.${key}`));
    }
    const typed = refused.fields('form.form');
    expect(typed['explanation']).to.deep.equal(['Auf dem Bild ist meine Tochter zu sehen.']);
    expect(typed['reason']).to.deep.equal(['personalData']);
    expect(typed['reporterEmail']).to.deep.equal(['keine Adresse']);
    expect(await portal.services.db.read.select().from(reports)).to.deep.equal([]);
  });

  it('may stay without a name only where Article 16(2)(c) says so', async () => {
    const without = { reporterName: '', reporterEmail: '' };
    const refused = await report(visit(portal.url), `entry/${slug}`, without);
    expect(refused.status).to.equal(422);
    const sent = await report(visit(portal.url), `entry/${slug}`, {
      ...without,
      reason: 'childAbuse',
    });
    expect(referenceOf(sent)).to.match(/^MEL-26-/);
  });

  it('finds the form by the address of the page, and is told kindly about one that is not here', async () => {
    const found = await visit(portal.url).get(
      `/melden?adresse=${encodeURIComponent(`${portal.url}/tr/sozialraum/kalk-humboldt/adressen/${slug}`)}`,
    );
    expect(found.location).to.equal(
      `/tr/sozialraum/kalk-humboldt/melden?inhalt=${encodeURIComponent(`entry/${slug}`)}`,
    );
    const form = await visit(portal.url).get(found.location);
    expect(form.text).to.include('Gemeldeter Eintrag');
    const gone = await visit(portal.url).get('/melden?inhalt=entry/gibt-es-nicht');
    expect(gone.status).to.equal(404);
    expect(gone.text).to.include(t('problem.reportSubjectMissing'));
  });

  it('reports once, however often the form is sent', async () => {
    const visitor = visit(portal.url);
    const form = await visitor.get(`/melden?inhalt=entry/${slug}`);
    const fields = {
      ...form.fields('form.form'),
      reason: 'wrong',
      explanation: 'Stimmt nicht.',
      reporterName: 'Rosa',
      reporterEmail: 'rosa@example.org',
      goodFaith: 'yes',
    };
    const first = await visitor.post('/melden', fields);
    const second = await visitor.post('/melden', fields);
    expect(second.location).to.equal(first.location);
    await portal.work();
    expect(lettersTo('rosa@example.org')).to.have.length(1);
  });

  it('is answered with reasons and ways to object; what was removed is gone, and its author is told why', async () => {
    const reference = referenceOf(await report(visit(portal.url), `entry/${slug}`));
    const unfounded = await answer(kalk, reference, { outcome: 'removed', answer: '' });
    expect(unfounded.status).to.equal(422);
    expect(unfounded.text).to.include(t('problem.decisionMessageMissing'));
    expect(unfounded.text).to.include(t('problem.reasonMissing'));
    const done = await answer(kalk, reference, {
      outcome: 'removed',
      ground: 'illegal',
      answer: 'Für das Bild gab es keine Zustimmung.',
    });
    expect(done.status).to.equal(303);
    expect((await visit(portal.url).get(`/adressen/${slug}`)).status).to.equal(404);
    await portal.work();
    const said = lettersTo('rosa@example.org').at(-1);
    expect(said?.text).to.include('Für das Bild gab es keine Zustimmung.');
    expect(said?.subject).to.equal(t('mail.reportRemoved.subject', { reference }));
    const told = lettersTo('nora@example.org').at(-1);
    const inOneLine = (told?.text ?? '').replace(/\s*\n(> ?)?\s*/g, ' ');
    expect(told?.text).to.include('Für das Bild gab es keine Zustimmung.');
    expect(inOneLine).to.include(t('report.statement.illegal', { reference }));
    expect(inOneLine).to.include(t('report.statement.redress'));
    expect(told?.text).not.to.include('Rosa');
    const history = await kalk.get(`/redaktion/${submission}`);
    expect(history.text).to.include('Für das Bild gab es keine Zustimmung.');
  });

  it('withdraws a reported article, and leaves one that stays as it was', async () => {
    const news = await publish(kalk, 'news', { title: 'Strittig' });
    const first = referenceOf(await report(visit(portal.url), `news/${news.slug}`));
    await answer(kalk, first);
    expect((await visit(portal.url).get(`/aktuelles/${news.slug}`)).status).to.equal(200);
    const second = referenceOf(await report(visit(portal.url), `news/${news.slug}`));
    await answer(kalk, second, { outcome: 'removed', ground: 'terms' });
    expect((await visit(portal.url).get(`/aktuelles/${news.slug}`)).status).to.equal(404);
    await portal.work();
    const subjects = lettersTo('rosa@example.org').map(({ subject }) => subject);
    expect(subjects).to.include(t('mail.reportKept.subject', { reference: first }));
  });

  it('is answered once: the second of two coordinators learns who was quicker, and what was typed is there', async () => {
    const reference = referenceOf(await report(visit(portal.url), `entry/${slug}`));
    const ayla = await signIn(portal, 'ayla@example.org');
    const page = await kalk.get(`/redaktion/meldungen/${reference}`);
    await answer(ayla, reference);
    const late = await kalk.post(`/redaktion/meldungen/${reference}`, {
      ...page.fields('form.form'),
      outcome: 'removed',
      ground: 'terms',
      answer: 'Zu spät geschrieben.',
    });
    expect(late.status).to.equal(409);
    expect(late.text).to.include('Ayla Demir').and.to.include('Zu spät geschrieben.');
    expect((await visit(portal.url).get(`/adressen/${slug}`)).status).to.equal(200);
    await portal.work();
    expect(
      lettersTo('rosa@example.org').filter(({ text }) => text.includes('Zu spät')),
    ).to.have.length(0);
  });

  it('is not decided on content that has changed since the page was opened', async () => {
    const news = await publish(kalk, 'news', { title: 'Wird geändert' });
    const reference = referenceOf(await report(visit(portal.url), `news/${news.slug}`));
    const page = await kalk.get(`/redaktion/meldungen/${reference}`);
    const edit = await kalk.get(news.desk);
    await kalk.post(news.desk, { ...edit.fields('form.form'), body: 'Anders.', step: 'keep' });
    const fields = { ...page.fields('form.form'), outcome: 'kept', answer: 'Bleibt so.' };
    const late = await kalk.post(`/redaktion/meldungen/${reference}`, fields);
    expect(late.status).to.equal(409);
    expect(late.text).to.include(t('reportDesk.conflict.content')).and.to.include('Bleibt so.');
  });

  it('reaches the portal’s desk too once it is overdue, which may then decide', async () => {
    const reference = referenceOf(await report(visit(portal.url), `entry/${slug}`));
    const desk = await signIn(portal, 'portal@example.org');
    expect((await desk.get(`/redaktion/meldungen/${reference}`)).status).to.equal(404);
    portal.clock.advance(3 * DAY + 1);
    const later = await signIn(portal, 'portal@example.org');
    expect((await later.get('/redaktion')).text).to.include(reference);
    const done = await answer(later, reference, { outcome: 'removed', ground: 'terms' });
    expect(done.status).to.equal(303);
    expect((await visit(portal.url).get(`/adressen/${slug}`)).status).to.equal(404);
  });

  it('is forgotten after the delay: name, address and words leave, that there was a report stays', async () => {
    const reference = referenceOf(await report(visit(portal.url), `entry/${slug}`));
    await answer(kalk, reference);
    const read = async () => (await portal.services.db.read.select().from(reports))[0];
    portal.clock.advance(89 * DAY);
    await portal.work();
    expect((await read())?.reporterName).to.equal('Rosa Meldung');
    portal.clock.advance(2 * DAY);
    await portal.work();
    const row = await read();
    expect([row?.reporterName, row?.reporterEmail, row?.explanation]).to.deep.equal(['', '', '']);
    expect([row?.reference, row?.outcome]).to.deep.equal([reference, 'kept']);
  });

  it('cannot flood the office: after some reports from one place the form asks to wait, with everything still in it', async () => {
    const visitor = visit(portal.url);
    let last = await report(visitor, `entry/${slug}`, { reporterEmail: 'r0@example.org' });
    for (let number = 1; number <= 20; number += 1) {
      const reporterEmail = `r${String(number)}@example.org`;
      last = await report(visitor, `entry/${slug}`, { reporterEmail });
    }
    expect(last.status).to.equal(429);
    expect(last.headers.get('Retry-After')).to.match(/^\d+$/);
    expect(last.fields('form.form')['reporterName']).to.deep.equal(['Rosa Meldung']);
  });
});
