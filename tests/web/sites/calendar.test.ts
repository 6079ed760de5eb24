import { expect } from 'chai';
import { advance, receiveConfirmed } from '../../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { countQueries } from '../../support/queries.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const LIST = '/veranstaltungen';
const say = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Each day of a week or month with what stands there: "Samstag, 5. Dezember": ["15 Uhr Fest"]. */
function read(page: Answer): Record<string, string[]> {
  const cells = page.document.querySelectorAll('.weeks td').flatMap((cell) => {
    const day = cell.querySelector('.cell__label')?.textContent;
    if (day === undefined) return [];
    const entries = cell.querySelectorAll('.entry').map((entry) => {
      const parts = ['.entry__time', '.entry__title', '.entry__note'];
      return say(parts.map((part) => entry.querySelector(part)?.textContent ?? '').join(' '));
    });
    return [[day, entries] as const];
  });
  return Object.fromEntries(cells);
}
const titles = (page: Answer) =>
  page.document.querySelectorAll('main h3 a').map((link) => link.textContent.trim());
const heading = (page: Answer) =>
  say(page.document.querySelector('.calendar__head h2 ')?.textContent ?? '');
const turns = (page: Answer) =>
  page.document.querySelectorAll('.turn a').map((link) => say(link.textContent));

describe('The calendar', function () {
  this.timeout(30_000);
  let portal: Portal;
  const get = (path: string) => visit(portal.url).get(path);
  const month = async (day: string, more = '') => get(`${LIST}?ansicht=monat&datum=${day}${more}`);
  const week = async (day: string) => get(`${LIST}?ansicht=woche&datum=${day}`);
  const day = async (date: string) => get(`${LIST}?ansicht=tag&datum=${date}`);

  async function open(now?: string): Promise<void> {
    portal = await openPortal(now === undefined ? {} : { now: Date.parse(now) });
    await hireStaff(portal.services);
  }
  async function publish(title: string, changes: Record<string, string | string[]>) {
    const id = await receiveConfirmed(portal, 'event', { title, endTime: '', ...changes });
    await advance(portal, id, { type: 'approve' }, 'kalk@example.org');
  }
  afterEach(() => portal.close());

  it('shows a series on each of its days, and what is moved or cancelled as such', async () => {
    await open();
    await publish('Treff', {
      recurrence: 'weekly',
      startDate: '2026-12-01',
      recurrenceUntil: '2026-12-29',
      exceptions: ['2026-12-29'],
      cancelled: ['2026-12-15'],
      moved: ['2026-12-08 2026-12-09 17:00', '2026-12-22 2026-12-22 18:00'],
    });
    await publish('Fest', { startDate: '2026-12-01', startTime: '11:00' });
    expect(read(await month('2026-12-01'))).to.deep.equal({
      'Dienstag, 1. Dezember': ['11 Uhr Fest', '15 Uhr Treff'],
      'Mittwoch, 9. Dezember': ['17 Uhr Treff verlegt vom 8. Dezember'],
      'Dienstag, 15. Dezember': ['15 Uhr Treff fällt aus'],
      'Dienstag, 22. Dezember': ['18 Uhr Treff zu anderer Uhrzeit'],
    });
    expect(read(await week('2026-12-10'))).to.deep.equal({
      'Mittwoch, 9. Dezember': ['17 Uhr Treff verlegt vom 8. Dezember'],
    });
    const moved = await day('2026-12-09');
    expect(titles(moved)).to.deep.equal(['Treff']);
    expect(moved.document.querySelector('.line .moved')?.textContent).to.equal(
      'verlegt vom 8. Dezember',
    );
    expect(
      (await month('2026-12-01')).document.querySelectorAll('.entry--cancelled'),
    ).to.have.length(1);
  });

  it('shows what lasts over days on each of them, and a night on the day on which it begins', async () => {
    await open();
    await publish('Lager', { startDate: '2026-12-04', endDate: '2026-12-07', endTime: '02:00' });
    await publish('Tanz', { startDate: '2026-12-05', startTime: '22:00', endTime: '02:00' });
    await publish('Messe', {
      startDate: '2026-12-31',
      endDate: '2027-01-02',
      allDay: 'yes',
      startTime: '',
    });
    const lager = 'noch bis 7. Dezember Lager';
    expect(read(await month('2026-12-01'))).to.deep.equal({
      'Freitag, 4. Dezember': ['15 Uhr Lager'],
      'Samstag, 5. Dezember': [lager, '22 Uhr Tanz'],
      'Sonntag, 6. Dezember': [lager],
      'Donnerstag, 31. Dezember': ['ganztägig Messe'],
    });
    // Begun in the month before, and in the week before.
    expect(read(await month('2027-01-01'))).to.deep.equal({
      'Freitag, 1. Januar 2027': ['noch bis 2. Januar 2027 Messe'],
      'Samstag, 2. Januar 2027': ['noch bis 2. Januar 2027 Messe'],
    });
    expect(titles(await day('2026-12-05'))).to.deep.equal(['Lager', 'Tanz']);
    expect(titles(await day('2026-12-06'))).to.deep.equal(['Lager']);
    expect(titles(await day('2026-12-07'))).to.deep.equal([]);
    expect(titles(await get(`${LIST}?von=2027-01-01`))).to.deep.equal(['Messe']);
  });

  it('keeps what runs on to the filters and to the district that were asked for', async () => {
    await open();
    const long = { startDate: '2026-12-04', endDate: '2026-12-06', endTime: '18:00' };
    await publish('Sport', { ...long, topics: ['sport'] });
    await publish('Kunst', { ...long, topics: ['culture'] });
    const sport = read(await month('2026-12-01', '&thema=sport'));
    expect(sport['Sonntag, 6. Dezember']).to.deep.equal(['noch bis 6. Dezember Sport']);
    const other = '/sozialraum/chorweiler' + LIST;
    expect(read(await get(`${other}?ansicht=monat&datum=2026-12-01`))).to.deep.equal({});
  });

  it('has each event on its day when the clocks change', async () => {
    await open('2026-10-20T09:00:00Z');
    const at = (startDate: string, startTime: string, endTime = '') => ({
      startDate,
      startTime,
      endTime,
    });
    await publish('Früh', at('2026-10-25', '00:30', '03:30'));
    await publish('Spät', at('2026-10-25', '23:30'));
    await publish('Danach', at('2026-10-26', '00:15'));
    await publish('Sprung', at('2027-03-28', '02:30', '04:00'));
    await publish('Abends', at('2027-03-28', '23:30'));
    await publish('Montag', at('2027-03-29', '00:15'));
    expect(read(await month('2026-10-20'))).to.deep.equal({
      'Sonntag, 25. Oktober': ['0.30 Uhr Früh', '23.30 Uhr Spät'],
      'Montag, 26. Oktober': ['0.15 Uhr Danach'],
    });
    // Half past two is not there that night; by the clock it is half past three.
    expect(read(await week('2027-03-28'))).to.deep.equal({
      'Sonntag, 28. März 2027': ['3.30 Uhr Sprung', '23.30 Uhr Abends'],
    });
    expect(titles(await day('2027-03-28'))).to.deep.equal(['Sprung', 'Abends']);
    expect(titles(await day('2026-10-26'))).to.deep.equal(['Danach']);
  });

  it('begins today, ends in three years, and says which part of an address it did not understand', async () => {
    await open();
    // The clock stands on Tuesday, 24 November 2026.
    const first = await month('1999-01-01');
    expect(heading(first)).to.include('November 2026');
    expect(turns(first)).to.deep.equal([t('calendar.next.monat')]);
    const last = await month('9999-12-31');
    expect(heading(last)).to.include('November 2029');
    expect(turns(last)).to.deep.equal([t('calendar.previous.monat'), t('calendar.now.monat')]);
    expect(heading(await day('2000-02-03'))).to.equal('Dienstag, 24. November');
    expect(heading(await week('2000-02-03'))).to.equal('23. November bis 29. November');
    for (const [query, said] of [
      ['ansicht=jahr', 'ansicht=jahr'],
      ['ansicht=monat&datum=2026-02-30', 'datum=2026-02-30'],
      ['ansicht=woche&datum=%3Ci%3E', 'datum=<i>'],
      ['von=gestern', 'von=gestern'],
    ] as const) {
      const page = await get(`${LIST}?${query}`);
      const note = page.document.querySelector('.filter__note bdi');
      expect(note?.textContent, query).to.equal(said);
    }
    expect((await month('2026-12-01')).document.querySelector('.filter__note')).to.equal(null);
  });

  it('is turned day by day, week by week and month by month, and back', async () => {
    await open();
    await publish('Fest', { startDate: '2026-12-05' });
    for (const [view, there, next] of [
      ['tag', '2026-12-05', 'Sonntag, 6. Dezember'],
      ['woche', '2026-12-05', '7. Dezember bis 13. Dezember'],
      ['monat', '2026-12-05', 'Januar 2027'],
    ] as const) {
      const page = await get(`${LIST}?ansicht=${view}&datum=${there}`);
      const link = (answer: Answer, sign: string) =>
        answer.document.querySelector(`.turn ${sign}`)?.getAttribute('href') ?? '';
      const after = await get(link(page, '.step--on'));
      expect(heading(after)).to.include(next);
      expect(heading(await get(link(after, '.step--back'))), view).to.equal(heading(page));
      const current = page.document.querySelectorAll('.views [aria-current]');
      expect(current.map((one) => one.textContent)).to.deep.equal([t(`calendar.view.${view}`)]);
    }
  });

  it('reads no more for a full month than for an empty one, and a full day takes nothing from others', async () => {
    await open();
    const every = { recurrence: 'weekly', startDate: '2026-12-05', recurrenceUntil: '2026-12-12' };
    for (let number = 10; number < 54; number += 1) {
      await publish(`Fest ${String(number)}`, number < 52 ? { startDate: '2026-12-05' } : every);
    }
    await publish('Später', { startDate: '2026-12-06' });
    let page = await month('2026-12-01');
    const shown = read(page);
    expect(shown['Samstag, 5. Dezember']).to.have.length(40);
    expect(shown['Sonntag, 6. Dezember']).to.deep.equal(['15 Uhr Später']);
    expect(shown['Samstag, 12. Dezember']).to.have.length(2);
    const more = page.document.querySelector('.cell__more a');
    expect(more?.textContent).to.include(t('calendar.moreThan', { count: 35 }));
    page = await get(more?.getAttribute('href') ?? '');
    const nextPage = await get(
      page.document.querySelector(`nav[aria-label="${t('list.pages')}"] a`)?.getAttribute('href') ??
        '',
    );
    expect(new Set([...titles(page), ...titles(nextPage)])).to.have.property('size', 44);
    // The query makes each of these a page that is not kept yet.
    const queries = async (date: string) =>
      countQueries(async () => month(date, `&x=${String(Math.round(performance.now()))}`));
    expect(await queries('2026-12-02')).to.be.at.most((await queries('2028-01-01')) + 2);
  });
});
