import { expect } from 'chai';
import { listSideways, listViolations, openWindow } from '../support/browser.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { t } from '../support/words.ts';

const PATH = '/einreichen/veranstaltung';
const parts = [
  'recurrenceDays',
  'recurrenceWeek',
  'recurrenceUntil',
  'recurrenceDates',
  'exceptions',
];

describe('The questions about a series in a browser', function () {
  this.timeout(120_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  const answerTheRest = {
    title: 'Offener Treff',
    summary: 'Komm vorbei.',
    startDate: '2026-12-01',
    startTime: '15:00',
    postalCode: '51103',
    street: 'Vietorstraße',
    houseNumber: '40',
    submitterName: 'Nora Beispiel',
    submitterEmail: 'nora@example.org',
  };

  for (const width of [360, 1280]) {
    it(`show what the rule needs, and add a date on the spot, at ${String(width)} px`, async () => {
      const { page, complaints } = await openWindow(portal, { width });
      await page.goto(portal.url + PATH);
      const shown = async () => {
        const all: string[] = [];
        for (const name of parts) if (await page.locator(`#f-${name}`).isVisible()) all.push(name);
        return all;
      };
      expect(await shown(), 'closed').to.deep.equal([]);
      await page.locator('details.series > summary').press('Enter');
      expect(await shown(), 'once').to.deep.equal([]);
      await page.check('#f-recurrence-monthlyWeekday');
      expect(await shown()).to.deep.equal(['recurrenceWeek', 'recurrenceUntil', 'exceptions']);
      await page.check('#f-recurrence-dates');
      expect(await shown()).to.deep.equal(['recurrenceDates']);

      const fields = page.locator('#f-recurrenceDates input');
      const before = await fields.count();
      await page.fill('#f-recurrenceDates-1', '2026-12-12');
      await page.locator('#f-recurrenceDates [data-add]').press('Enter');
      expect(await fields.count()).to.equal(before + 1);
      const added = page.locator(`#f-recurrenceDates-${String(before + 1)}`);
      expect(await page.evaluate<string>('document.activeElement.id')).to.equal(
        `f-recurrenceDates-${String(before + 1)}`,
      );
      await added.fill('2027-01-09');
      expect(await listViolations(page, 'the form')).to.deep.equal([]);
      expect(await listSideways(page, 'the form')).to.deep.equal([]);

      await page.reload();
      expect(await page.locator('#f-recurrence-dates').isChecked()).to.equal(true);
      expect(await page.inputValue('#f-recurrenceDates-1')).to.equal('2026-12-12');
      expect(await added.inputValue(), 'also where there was no field for it').to.equal(
        '2027-01-09',
      );

      for (const [name, value] of Object.entries(answerTheRest))
        await page.fill(`#f-${name}`, value);
      await page.check('#f-consent');
      await page.locator('#f-title').press('Enter');
      await page.waitForSelector('.understood');
      expect(await page.textContent('.understood__sentence')).to.equal(
        'Am 1. Dezember, 12. Dezember und 9. Januar 2027, 15 Uhr',
      );
      expect(await listViolations(page, 'the check page')).to.deep.equal([]);
      expect(await listSideways(page, 'the check page')).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
      await page.context().close();
    });
  }

  it('are all there without script, and “one more date” brings the form back to that place', async () => {
    const { page } = await openWindow(portal, { width: 360, script: false });
    await page.goto(portal.url + PATH);
    await page.fill('#f-title', 'Offener Treff');
    await page.locator('details.series > summary').click();
    for (const name of parts) {
      expect(await page.locator(`#f-${name}`).isVisible(), name).to.equal(true);
    }
    await page.check('#f-recurrence-weekly');
    await page.fill('#f-exceptions-2', '2026-12-22');
    const button = page.locator('#f-exceptions').getByRole('button', { name: t('series.add') });
    await button.click();
    expect(new URL(page.url()).hash).to.equal('#f-exceptions');
    expect(await page.inputValue('#f-title')).to.equal('Offener Treff');
    expect(await page.locator('#f-recurrence-weekly').isChecked()).to.equal(true);
    expect(await page.inputValue('#f-exceptions-2')).to.equal('2026-12-22');
    expect(await page.locator('#f-exceptions input').count()).to.be.greaterThan(4);
    await page.context().close();
  });
});
