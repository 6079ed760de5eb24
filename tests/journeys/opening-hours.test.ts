import { expect } from 'chai';
import { loadSubmission } from '../../src/db/submissions.ts';
import { openWindow } from '../support/browser.ts';
import { advance, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { t } from '../support/words.ts';

describe('“Open now” in a browser', function () {
  this.timeout(120_000);
  let portal: Portal;
  let path = '';
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const id = await receiveConfirmed(portal, 'entry', {
      title: 'Laden',
      openingHours: 'Mo, Di, Do 9–12 und 14–17 Uhr, Fr 20–2 Uhr',
    });
    await advance(portal, id, { type: 'approve' }, 'kalk@example.org');
    path = `/adressen/${(await loadSubmission(portal.services.db.read, id)).slug}`;
  });
  after(() => portal.close());

  // Berlin is an hour ahead of UTC in winter. The 24th of November 2026 is a Tuesday.
  const cases: [when: string, said: string, isOpen: boolean][] = [
    ['2026-11-24T07:59:00Z', t('hours.opensToday', { time: '9' }), false],
    ['2026-11-24T08:00:00Z', t('hours.openUntil', { time: '12' }), true],
    ['2026-11-24T10:59:59Z', t('hours.openUntil', { time: '12' }), true],
    ['2026-11-24T11:00:00Z', t('hours.opensToday', { time: '14' }), false],
    ['2026-11-24T16:00:00Z', t('hours.opensOn', { time: '9', day: 'Donnerstag' }), false],
    ['2026-11-25T12:00:00Z', t('hours.opensTomorrow', { time: '9' }), false],
    // Over midnight, and from Saturday on to the week after
    ['2026-11-28T00:59:00Z', t('hours.openUntil', { time: '2' }), true],
    ['2026-11-28T01:00:00Z', t('hours.opensOn', { time: '9', day: 'Montag' }), false],
    // The day before Christmas, whose Friday night nobody can promise
    ['2026-12-24T17:00:00Z', t('hours.closedNow'), false],
  ];

  it('is right to the minute in the portal’s zone, wherever the reader’s clock stands', async () => {
    const window = await openWindow(portal);
    const { page } = window;
    const seen: [string, string | null, boolean][] = [];
    for (const [when] of cases) {
      // The page is made on the day on which it is read.
      portal.clock.now = Date.parse(when);
      await page.clock.setFixedTime(new Date(when));
      await page.goto(portal.url + path);
      const line = page.locator('[data-now]');
      expect(await line.isVisible(), when).to.equal(true);
      const state = await line.getAttribute('data-now');
      seen.push([when, await line.textContent(), state === 'open']);
    }
    expect(seen).to.deep.equal(cases);
    expect(window.complaints).to.deep.equal([]);
    await window.close();
  });

  it('says nothing on a public holiday, and without script the page says the hours of today', async () => {
    const holiday = Date.parse('2026-12-25T20:00:00Z');
    portal.clock.now = holiday;
    const window = await openWindow(portal);
    await window.page.clock.setFixedTime(new Date(holiday));
    await window.page.goto(portal.url + path);
    expect(await window.page.locator('[data-now]').isVisible()).to.equal(false);
    expect(await window.page.textContent('.hours__today')).to.equal(
      t('hours.holidayToday', { holiday: t('hours.holiday.christmas') }),
    );
    await window.close();

    portal.clock.now = Date.parse('2026-11-24T09:00:00Z');
    const plain = await openWindow(portal, { script: false });
    await plain.page.goto(portal.url + path);
    expect(await plain.page.locator('[data-now]').isVisible()).to.equal(false);
    expect(await plain.page.textContent('.hours__today')).to.equal(
      t('hours.today', { hours: '9 bis 12 Uhr und 14 bis 17 Uhr' }),
    );
    await plain.close();
  });
});
