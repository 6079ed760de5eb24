import { expect } from 'chai';
import { listSideways, listViolations, openWindow } from '../support/browser.ts';
import { advance, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { t } from '../support/words.ts';

describe('Searching in a browser', function () {
  this.timeout(120_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    const staff = await hireStaff(portal.services);
    for (const title of ['Käferfest am Bach', 'Käferhaus']) {
      const id = await receiveConfirmed(portal, 'entry', { title });
      await advance(portal, id, { type: 'approve' }, staff.kalk);
    }
  });
  after(() => portal.close());

  it('goes by keyboard: suggestions open, are walked through, closed by Escape, and picked', async () => {
    const window = await openWindow(portal, { width: 360 });
    const { page, complaints } = window;
    await page.goto(`${portal.url}/suche`);
    const field = page.getByRole('combobox', { name: t('search.label') });
    const options = page.getByRole('option');
    await field.pressSequentially('käferf');
    await options.first().waitFor();
    expect(await field.getAttribute('aria-expanded')).to.equal('true');
    await page.keyboard.press('Escape');
    expect(await field.getAttribute('aria-expanded')).to.equal('false');
    expect(await field.inputValue()).to.equal('käferf');
    await page.keyboard.press('ArrowDown');
    const current = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${current ?? ''}`).getAttribute('aria-selected')).to.equal('true');
    expect(await page.locator(`#${current ?? ''}`).textContent()).to.include('Käferfest');
    expect(await listViolations(page, 'suggestions')).to.deep.equal([]);
    expect(await listSideways(page, 'suggestions')).to.deep.equal([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
    expect(await page.locator('.found h3').allTextContents()).to.deep.equal(['Käferfest am Bach']);
    await field.pressSequentially(' am');
    await options.filter({ hasText: 'Käferfest am Bach' }).click();
    await page.waitForURL(/\/adressen\/kaeferfest/);
    expect(complaints.filter((line) => !line.startsWith('failed:'))).to.deep.equal([]);
    await window.close();
  });

  it('is whole without script', async () => {
    const window = await openWindow(portal, { script: false });
    const { page } = window;
    await page.goto(`${portal.url}/suche`);
    await page.fill('#suche', 'kaefer');
    await page.getByRole('button', { name: t('search.button'), exact: true }).click();
    expect(await page.locator('.found mark').allTextContents()).to.deep.equal(['Käfer', 'Käfer']);
    expect(await page.getByRole('listbox').count()).to.equal(0);
    await window.close();
  });

  for (const [width, dark, path] of [
    [360, true, '/ar/suche?q=kaefr'],
    [1280, false, '/suche?q=kaefer&thema=health&farbe=x'],
  ] as const) {
    it(`has no barrier at ${String(width)} pixels`, async () => {
      const window = await openWindow(portal, { width, dark });
      const { page, complaints } = window;
      await page.goto(portal.url + path);
      expect(await listViolations(page, path)).to.deep.equal([]);
      expect(await listSideways(page, path)).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
      await window.close();
    });
  }
});
