import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { readRows } from '../../support/rows.ts';
import { handIn, linkIn, signIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const DAY = 86_400_000;

describe('The link in the mail', () => {
  let portal: Portal;
  let link: string;
  let reference: string;
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    ({ reference } = await handIn(portal, 'event', { title: 'Hoffest' }));
    await portal.work();
    link = linkIn(portal);
  });
  afterEach(() => portal.close());

  const office = async () => (await portal.services.city()).bySlug.get('kalk-humboldt')?.officeName;
  const visitor = () => visit(portal.url);

  it('changes nothing by being opened, however often and by whatever program', async () => {
    const before = await readRows(portal);
    for (const path of [
      `${link}/bestaetigen`,
      link,
      `${link}/zurueckziehen`,
      `${link}/bearbeiten`,
    ]) {
      for (const method of ['GET', 'HEAD', 'GET']) {
        const answer = await sendRaw(portal, { method, path });
        expect(answer.status, `${method} ${path}`).to.equal(200);
      }
    }
    await visitor().get(`${link}/nachricht`);
    expect(await readRows(portal)).to.deep.equal(before);
    const kalk = await signIn(portal, 'kalk@example.org');
    expect((await kalk.get('/redaktion')).text).to.include(t('queue.open.empty'));
  });

  it('shows what will be confirmed, who gets it, and one button', async () => {
    const page = await visitor().get(`${link}/bestaetigen`);
    const sentence = t('confirm.text', { title: 'Hoffest', office: await office() });
    expect(page.document.textContent).to.include(sentence);
    expect(page.text).to.include(reference);
    const buttons = page.document.querySelectorAll('main button');
    expect(buttons.map((button) => button.textContent)).to.deep.equal([t('confirm.button')]);
  });

  it('brings it into the queue by its button, and says so when it is opened again', async () => {
    const page = await visitor().get(`${link}/bestaetigen`);
    const done = await visitor().post(page.action(), {});
    expect(done.location).to.equal(`${link}/bestaetigen`);
    const kalk = await signIn(portal, 'kalk@example.org');
    expect((await kalk.get('/redaktion')).text)
      .to.include('Hoffest')
      .and.include(reference);

    const before = await readRows(portal);
    const again = await visitor().get(`${link}/bestaetigen`);
    expect(again.text).to.include(t('confirm.done.title'));
    expect(again.document.textContent).to.include(
      t('confirm.done.text', { office: await office() }),
    );
    expect(again.document.querySelectorAll('main button')).to.deep.equal([]);
    await visitor().post(`${link}/bestaetigen`, {});
    expect(await readRows(portal)).to.deep.equal(before);
    expect(
      portal.letters.filter((letter) => letter.subject.startsWith('Bitte bestätigen')),
    ).to.have.length(1);
  });

  it('does not thank for an arrival after it was withdrawn unconfirmed', async () => {
    await visitor().post(`${link}/zurueckziehen`, {});
    expect((await visitor().get(link)).text).to.include(t('status.withdrawn.title'));
    const page = await visitor().get(`${link}/bestaetigen`);
    expect(page.text).not.to.include(t('confirm.button'));
    expect(page.text).not.to.include(t('confirm.done.title'));
    expect(page.text).to.include(t('status.withdrawn.title'));
  });

  it('pressed twice at the same moment, each of its buttons does one thing and leads on', async () => {
    const twice = (path: string, fields = {}) =>
      Promise.all([0, 1].map(() => visitor().post(path, fields)));
    const confirmed = await twice(`${link}/bestaetigen`);
    expect(confirmed.map(({ location }) => location)).to.deep.equal(
      Array(2).fill(`${link}/bestaetigen`),
    );
    const form = await visitor().get(`${link}/bearbeiten`);
    const typed = { ...form.fields('form.form'), title: 'Hoffest mit Musik', step: 'check' };
    const check = await visitor().post(`${link}/bearbeiten`, typed);
    const edited = await twice(`${link}/bearbeiten`, {
      ...check.fields('form.check-form'),
      step: 'send',
    });
    expect(edited.map(({ location }) => location)).to.deep.equal([link, link]);
    const withdrawn = await twice(`${link}/zurueckziehen`);
    expect(withdrawn.map(({ location }) => location)).to.deep.equal([link, link]);
    const events = (await readRows(portal))['history']?.map(
      (row) => /"event":"(\w+)"/.exec(row)?.[1],
    );
    expect(events?.sort()).to.deep.equal(['confirm', 'handIn', 'resubmit', 'withdraw']);
  });

  it('still works when it comes late', async () => {
    portal.clock.advance(8 * DAY);
    await portal.work();
    expect((await visitor().get(link)).text).to.include(t('status.expired.title'));
    await visitor().post(`${link}/bestaetigen`, {});
    expect((await visitor().get(link)).text).to.include(t('status.queued.title'));
  });

  it('opens nothing any more once the private data is erased', async () => {
    await visitor().post(`${link}/zurueckziehen`, {});
    expect((await visitor().get(link)).status).to.equal(200);
    portal.clock.advance(91 * DAY);
    await portal.work();
    for (const path of [link, `${link}/bestaetigen`, `${link}/bearbeiten`]) {
      const gone = await visitor().get(path);
      expect(gone.status).to.equal(404);
      expect(gone.text).to.include(t('error.notFound.title')).and.not.include('Hoffest');
    }
  });

  it('cannot be guessed: one changed letter, another’s id or nothing are all the same page', async () => {
    const token = link.split('/').at(-1) ?? '';
    const flip = (at: number) => {
      const letter = token[at] === 'A' ? 'B' : 'A';
      return token.slice(0, at) + letter + token.slice(at + 1);
    };
    const pages = [];
    for (const wrong of [flip(0), flip(20), flip(40), 'x', '0'.repeat(43)]) {
      for (const path of ['', '/bestaetigen', '/bearbeiten', '/zurueckziehen', '/nachricht']) {
        const page = await visitor().get(`/vorgang/${wrong}${path}`);
        if (path !== '/nachricht')
          pages.push(page.text.replaceAll(`/vorgang/${wrong}${path}`, '…'));
        const post = await visitor().post(`/vorgang/${wrong}${path}`, { message: 'x' });
        pages.push(post.text.replaceAll(`/vorgang/${wrong}${path}`, '…'));
      }
    }
    expect(new Set(pages).size).to.equal(1);
    expect(pages[0]).to.include(t('error.notFound.title'));
  });
});
