import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openWindow } from '../support/browser.ts';
import { hireStaff, openPortal, PASSWORD, type Portal } from '../support/portal.ts';
import { handInAndConfirm } from '../support/steps.ts';
import { t } from '../support/words.ts';

const MAX_STEPS = 150;

/** What has the focus: its id, its text, and whether one can see that it has it. */
interface Focus {
  readonly id: string;
  readonly text: string;
  readonly visible: boolean;
}

describe('By keyboard alone', function () {
  this.timeout(180_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  const focusOf = (page: Page) =>
    page.evaluate<Focus>(`(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const outlined = (style) => style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
      // A link that fills its card may show it on the card.
      const marked = [element, element.closest('li')].some((one) => one !== null &&
        [null, '::after', '::before'].some((part) => outlined(getComputedStyle(one, part))));
      const style = getComputedStyle(element);
      return {
        id: element.id,
        text: element.textContent.trim().replace(/\\s+/g, ' '),
        visible: (marked || style.boxShadow !== 'none') && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    })()`);
  /** Presses Tab until the focus is there, and sees it on every step of the way. */
  async function tabTo(
    page: Page,
    what: string,
    isThere: (focus: Focus) => boolean,
  ): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await focusOf(page);
      expect(focus.visible, `no visible focus at ${focus.id || focus.text.slice(0, 40)}`).to.equal(
        true,
      );
      if (isThere(focus)) return;
    }
    expect.fail(`Tab never came to ${what}`);
  }
  const toField = (page: Page, name: string) => tabTo(page, name, ({ id }) => id === `f-${name}`);
  const press = async (page: Page, text: string) => {
    await tabTo(page, text, (focus) => focus.text === text);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  };

  it('somebody comes from the landing page to "sent"', async () => {
    const window = await openWindow(portal);
    const { page, complaints } = window;
    await page.goto(portal.url);
    await page.keyboard.press('Tab');
    expect((await focusOf(page)).text).to.equal(t('site.skip'));
    await press(page, t('nav.contribute'));
    await press(page, t('contribute.entry.title'));
    await toField(page, 'title');
    await page.keyboard.type('Nur mit Tasten');
    await toField(page, 'summary');
    await page.keyboard.type('Ohne Maus eingereicht.');
    await toField(page, 'stadtteil');
    await page.keyboard.type('Kalk');
    expect(await page.locator('#f-stadtteil').inputValue()).to.equal('802');
    await toField(page, 'submitterName');
    await page.keyboard.type('Tara Taste');
    await press(page, t('form.check'));
    // The summary has the focus; its first link leads to the question.
    expect((await focusOf(page)).id).to.equal('probleme');
    await page.keyboard.press('Tab');
    expect((await focusOf(page)).text).to.equal(t('problem.submitterEmailMissing'));
    await page.keyboard.press('Enter');
    await page.keyboard.type('tara@example.org');
    expect(await page.locator('#f-submitterEmail').inputValue()).to.equal('tara@example.org');
    await toField(page, 'consent');
    await page.keyboard.press('Space');
    await press(page, t('form.check'));
    await press(page, t('check.send'));
    expect(await page.locator('h1').textContent()).to.equal(t('sent.title'));
    expect(complaints).to.deep.equal([]);
    await window.close();
  });

  it('a coordinator signs in, opens the first of the queue by J and Enter, and approves', async () => {
    await handInAndConfirm(portal, 'entry', { title: 'Mit Tasten geprüft' });
    const window = await openWindow(portal);
    const { page, complaints } = window;
    await page.goto(`${portal.url}/redaktion`);
    await toField(page, 'email');
    await page.keyboard.type('kalk@example.org');
    await toField(page, 'password');
    await page.keyboard.type(PASSWORD);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await page.keyboard.press('j');
    expect((await focusOf(page)).text).to.equal('Mit Tasten geprüft');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await press(page, t('event.approve'));
    expect(await page.getByRole('status').textContent()).to.include(t('done.decided'));
    expect(complaints).to.deep.equal([]);
    await window.close();
  });

  it('goes from the map to a district’s site: each area says its name while it has the focus', async () => {
    const window = await openWindow(portal, { width: 1280 });
    const { page } = window;
    await page.goto(portal.url);
    const names: string[] = [];
    await tabTo(page, 'the last area of the map', ({ text }) => {
      names.push(text);
      return text.startsWith('Porz');
    });
    const { districts } = await portal.services.city();
    expect(names).to.include.members(districts.map(({ shortName }) => shortName));
    const shown = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.map__name')].filter((one) => getComputedStyle(one).visibility === 'visible').map((one) => one.textContent)",
    );
    expect(shown).to.deep.equal([districts.at(-1)?.shortName]);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).pathname).to.equal('/sozialraum/porz-finkenberg');
    expect(window.complaints).to.deep.equal([]);
    await window.close();
  });
});
