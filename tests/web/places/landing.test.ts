import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const DAY = 24 * 3_600_000;

describe('The landing page', () => {
  let portal: Portal;
  let kalk: Visitor;
  const titlesIn = (page: Answer, id: string) =>
    page.document
      .querySelectorAll(`section[aria-labelledby=${id}] h3`)
      .map((one) => one.textContent.trim());
  const show = () => visit(portal.url).get('/');
  const publish = async (title: string, startDate: string, more: Record<string, string> = {}) => {
    const { reference } = await handInAndConfirm(portal, 'event', { title, startDate, ...more });
    await decide(kalk, reference, 'approve');
  };
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
  });
  after(() => portal.close());

  it('says honestly that nothing is on, today and at the weekend, and how to change that', async () => {
    const page = await show();
    expect(page.text)
      .to.include(t('places.nothingToday'))
      .and.include(t('places.nothingAtWeekend'));
    expect(
      page.document.querySelectorAll('.soon .empty a[href="/einreichen/veranstaltung"]'),
    ).to.have.length(2);
    expect(page.document.querySelector('[aria-labelledby=promoted]')).to.equal(null);
    expect(page.document.querySelector('[aria-labelledby=news]')).to.equal(null);
  });

  it('shows what is on today and what is on at the weekend, each under its heading', async () => {
    // The clock of the tests stands on Tuesday, 24 November 2026, ten o'clock.
    await publish('Am nächsten Dienstag', '2026-12-01');
    const before = await show();
    expect(titlesIn(before, 'soon')).to.deep.equal(['Am nächsten Dienstag']);
    expect(before.text).to.include(t('places.nothingAtWeekendButThen'));
    await publish('Heute Nachmittag', '2026-11-24');
    await publish('Am Samstag', '2026-11-28');
    await publish('Am Sonntag', '2026-11-29');
    await publish('Am Donnerstag', '2026-11-26');
    await publish('Jeden Tag', '2026-11-24', {
      recurrence: 'dates',
      'recurrenceDates[]': '2026-11-28',
    });
    const page = await show();
    expect(titlesIn(page, 'today')).to.have.members(['Heute Nachmittag', 'Jeden Tag']);
    expect(titlesIn(page, 'soon')).to.include('Am Samstag').and.include('Am Sonntag');
    expect(titlesIn(page, 'soon'))
      .not.to.include('Am Donnerstag')
      .and.not.include('Heute Nachmittag');
  });

  it('does not say twice on a Saturday what is on today, and looks beyond a Sunday', async () => {
    portal.clock.advance(4 * DAY);
    await portal.work();
    const saturday = await show();
    expect(titlesIn(saturday, 'today')).to.include('Am Samstag');
    expect(titlesIn(saturday, 'soon')).to.deep.equal(['Am Sonntag']);
    portal.clock.advance(DAY);
    await portal.work();
    const sunday = await show();
    expect(titlesIn(sunday, 'today')).to.deep.equal(['Am Sonntag']);
    expect(titlesIn(sunday, 'soon')).to.deep.equal(['Am nächsten Dienstag']);
    expect(sunday.document.querySelector('#soon')?.textContent).to.equal(t('landing.soon'));
  });

  it('leads to each district from the map, by name, and says the same in words beside it', async () => {
    const city = await portal.services.city();
    for (const prefix of ['', '/ar']) {
      const page = await visit(portal.url).get(prefix === '' ? '/' : prefix);
      const onMap = page.document
        .querySelectorAll('svg.map a')
        .map((a) => [a.getAttribute('href'), a.getAttribute('aria-label')].join(' '));
      const inWords = page.document
        .querySelectorAll('.atlas__list a')
        .map((a) => [a.getAttribute('href'), a.textContent].join(' '));
      expect(inWords).to.deep.equal(
        city.districts.map(({ slug, name }) => `${prefix}/sozialraum/${slug} ${name}`),
      );
      expect(onMap).to.deep.equal(inWords);
    }
  });

  it('has one address that search engines know, whatever stands behind a question mark', async () => {
    const canonical = (page: Answer) =>
      page.document.querySelector('link[rel=canonical]')?.getAttribute('href');
    expect(canonical(await show())).to.equal(`${portal.url}/`);
    expect(canonical(await visit(portal.url).get('/?utm_source=x'))).to.equal(`${portal.url}/`);
    expect(canonical(await visit(portal.url).get('/en/veranstaltungen?wann=heute'))).to.equal(
      `${portal.url}/en/veranstaltungen`,
    );
    expect(canonical(await visit(portal.url).get('/anmelden'))).to.equal(undefined);
  });
});
