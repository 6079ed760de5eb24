import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { visit } from '../../support/visitor.ts';
import { t, tEnglish } from '../../support/words.ts';

const FORM = '/sozialraum/kalk-humboldt/barriere-melden';

describe('A visitor tells of a barrier', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  const fill = async (path: string, said: Record<string, string>) => {
    const visitor = visit(portal.url);
    const form = await visitor.get(path);
    return visitor.post(form.action('form.form'), { ...form.fields('form.form'), ...said });
  };

  it('from every page: the form knows our own page that they came from, and no other', async () => {
    const list = await visit(portal.url).get('/sozialraum/kalk-humboldt/adressen');
    const link = list.document
      .querySelectorAll('footer a')
      .find((one) => one.textContent === t('barrier.title'));
    const form = await visit(portal.url).get(link?.getAttribute('href') ?? '');
    expect(form.fields('form.form')['where']).to.deep.equal([
      `${portal.url}/sozialraum/kalk-humboldt/adressen`,
    ]);
    for (const foreign of [
      'https://example.org/',
      '//example.org/x',
      '/\\example.org',
      'javascript:1',
    ]) {
      const other = await visit(portal.url).get(`${FORM}?von=${encodeURIComponent(foreign)}`);
      expect(other.fields('form.form')['where'], foreign).to.deep.equal(['']);
    }
    // A private link is not handed on with the page.
    const secret = await visit(portal.url).get('/vorgang/abcdefghijklmnopqrstuvwxyz');
    expect(secret.text).to.include('barriere-melden').and.not.to.include('von=%2Fvorgang%2Fa');
  });

  it('the office gets a letter in German, who wants an answer a receipt in their language', async () => {
    const done = await fill(`/en${FORM}`, {
      what: 'The menu cannot be closed by keyboard.\nBcc: alle@example.org',
      where: 'On the calendar',
      email: 'sam@example.org',
    });
    expect(done.status).to.equal(303);
    expect((await visit(portal.url).get(done.location)).text).to.include(
      tEnglish('barrier.done.mail'),
    );
    await portal.work();
    const letter = portal.letters.find(
      ({ to }) => to.address === 'koordination.kalk-humboldt@example.org',
    );
    expect(letter?.subject).to.equal(t('mail.barrierReported.subject'));
    expect(letter?.text).to.include('The menu cannot be closed by keyboard.');
    expect(letter?.text).to.include('On the calendar').and.to.include('sam@example.org');
    expect(letter?.replyTo).to.equal('sam@example.org');
    const receipt = portal.letters.find(({ to }) => to.address === 'sam@example.org');
    expect(receipt?.subject).to.equal(tEnglish('mail.barrierReceived.subject'));
    expect(receipt?.text).to.include('ombudsstelle-barrierefreie-it@mags.nrw.de');
  });

  it('once, however often the form is sent, and without an address to nobody but the office', async () => {
    const visitor = visit(portal.url);
    const form = await visitor.get(FORM);
    const fields = { ...form.fields('form.form'), what: 'Zweimal gedrückt' };
    const before = portal.letters.length;
    await visitor.post(FORM, fields);
    await visitor.post(FORM, fields);
    await portal.work();
    expect(portal.letters.slice(before).map(({ to }) => to.address)).to.deep.equal([
      'koordination.kalk-humboldt@example.org',
    ]);
  });

  it('loses nothing that was typed when something is missing, and catches programs', async () => {
    const refused = await fill(FORM, { what: '', where: 'Startseite', email: 'kein@' });
    expect(refused.status).to.equal(422);
    expect(refused.text)
      .to.include(t('problem.barrierWhatMissing'))
      .and.to.include(t('problem.email'));
    expect(refused.fields('form.form')['where']).to.deep.equal(['Startseite']);
    const trapped = await fill(FORM, { what: 'Kauft jetzt', fax: '123' });
    expect(trapped.status).to.equal(422);
    expect(trapped.text).to.include(t('problem.trap'));
  });

  it('the statement beside it names the law, the gaps, the date and the ombuds office, in every language', async () => {
    for (const prefix of ['', '/en', '/tr', '/ar', '/uk', '/leicht']) {
      const page = await visit(portal.url).get(
        `${prefix}/sozialraum/kalk-humboldt/seiten/barrierefreiheit`,
      );
      const text = page.document.querySelector('main')?.textContent ?? '';
      expect(text, prefix).to.include('ombudsstelle-barrierefreie-it@mags.nrw.de');
      expect(text, prefix).to.include('2026').and.to.include('PDF');
      expect(text, prefix).to.include('koordination.kalk-humboldt@example.org');
      const german = page.document.querySelector('main .note a')?.getAttribute('href');
      expect(german, prefix).to.equal(
        prefix === '' ? undefined : '/sozialraum/kalk-humboldt/seiten/barrierefreiheit',
      );
    }
  });

  it('the privacy statement says the delays that this portal really runs with', async () => {
    const short = await openPortal({ env: { DELAY_ERASURE: '40d', DELAY_DRAFT_DEADLINE: '11d' } });
    const page = await visit(short.url).get('/seiten/datenschutz');
    await short.close();
    expect(page.text).to.include('40 Tage').and.to.include('11 Tage').and.to.include('ldi.nrw.de');
  });
});
