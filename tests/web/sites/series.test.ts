import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { countQueries } from '../../support/queries.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const HOUR = 3_600_000;
const titles = (page: Answer) =>
  page.document.querySelectorAll('main h3 a').map((link) => link.textContent.trim());
const days = (page: Answer) =>
  page.document.querySelectorAll('main .day > h2').map((head) => head.textContent.trim());
const text = (page: Answer, selector: string) =>
  page.document
    .querySelectorAll(selector)
    .map((part) => part.textContent.replace(/\s+/g, ' ').trim());

describe('A series on the sites', () => {
  let portal: Portal;
  let kalk: Visitor;
  const get = (path: string) => visit(portal.url).get(path);
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
  });
  afterEach(() => portal.close());

  async function publish(title: string, changes: Record<string, string | string[]>) {
    const { reference, link } = await handInAndConfirm(portal, 'event', { title, ...changes });
    await decide(kalk, reference, 'approve');
    const slug = `${title.toLowerCase().replace(/ /g, '-')}-${reference.toLowerCase()}`;
    return { reference, link, path: `/veranstaltungen/${slug}` };
  }
  // Tuesdays; the clock stands on Tuesday, 24 November 2026.
  const weekly = { recurrence: 'weekly', startDate: '2026-11-24', recurrenceUntil: '2026-12-15' };

  it('stands under each of its dates, among the others', async () => {
    await publish('Treff', weekly);
    await publish('Fest', { startDate: '2026-12-05' });
    const page = await get('/veranstaltungen');
    expect(titles(page)).to.deep.equal(['Treff', 'Treff', 'Fest', 'Treff', 'Treff']);
    expect(days(page)).to.deep.equal([
      'Dienstag, 24. November',
      'Dienstag, 1. Dezember',
      'Samstag, 5. Dezember',
      'Dienstag, 8. Dezember',
      'Dienstag, 15. Dezember',
    ]);
  });

  it('stands once in each list of the landing page and on the home of its district', async () => {
    await publish('Treff', { ...weekly, recurrenceDays: ['tu', 'sa', 'su'] });
    // Today, and at the weekend, which are two questions.
    expect(titles(await get('/'))).to.deep.equal(['Treff', 'Treff']);
    expect(titles(await get('/sozialraum/kalk-humboldt'))).to.deep.equal(['Treff']);
  });

  it('that has a line for today is not told of again as what comes afterwards', async () => {
    await publish('Treff', weekly);
    expect(titles(await get('/'))).to.deep.equal(['Treff']);
  });

  it('is there today, tomorrow and at the weekend when one of its dates is', async () => {
    await publish('Treff', weekly);
    await publish('Samstags', { ...weekly, startDate: '2026-11-21' });
    const at = async (span: string) => titles(await get(`/veranstaltungen?wann=${span}`));
    expect(await at('heute')).to.deep.equal(['Treff']);
    expect(await at('morgen')).to.deep.equal([]);
    expect(await at('wochenende')).to.deep.equal(['Samstags']);
    portal.clock.advance(7 * 24 * HOUR);
    expect(await at('heute')).to.deep.equal(['Treff']);
  });

  it('shows a cancelled date as cancelled and a moved one where it is now', async () => {
    const { path } = await publish('Treff', {
      ...weekly,
      cancelled: ['2026-12-01'],
      moved: ['2026-12-08 2026-12-09 17:00'],
    });
    const page = await get('/veranstaltungen');
    expect(days(page)).to.include('Mittwoch, 9. Dezember').and.not.include('Dienstag, 8. Dezember');
    expect(text(page, '.line .cancelled')).to.deep.equal([t('series.cancelled')]);
    expect(text(page, '.line s')).to.deep.equal(['15 bis 18.30 Uhr']);
    const item = await get(path);
    expect(text(item, '.item__when p')).to.deep.equal([
      'Jeden Dienstag, 15 bis 18.30 Uhr, bis 15. Dezember',
    ]);
    expect(text(item, '.next__date')).to.deep.equal([
      'Dienstag, 24. November, 15 bis 18.30 Uhr',
      'Dienstag, 1. Dezember, 15 bis 18.30 Uhr fällt aus',
      'Mittwoch, 9. Dezember, 17 bis 20.30 Uhr verlegt vom 8. Dezember',
      'Dienstag, 15. Dezember, 15 bis 18.30 Uhr',
    ]);
    expect(text(item, '.next__date s')).to.have.length(1);
  });

  it('is cancelled for one date by the private link, at once', async () => {
    const { link } = await publish('Treff', weekly);
    const visitor = visit(portal.url);
    const page = await visitor.get(`${link}/termine`);
    expect(page.text).to.include('Dienstag, 8. Dezember');
    await visitor.post(`${link}/termine`, { cancel: '2026-12-08' });
    expect(text(await get('/veranstaltungen'), '.line .cancelled')).to.have.length(1);
    const refused = await visitor.post(`${link}/termine`, { cancel: '2026-12-09' });
    expect(refused.status).to.equal(422);
    const day = 'Mittwoch, 9. Dezember 2026';
    expect(text(refused, '[role=alert]')).to.deep.equal([t('problem.dayNotInSeries', { day })]);
    // The page is whole: whoever erred finds the right date on it.
    expect(text(refused, '.people li')).to.satisfy((days: string[]) =>
      days.some((one) => one.includes('Dienstag, 8. Dezember')),
    );
    expect(text(await get('/veranstaltungen'), '.line .cancelled')).to.have.length(1);
  });

  it('is cancelled where a date was moved to, and can still be edited', async () => {
    const { path, link } = await publish('Treff', { ...weekly, moved: '2026-12-08 2026-12-09' });
    const visitor = visit(portal.url);
    await visitor.post(`${link}/termine`, { cancel: '2026-12-08' });
    const dates = text(await get(path), '.next__date');
    expect(dates).to.include('Mittwoch, 9. Dezember, 15 bis 18.30 Uhr fällt aus');
    const form = await visitor.get(`${link}/bearbeiten`);
    const check = await visitor.post(form.action('form.form'), {
      ...form.fields('form.form'),
      step: 'check',
    });
    expect(check.text).to.include('fällt aus am 9. Dezember');
    expect(check.status).to.equal(200);
  });

  it('says of a cancelled single event that it does not take place', async () => {
    const { path, link } = await publish('Fest', { startDate: '2026-12-05' });
    await visit(portal.url).post(`${link}/termine`, { cancel: '2026-12-05' });
    expect((await get(path)).text).to.include(t('series.singleCancelled'));
    expect(text(await get('/veranstaltungen'), '.line .cancelled')).to.have.length(1);
    expect(titles(await get('/'))).to.deep.equal([]);
  });

  it('loses a date when it is over, stays until the last one, and then is over itself', async () => {
    const { path } = await publish('Treff', weekly);
    portal.clock.now = Date.parse('2026-11-24T17:31:00Z');
    await portal.work();
    expect(days(await get('/veranstaltungen'))[0]).to.equal('Dienstag, 1. Dezember');
    expect((await get(path)).text).not.to.include(t('item.ended'));
    portal.clock.now = Date.parse('2026-12-15T17:31:00Z');
    await portal.work();
    expect(titles(await get('/veranstaltungen'))).to.deep.equal([]);
    expect((await get(path)).text).to.include(t('item.ended'));
  });

  it('goes with all its dates when it is taken down, and comes back with those to come', async () => {
    const { reference } = await publish('Treff', weekly);
    portal.clock.advance(HOUR);
    await portal.work();
    await decide(kalk, reference, 'retract', { message: 'Bitte einmal prüfen.' });
    expect(titles(await get('/veranstaltungen'))).to.deep.equal([]);
    portal.clock.advance(8 * 24 * HOUR);
    await decide(await signIn(portal, 'kalk@example.org'), reference, 'publish');
    expect(titles(await get('/veranstaltungen'))).to.have.length(2);
  });

  it('follows its dates to another district', async () => {
    const { reference, link } = await publish('Treff', weekly);
    const visitor = visit(portal.url);
    const form = await visitor.get(`${link}/bearbeiten`);
    await visitor.post(`${link}/bearbeiten`, {
      ...form.fields('form.form'),
      summary: 'Wir sind umgezogen.',
      step: 'send',
    });
    await decide(kalk, reference, 'handOver', { district: 'chorweiler', message: 'Es ist dort.' });
    await decide(await signIn(portal, 'chorweiler@example.org'), reference, 'approve');
    expect(titles(await get('/sozialraum/kalk-humboldt/veranstaltungen'))).to.deep.equal([]);
    expect(titles(await get('/sozialraum/chorweiler/veranstaltungen'))).to.have.length(4);
  });

  it('goes on over pages without losing or doubling a date', async () => {
    await publish('Dauernd', { recurrence: 'weekly', startDate: '2026-11-24' });
    await publish('Ebenso', { recurrence: 'weekly', startDate: '2026-11-24' });
    const seen: string[] = [];
    let path = '/veranstaltungen';
    for (let pages = 0; pages < 4; pages += 1) {
      const page = await get(path);
      for (const part of page.document.querySelectorAll('main .day')) {
        const day = part.querySelector('h2')?.textContent ?? '';
        for (const link of part.querySelectorAll('h3 a')) seen.push(`${day} ${link.textContent}`);
      }
      path =
        page.document
          .querySelectorAll('nav.more a')
          .find((link) => link.textContent === t('list.next'))
          ?.getAttribute('href') ?? '';
    }
    expect(seen).to.have.length(120);
    expect(new Set(seen).size).to.equal(120);
    expect((await get('/veranstaltungen?ab=unsinn')).status).to.equal(200);
  });

  it('costs as many questions to the database with many dates as with one', async () => {
    const paths = ['/', '/veranstaltungen', '/sozialraum/kalk-humboldt'];
    const count = async (title: string) => {
      const counts: number[] = [];
      for (const path of paths) {
        counts.push(
          await countQueries(async () => {
            expect(titles(await get(path)), path).to.include(title);
          }),
        );
      }
      return counts;
    };
    // Something today, so that each list of the landing page has a line before and after.
    await publish('Heute', { startDate: '2026-11-24', startTime: '18:00', endTime: '' });
    await publish('Einmal', { startDate: '2026-12-05' });
    const one = await count('Einmal');
    for (const title of ['Dauernd', 'Ebenso', 'Und so weiter']) {
      await publish(title, { recurrence: 'weekly', startDate: '2026-11-24' });
    }
    expect(await count('Dauernd')).to.deep.equal(one);
    expect(Math.min(...one)).to.be.greaterThan(0);
  });
});
