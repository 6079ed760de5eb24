import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openWindow } from '../support/browser.ts';
import { answersFor, hireStaff, openPortal, PASSWORD, type Portal } from '../support/portal.ts';
import { linkIn, type Kind } from '../support/steps.ts';
import { t } from '../support/words.ts';

const STORIES: [kind: Kind, width: number, script: boolean][] = [
  ['event', 360, false],
  ['event', 1280, true],
  ['entry', 360, true],
  ['story', 1280, false],
];
const LISTS = { event: 'event', entry: 'entry', story: 'story' } as const;

describe('From a blank form to the landing page, in a browser', function () {
  this.timeout(180_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  /** Answers each question as a person would: type, choose, tick. */
  async function fill(page: Page, answers: Record<string, string | string[]>): Promise<void> {
    for (const [name, value] of Object.entries(answers)) {
      const field = page.locator(`#f-${name}`);
      const type = await page.evaluate<string>(
        `(({ tagName, type }) => tagName + ' ' + type)(document.getElementById('f-${name}'))`,
      );
      if (type.startsWith('SELECT')) await field.selectOption(String(value));
      else if (type.endsWith('checkbox')) await field.check();
      else await field.fill(String(value));
    }
  }
  const button = (page: Page, name: string) =>
    page.locator('main').getByRole('button', { name, exact: true });
  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${portal.url}/anmelden`);
    await page.getByLabel(t('signIn.email')).fill(email);
    await page.getByLabel(t('signIn.password')).fill(PASSWORD);
    await button(page, t('signIn.button')).click();
  }

  for (const [kind, width, script] of STORIES) {
    it(`a ${kind} at ${String(width)} pixels with script ${script ? 'on' : 'off'}`, async () => {
      const title = `Weg ${kind} ${String(width)}`;
      const contributor = await openWindow(portal, { width, script });
      const { page } = contributor;
      await page.goto(portal.url);
      await page
        .getByRole('link', { name: t('nav.contribute') })
        .first()
        .click();
      await page.getByRole('link', { name: t(`contribute.${kind}.title`) }).click();
      await fill(page, answersFor(kind, { title }));
      await button(page, t('form.check')).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal(
        t('check.title'),
      );
      await button(page, t('check.send')).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal(t('sent.title'));
      await portal.work();
      await page.goto(`${portal.url}${linkIn(portal)}/bestaetigen`);
      await button(page, t('confirm.button')).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal(
        t('confirm.done.title'),
      );

      const office = await openWindow(portal, { width, script });
      await signIn(office.page, 'kalk@example.org');
      await office.page.getByRole('link', { name: title }).click();
      await button(office.page, t('event.approve')).click();
      expect(await office.page.getByRole('status').textContent()).to.include(t('done.decided'));
      await office.page.locator('details[data-decision=requestPromotion] summary').click();
      await button(office.page, t('decision.do.requestPromotion')).click();

      await page.goto(`${portal.url}/sozialraum/kalk-humboldt`);
      const isNarrow = width < 900;
      if (isNarrow) await page.locator('.menu summary').click();
      await page
        .locator(isNarrow ? '.menu nav' : '.nav')
        .getByRole('link', { name: t(`nav.${LISTS[kind]}`), exact: true })
        .click();
      await page.getByRole('link', { name: title }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal(title);

      const editor = await openWindow(portal, { width, script });
      await signIn(editor.page, 'startseite@example.org');
      const request = editor.page.locator('li').filter({ hasText: title });
      await request.locator('details[data-decision=promote] summary').click();
      await request.getByRole('button', { name: t('decision.do.promote'), exact: true }).click();
      await page.goto(portal.url);
      expect(await page.getByRole('link', { name: title }).count()).to.be.greaterThan(0);
      for (const window of [contributor, office, editor]) {
        expect(window.complaints).to.deep.equal([]);
        await window.close();
      }
    });
  }

  it('what was typed is still there after a reload in the middle', async () => {
    const window = await openWindow(portal);
    const { page } = window;
    await page.goto(`${portal.url}/einreichen/adresse`);
    await fill(page, answersFor('entry', { title: 'Halb fertig' }));
    await page.reload();
    expect(await page.locator('#f-title').inputValue()).to.equal('Halb fertig');
    expect(await page.locator('#f-stadtteil').inputValue()).to.equal('802');
    expect(await page.locator('#f-consent').isChecked()).to.equal(true);
    await window.close();
  });
});
