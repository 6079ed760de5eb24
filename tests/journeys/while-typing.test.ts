import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { listSideways, listViolations, openWindow } from '../support/browser.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { keepDraft } from '../support/steps.ts';
import { t } from '../support/words.ts';

const PATH = '/einreichen/veranstaltung';

describe('While somebody types, with script', function () {
  this.timeout(120_000);
  let portal: Portal;
  let page: Page;
  let context: BrowserContext;
  let complaints: readonly string[];
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());
  beforeEach(async () => {
    const window = await openWindow(portal, { width: 360 });
    ({ page, complaints } = window);
    context = page.context();
    await page.goto(portal.url + PATH);
  });
  afterEach(async () => {
    await context.close();
    // Whoever leaves at once lets go of what the page was still fetching.
    expect(complaints.filter((line) => !line.startsWith('failed:'))).to.deep.equal([]);
  });

  const value = (name: string) => page.locator(`#f-${name}`).inputValue();
  const stored = () => page.evaluate<string>('JSON.stringify({ ...localStorage })');
  const button = (name: string) => page.locator('main').getByRole('button', { name, exact: true });
  const typeHalf = async () => {
    await page.fill('#f-title', 'Lange überlegt');
    await page.fill('#f-description', 'Ein Absatz,\nnoch einer.');
    await page.check('#f-topics-culture');
    await page.fill('#f-submitterEmail', 'nora@example.org');
    // It is written down when the fields rest for a moment.
    while (!(await stored()).includes('Lange')) await page.locator('#f-title').isVisible();
  };

  it('what was typed outlives the tab, and is offered, not forced', async () => {
    await typeHalf();
    expect(await stored())
      .not.to.include('nora@example.org')
      .and.not.to.include('"fax"');
    await page.close();
    page = await context.newPage();
    await page.goto(portal.url + PATH);
    expect(await value('title')).to.equal('');
    expect(await page.locator('#entwurf').textContent()).to.include(t('form.keptWhere'));
    await button(t('form.keptRestore')).click();
    expect(await value('title')).to.equal('Lange überlegt');
    expect(await value('description')).to.equal('Ein Absatz,\nnoch einer.');
    expect(await page.isChecked('#f-topics-culture')).to.equal(true);
    expect(await value('submitterEmail'), 'private data goes with the tab').to.equal('');
    expect(await page.locator('#entwurf').isVisible()).to.equal(false);
  });

  it('thrown away is gone', async () => {
    await typeHalf();
    await page.goto(portal.url);
    await page.goto(portal.url + PATH);
    await button(t('form.keptDiscard')).click();
    expect(await stored()).to.equal('{}');
    expect(await page.evaluate('document.activeElement.id')).to.equal('f-title');
    await page.goto(portal.url);
    await page.goto(portal.url + PATH);
    expect(await page.locator('#entwurf').isVisible()).to.equal(false);
  });

  it('after five days nothing is left of it', async () => {
    await typeHalf();
    await page.evaluate(`(() => {
      const key = Object.keys(localStorage)[0];
      const kept = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({ ...kept, at: kept.at - 5 * 86_400_000 - 1 }));
    })()`);
    await page.goto(portal.url);
    await page.goto(portal.url + PATH);
    expect(await page.locator('#entwurf').isVisible()).to.equal(false);
    expect(await stored()).to.equal('{}');
  });

  it('a reload and the way back from the check page bring everything back, and sending ends it', async () => {
    await typeHalf();
    await page.reload();
    expect(await value('title')).to.equal('Lange überlegt');
    expect(await value('submitterEmail')).to.equal('nora@example.org');
    expect(await page.locator('#entwurf').textContent()).to.include(t('form.keptRestored'));
    await page.fill('#f-summary', 'Kurz gesagt.');
    await page.fill('#f-startDate', '2026-12-05');
    await page.fill('#f-startTime', 'halb vier');
    await page.selectOption('#f-stadtteil', '802');
    await page.fill('#f-submitterName', 'Nora');
    await page.check('#f-consent');
    await button(t('form.check')).click();
    await page.goBack();
    expect(await value('summary')).to.equal('Kurz gesagt.');
    await button(t('form.check')).click();
    await button(t('check.send')).click();
    await page.waitForURL(/gesendet/);
    expect(await stored()).to.equal('{}');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).to.equal('{}');
  });

  it('nothing is cut off: the field says how much is left, and then how much is too much', async () => {
    const counter = page.locator('#f-summary-count');
    await page.fill('#f-summary', 'x'.repeat(100));
    expect(await counter.textContent()).to.equal('');
    await page.fill('#f-summary', 'x'.repeat(360));
    expect(await counter.textContent()).to.equal(t('form.left', { count: 40 }));
    await page.fill('#f-summary', 'x'.repeat(412));
    expect(await counter.textContent()).to.equal(t('form.over', { count: 12 }));
    await button(t('form.check')).click();
    expect(await page.locator('#f-summary-problem').textContent()).to.include(
      t('problem.tooLongBy', { max: 400, over: 12 }),
    );
    expect(await value('summary')).to.have.length(412);
    // A refusal is the newest that there is: nothing older is put over it.
    expect(await page.locator('#entwurf').isVisible()).to.equal(false);
  });

  it('a time is said back as it was understood', async () => {
    await page.fill('#f-startTime', 'halb vier');
    const said = page.locator('#f-startTime-said');
    await said.filter({ hasText: '15.30 Uhr' }).waitFor();
    await page.fill('#f-startTime', 'irgendwann');
    await said.filter({ hasText: t('problem.time') }).waitFor();
  });

  it('streets are offered to the keyboard, and the office is named at once', async () => {
    const street = page.getByRole('combobox', { name: t('field.all.street.label') });
    await street.pressSequentially('Kalk-M');
    const option = page.locator('[role=listbox] [role=option]').first();
    await option.waitFor();
    expect(await street.getAttribute('aria-expanded')).to.equal('true');
    expect(await listViolations(page, 'with suggestions')).to.deep.equal([]);
    expect(await listSideways(page, 'with suggestions')).to.deep.equal([]);
    await page.keyboard.press('ArrowDown');
    const active = await street.getAttribute('aria-activedescendant');
    expect(active).to.equal(await option.getAttribute('id'));
    await page.keyboard.press('Escape');
    expect(await option.isVisible()).to.equal(false);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await value('street')).to.match(/^Kalk-Mülheimer/);
    expect(new URL(page.url()).pathname, 'Enter picks and sends nothing').to.equal(PATH);
    await page.fill('#f-houseNumber', '58');
    await page.locator('.office').filter({ hasText: 'Kalk' }).waitFor();
    expect(await page.locator('.office').getAttribute('role')).to.equal('status');
  });

  it('the pages around a draft can be used by everybody', async () => {
    const link = await keepDraft(portal, 'event', { title: 'Entwurf' });
    await typeHalf();
    await button(t('form.draft')).click();
    const found = await listViolations(page, 'kept');
    await page.goto(portal.url + link);
    expect(await value('title')).to.equal('Entwurf');
    found.push(...(await listViolations(page, 'opened')));
    found.push(...(await listSideways(page, 'opened')));
    await button(t('draft.open.discard')).click();
    found.push(...(await listViolations(page, 'discarded')));
    expect(found).to.deep.equal([]);
  });
});
