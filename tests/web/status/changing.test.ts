import { expect } from 'chai';
import { problemAt, summaryOf, typedIn } from '../../support/form.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

describe('What a contributor can do by the private link', () => {
  let portal: Portal;
  let kalk: Visitor;
  let visitor: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
    visitor = visit(portal.url);
  });
  after(() => portal.close());

  /** From the edit form over its check page to "sent"; gives the last answer. */
  async function edit(link: string, changes: Record<string, string>): Promise<Answer> {
    const form = await visitor.get(`${link}/bearbeiten`);
    const path = form.action('form.form');
    const check = await visitor.post(path, {
      ...form.fields('form.form'),
      ...changes,
      step: 'check',
    });
    if (summaryOf(check).length > 0) return check;
    return visitor.post(path, { ...check.fields('form.check-form'), step: 'send' });
  }
  const itemPath = async () => {
    const list = await visitor.get('/sozialraum/kalk-humboldt/adressen');
    return (title: string) =>
      list.document
        .querySelectorAll('main a')
        .find((link) => link.textContent === title)
        ?.getAttribute('href') ?? `no item ${title}`;
  };

  it('writing to the office: it is on both pages, in the office’s mail, and the answer comes back', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Nachricht' });
    const sent = await visitor.post(`${link}/nachricht`, { message: 'Wann\n\nhabt ihr Zeit?' });
    expect(sent.location).to.equal(`${link}#verlauf`);
    expect((await kalk.get(`/redaktion/${reference}`)).text).to.include('habt ihr Zeit?');
    await kalk.post(`/redaktion/${reference}/nachricht`, { message: 'Morgen um zehn.' });
    expect((await visitor.get(link)).text).to.include('Morgen um zehn.');
    await portal.work();
    const to = (address: string, text: string) =>
      portal.letters.filter((one) => one.to.address === address && one.text.includes(text)).length;
    expect(to('kalk@example.org', 'habt ihr Zeit?')).to.equal(1);
    expect(to('nora@example.org', 'Morgen um zehn.')).to.equal(1);
    expect(to('chorweiler@example.org', '')).to.equal(0);
  });

  it('writing nothing or far too much is refused at the field, with what was typed', async () => {
    const { link } = await handInAndConfirm(portal, 'entry');
    const empty = await visitor.post(`${link}/nachricht`, { message: '  ' });
    expect(empty.document.getElementById('f-message-problem')?.textContent).to.equal(
      t('problem.messageMissing'),
    );
    const long = await visitor.post(`${link}/nachricht`, { message: 'x'.repeat(4_001) });
    expect(long.document.getElementById('f-message')?.textContent).to.have.length(4_001);
    expect(long.document.getElementById('f-message')?.getAttribute('aria-invalid')).to.equal(
      'true',
    );
    expect(long.text).to.include(t('problem.tooLong', { max: 4_000 }));
    expect(long.status).to.equal(422);
  });

  it('answering a request for changes: the office sees word by word what is new', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Sprechstunde' });
    await decide(kalk, reference, 'requestChanges', { message: 'Bitte nenne den Raum.' });
    portal.clock.advance(6 * 60_000);
    expect((await visitor.get(link)).text).to.include(t('status.changesRequested.title'));
    expect((await visitor.get(`${link}/bearbeiten`)).text).to.include('Bitte nenne den Raum.');

    const refused = await edit(link, { title: '' });
    expect(problemAt(refused, 'title')).to.equal(t('problem.titleMissing'));
    await edit(link, { placeName: 'Raum 3', title: 'Sprechstunde im Hof' });
    const desk = await kalk.get(`/redaktion/${reference}`);
    const added = desk.document.querySelectorAll('ins').map((one) => one.textContent.trim());
    expect(added).to.include.members(['Raum 3', 'im Hof']);
    expect(desk.text).to.include(t('submission.changes', { number: 1 }));
    expect((await kalk.get('/redaktion')).text).to.include('Sprechstunde im Hof');
  });

  it('cancelling an event: the check page and the office read that it does not take place', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'event', { title: 'Hoffest' });
    const form = await visitor.get(`${link}/bearbeiten`);
    const path = form.action('form.form');
    const fields = { ...form.fields('form.form'), 'cancelled[]': ['2026-12-05'] };
    const check = await visitor.post(path, { ...fields, step: 'check' });
    const said = check.document
      .querySelectorAll('dt')
      .find((one) => one.textContent.trim() === t('series.answer'));
    expect(said?.nextElementSibling?.textContent.trim()).to.equal(t('series.singleCancelled'));
    await visitor.post(path, { ...check.fields('form.check-form'), step: 'send' });
    const desk = await kalk.get(`/redaktion/${reference}`);
    const added = desk.document.querySelectorAll('ins').map((one) => one.textContent.trim());
    expect(added).to.deep.equal([t('series.singleCancelled')]);
  });

  it('editing what is public: the page stays as it is until the office agrees', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Alt' });
    await decide(kalk, reference, 'approve');
    const url = (await itemPath())('Alt');
    expect((await visitor.get(`${link}/bearbeiten`)).text).to.include(t('edit.leadLive'));
    await edit(link, { title: 'Neu', offer: 'Ganz neues Angebot' });
    expect((await visitor.get(link)).text).to.include(t('status.live.queued.title'));
    expect((await visitor.get(url)).text)
      .to.include('Alt')
      .and.not.include('Ganz neues Angebot');
    const desk = await kalk.get(`/redaktion/${reference}`);
    expect(desk.document.querySelector('del')?.textContent).to.equal('Alt');
    expect(desk.document.querySelector('ins')?.textContent).to.equal('Neu');
    await decide(kalk, reference, 'approve');
    expect((await visitor.get(url)).text)
      .to.include('Ganz neues Angebot')
      .and.include('Neu');
  });

  it('editing twice by mistake makes one new revision', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Zweimal' });
    const form = await visitor.get(`${link}/bearbeiten`);
    const path = form.action('form.form');
    const typed = { ...form.fields('form.form'), title: 'Zweimal geändert', step: 'check' };
    const check = await visitor.post(path, typed);
    const send = { ...check.fields('form.check-form'), step: 'send' };
    expect((await visitor.post(path, send)).location).to.equal(link);
    expect((await visitor.post(path, send)).location).to.equal(link);
    const desk = await kalk.get(`/redaktion/${reference}`);
    const revisions = desk.document.querySelectorAll('a[href*="fassung="]');
    expect(revisions.map((one) => one.getAttribute('href')?.at(-1))).to.deep.equal(['2', '1']);
  });

  it('editing while it is not possible leads to where it stands, and gives back what was typed', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Abgelehnt' });
    const form = await visitor.get(`${link}/bearbeiten`);
    await decide(kalk, reference, 'reject', { reason: 'duplicate' });
    portal.clock.advance(6 * 60_000);
    const page = await visitor.get(`${link}/bearbeiten`);
    expect(page.text).to.include(t('status.rejected.title'));
    expect(page.document.getElementById('f-title')).to.equal(null);
    const late = await visitor.post(`${link}/bearbeiten`, {
      ...form.fields('form.form'),
      title: 'Doch noch',
      step: 'send',
    });
    expect(late.status).to.equal(409);
    expect(summaryOf(late)).to.deep.equal([t('problem.editNotPossible')]);
    expect(typedIn(late)).to.include({ title: 'Doch noch' });
    expect((await kalk.get(`/redaktion/${reference}`)).text).not.to.include('Doch noch');
  });

  it('a decision that can still be taken back is not told, and never when it was', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Irrtum' });
    const words = { reason: 'advertising', message: 'Das ist Werbung für etwas.' };
    await decide(kalk, reference, 'reject', words);
    const held = await visitor.get(link);
    expect(held.text).to.include(t('status.queued.title'));
    expect(held.text).not.to.include('Das ist Werbung');
    await decide(kalk, reference, 'undo');
    portal.clock.advance(6 * 60_000);
    expect((await visitor.get(link)).text).not.to.include('Das ist Werbung');

    await decide(kalk, reference, 'reject', words);
    portal.clock.advance(6 * 60_000);
    const told = await visitor.get(link);
    expect(told.text).to.include(t('status.rejected.title')).and.include('Das ist Werbung');
  });

  it('withdrawing takes it from the public page at once and tells the office', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Vergänglich' });
    await decide(kalk, reference, 'approve');
    const url = (await itemPath())('Vergänglich');
    expect((await visitor.get(url)).text).to.include('Vergänglich');
    const page = await visitor.get(`${link}/zurueckziehen`);
    expect(page.document.textContent).to.include(t('withdraw.text', { title: 'Vergänglich' }));
    await visitor.post(page.action(), {});
    expect((await visitor.get(url)).text).to.include(t('error.notFound.title'));
    expect((await visitor.get(link)).text).to.include(t('status.withdrawn.title'));
    await portal.work();
    const subjects = portal.letters
      .filter((one) => one.to.address === 'kalk@example.org')
      .map((one) => one.subject);
    expect(subjects).to.include('Zurückgezogen: Vergänglich');
    // A second click finds nothing left to do.
    expect((await visitor.post(`${link}/zurueckziehen`, {})).location).to.equal(link);
    const again = await visitor.get(`${link}/zurueckziehen`);
    expect(again.document.textContent).to.include(
      t('withdraw.notPossible', { title: 'Vergänglich' }),
    );
  });
});
