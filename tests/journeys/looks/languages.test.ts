import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { listSideways, listViolations, openWindow } from '../../support/browser.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';

describe('Pages in other languages can be used by everybody', function () {
  this.timeout(300_000);
  let portal: Portal;
  let status: string;
  let item: string;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const { reference, link } = await handInAndConfirm(portal, 'event', {
      title: 'Nachbarschaftsversammlung 2026!',
      topics: ['culture', 'family'],
      accessibility: ['step-free'],
      publicPhone: '0221 123 456',
    });
    await decide(await signIn(portal, 'kalk@example.org'), reference, 'approve');
    const list = await visit(portal.url).get('/veranstaltungen');
    item = list.document.querySelector('main h3 a')?.getAttribute('href') ?? '';
    status = link;
  });
  after(() => portal.close());

  const withProblems = async (page: Page) => {
    await page.locator('button.large[value=check]').click();
    await page.locator('#probleme').waitFor();
  };

  for (const prefix of ['/ar', '/leicht']) {
    it(`${prefix}: axe-core finds nothing, nothing sticks out, nothing complains`, async () => {
      const window = await openWindow(portal, { width: 360 });
      const { page } = window;
      const found: string[] = [];
      for (const path of ['', '/veranstaltungen', item, '/einreichen/veranstaltung', status]) {
        await page.goto(portal.url + prefix + path);
        if (path.startsWith('/einreichen')) await withProblems(page);
        found.push(...(await listViolations(page, prefix + path)));
        await page.locator('.languages summary').click();
        found.push(...(await listSideways(page, `${prefix}${path} with its languages`)));
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          found.push(...(await listSideways(page, `${prefix}${path} at ${String(width)}`)));
        }
        await page.setViewportSize({ width: 360, height: 800 });
      }
      found.push(...window.complaints);
      await window.close();
      expect(found).to.deep.equal([]);
    });
  }

  it('in Arabic, everything begins on the right: the mark, a label, the languages’ list; and a number keeps its order', async () => {
    const window = await openWindow(portal, { width: 360, script: false });
    const { page } = window;
    const box = async (selector: string) => {
      const found = await page.locator(selector).first().boundingBox();
      if (found === null) throw new Error(`no ${selector} in sight`);
      return found;
    };
    await page.goto(`${portal.url}/ar/einreichen/veranstaltung`);
    const mark = await box('.mark__sign');
    expect(mark.x).to.be.greaterThan(300);
    await page.locator('.languages summary').click();
    const list = await box('.languages ul');
    expect(list.x).to.be.at.least(0);
    expect(list.x + list.width).to.be.within(300, 360);
    await page.goto(`${portal.url}/ar${item}`);
    const phone = await page.locator('a[href^="tel:"]').first().textContent();
    expect(phone).to.match(/^0221\s123\s456$/);
    // Drawn from left to right: the first digit stands left of the last one.
    const edges = await page.evaluate<[number, number]>(`[0, 11].map((at) => {
      const range = document.createRange();
      range.setStart(document.querySelector('a[href^="tel:"] bdi').firstChild, at);
      range.setEnd(range.startContainer, at + 1);
      return range.getBoundingClientRect().left;
    })`);
    expect(edges[0]).to.be.lessThan(edges[1]);
    await window.close();
  });

  it('the list of languages opens and leads on by keyboard alone', async () => {
    const window = await openWindow(portal, { width: 360, script: false });
    const { page } = window;
    await page.goto(`${portal.url}${item}`);
    await page.locator('.languages summary').focus();
    await page.keyboard.press('Enter');
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${portal.url}/tr${item}`);
    expect(await page.locator('html').getAttribute('lang')).to.equal('tr');
    await window.close();
  });
});
