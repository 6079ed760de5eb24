import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { listSideways, listViolations, openWindow } from '../support/browser.ts';
import { flyer, picture } from '../support/files.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { t } from '../support/words.ts';

const FORM = '/einreichen/projekt';
const ALL = '[data-picture]';

describe('Pictures in the form', function () {
  this.timeout(180_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  const toFile = async (file: File) => ({
    name: file.name,
    mimeType: file.type,
    buffer: Buffer.from(await file.arrayBuffer()),
  });
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');
  const status = (page: Page) => page.locator('[data-status]').textContent();
  const pictures = async (page: Page, count: number) => {
    await page
      .locator(ALL)
      .nth(count - 1)
      .waitFor();
    await page.locator(ALL).nth(count).waitFor({ state: 'detached' });
  };

  it('go up while one goes on, and everything is said and can be done by keyboard', async () => {
    const window = await openWindow(portal, { width: 360 });
    const { page, complaints } = window;
    await page.goto(portal.url + FORM);
    const files = [await picture('a.png', 300, 200), await picture('b.png', 200, 300)];
    await page.setInputFiles('#f-images', [
      ...(await Promise.all(files.map(toFile))),
      { name: 'c.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ]);
    await pictures(page, 2);
    const refused = page.locator('.files__problem');
    await refused.waitFor();
    expect(await refused.textContent())
      .to.include('c.svg')
      .and.include(t('problem.pictureType'));
    await page.locator('#f-imageAlt-1:focus').waitFor();

    await page.locator(`${ALL} .focus-grid input:checked`).first().focus();
    for (const key of ['ArrowUp', 'ArrowRight']) await page.keyboard.press(key);
    const crop = page.locator('[data-crop]').first();
    expect(await crop.getAttribute('class')).to.equal('at-right-top');
    const select = page.locator('[name="imageFocus[]"]').first();
    expect(await select.inputValue()).to.equal('right-top');

    await page.locator('[data-rotate]').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-whole] img[height="300"]').nth(1).waitFor();
    await page.locator('[data-rotate]:focus').waitFor();
    expect(await status(page)).to.equal(t('files.script.turned', { number: 1 }));
    expect(await select.inputValue(), 'what was chosen before').to.equal('right-top');

    await page.locator('[data-remove]').first().focus();
    await page.keyboard.press('Enter');
    await pictures(page, 1);
    expect(
      await page.evaluate("document.activeElement.matches('fieldset[data-picture]')"),
    ).to.equal(true);
    expect(await page.locator(`${ALL} legend`).textContent()).to.equal(
      t('files.legend', { number: 1 }),
    );
    expect(await listViolations(page, 'pictures')).to.deep.equal([]);
    expect(await listSideways(page, 'pictures')).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
    await window.close();
  });

  it('can be dropped, seven at most six of them, and the flyer shows its first page', async () => {
    const window = await openWindow(portal, { dark: true });
    const { page, complaints } = window;
    await page.goto(portal.url + FORM);
    const { buffer } = await toFile(await picture('x.png', 40, 30));
    const dropped = await page.evaluateHandle(
      `(() => {
        const bytes = Uint8Array.from(atob('${buffer.toString('base64')}'), (sign) => sign.charCodeAt(0));
        const transfer = new DataTransfer();
        for (let number = 1; number < 8; number += 1) {
          transfer.items.add(new File([bytes], number + '.png', { type: 'image/png' }));
        }
        return transfer;
      })()`,
    );
    await page.dispatchEvent('[data-choose]', 'drop', { dataTransfer: dropped });
    await pictures(page, 6);
    const tooMany = t('files.script.tooMany', { max: 6, name: '7.png' });
    expect(await page.locator('[data-queue]').first().textContent()).to.equal(tooMany);
    await page.setInputFiles('#f-flyer', await toFile(flyer()));
    await page.locator('.kept-flyer img').waitFor();
    await page.locator('[data-flyer] [data-remove]').click();
    expect(await focused(page)).to.equal('f-flyer');
    expect(await listViolations(page, 'pictures')).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
    await window.close();
  });

  it('without script go up by a button, and Enter in a line still leads to the check', async () => {
    const window = await openWindow(portal, { width: 360, script: false });
    const { page } = window;
    await page.goto(portal.url + FORM);
    await page.fill('#f-title', 'Ein Hof');
    await page.setInputFiles('#f-images', await toFile(await picture()));
    await page.getByRole('button', { name: t('files.upload') }).click();
    await page.locator(ALL).waitFor();
    expect(await page.inputValue('#f-title')).to.equal('Ein Hof');
    expect(await page.locator('#probleme').count()).to.equal(0);
    await page.selectOption('#f-imageFocus-1', 'top');
    await page.locator('[data-rotate]').click();
    expect(await page.inputValue('#f-imageFocus-1')).to.equal('top');
    expect(await page.locator('[data-whole] img').getAttribute('height')).to.equal('320');
    expect(await listSideways(page, 'pictures')).to.deep.equal([]);
    await page.press('#f-title', 'Enter');
    const missing = t('files.problem.picture', { number: 1, text: t('problem.imageAltMissing') });
    await page.locator('#probleme').getByText(missing).waitFor();
    await window.close();
  });
});
