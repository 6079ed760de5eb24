import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { wordsOf } from '../../src/locales/words.ts';
import { openWindow } from '../support/browser.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Kind } from '../support/steps.ts';
import { t } from '../support/words.ts';

const BAR = 12;

/** Everything that a person does to a page goes through here, and each click and each field is one. */
class Hand {
  readonly done: string[] = [];
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async tap(what: Locator): Promise<void> {
    this.done.push(`tap ${(await what.textContent())?.trim() ?? ''}`);
    await what.click();
  }
  async type(label: string, text: string): Promise<void> {
    this.done.push(`type ${label}`);
    await this.field(label).fill(text);
  }
  async choose(label: string, option: string): Promise<void> {
    this.done.push(`choose ${label}`);
    await this.field(label).selectOption({ label: option });
  }
  async tick(label: string): Promise<void> {
    this.done.push(`tick ${label}`);
    await this.field(label).check();
  }
  field(label: string): Locator {
    return this.page.locator('form.form').getByLabel(label).first();
  }
  button(name: string): Locator {
    return this.page.locator('main').getByRole('button', { name, exact: true });
  }
}

describe('Handing in for the first time, at 360 pixels', function () {
  this.timeout(120_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  const enter = async (script: boolean) => {
    const window = await openWindow(portal, { width: 360, script });
    await window.page.goto(portal.url);
    return { window, hand: new Hand(window.page) };
  };
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
  const word = (kind: Kind, name: string) => {
    const own = `field.${kind}.${name}.label`;
    return wordsOf('de').has(own) ? t(own) : t(`field.all.${name}.label`);
  };

  /** Only what nobody can leave out. */
  async function answer(hand: Hand, kind: Kind): Promise<void> {
    await hand.type(word(kind, 'title'), 'Nachbarschaftsfrühstück');
    await hand.type(word(kind, 'summary'), 'Jeder bringt etwas mit, Kaffee ist da.');
    if (kind === 'story')
      await hand.type(word(kind, 'description'), 'Wir haben es einfach gemacht.');
    if (kind === 'event') {
      await hand.type(word(kind, 'startDate'), '2026-12-05');
      await hand.type(word(kind, 'startTime'), '9 bis 12 Uhr');
    }
    await hand.choose(word(kind, 'stadtteil'), 'Kalk');
    await hand.type(word(kind, 'submitterName'), 'Nora Beispiel');
    await hand.type(word(kind, 'submitterEmail'), 'nora@example.org');
    await hand.tick(word(kind, 'consent'));
    await hand.tap(hand.button(t('form.check')));
    expect(await heading(hand.page)).to.equal(t('check.title'));
    await hand.tap(hand.button(t('check.send')));
    expect(await heading(hand.page)).to.equal(t('sent.title'));
  }

  it(`a plain event takes at most ${String(BAR)} interactions from the landing page to “sent”`, async () => {
    const { window, hand } = await enter(true);
    await hand.tap(
      window.page.locator('main').getByRole('link', { name: t('give.event'), exact: true }),
    );
    await answer(hand, 'event');
    expect(hand.done.length, hand.done.join('; ')).to.be.at.most(BAR);
    // Counted, so that a thirteenth cannot creep in where nobody looks, nor one be left out.
    expect(hand.done, `${String(hand.done.length)} interactions`).to.have.length(11);
    expect(window.complaints).to.deep.equal([]);
    await window.close();
  });

  for (const kind of ['event', 'entry', 'story'] as const) {
    it(`${kind} is handed in with JavaScript switched off`, async () => {
      const { window, hand } = await enter(false);
      await hand.tap(
        window.page.locator('main').getByRole('link', { name: t(`give.${kind}`), exact: true }),
      );
      await answer(hand, kind);
      expect(hand.done.length, hand.done.join('; ')).to.be.at.most(BAR);
      await window.close();
    });
  }

  it('the second time, place and contact are one tap', async () => {
    const { window, hand } = await enter(true);
    const { page } = window;
    await page.goto(`${portal.url}/einreichen/veranstaltung`);
    await answer(hand, 'event');
    await page.goto(`${portal.url}/einreichen/veranstaltung`);
    // Nothing is remembered that nobody asked for.
    expect(await page.locator('#gemerkt').isVisible()).to.equal(false);
    const place = { name: word('event', 'placeName'), text: 'Bürgerhaus' };
    await hand.type(place.name, place.text);
    await hand.type(word('event', 'title'), 'Zweites Frühstück');
    await hand.type(word('event', 'summary'), 'Noch einmal.');
    await hand.type(word('event', 'startDate'), '2026-12-06');
    await hand.type(word('event', 'startTime'), 'halb zehn');
    await hand.choose(word('event', 'stadtteil'), 'Kalk');
    await hand.type(word('event', 'submitterName'), 'Nora Beispiel');
    await hand.type(word('event', 'submitterEmail'), 'nora@example.org');
    await hand.tick(word('event', 'consent'));
    await hand.tap(hand.button(t('form.check')));
    await page.getByLabel(t('known.remember')).check();
    await hand.tap(hand.button(t('check.send')));

    await page.goto(`${portal.url}/einreichen/veranstaltung`);
    await hand.button('Bürgerhaus').click();
    const value = (name: string) => page.locator(`#f-${name}`).inputValue();
    expect(await value('placeName')).to.equal('Bürgerhaus');
    expect(await value('stadtteil')).to.equal('802');
    expect(await value('submitterEmail')).to.equal('nora@example.org');
    expect(await page.locator('#gemerkt [role=status]').textContent()).to.equal(t('known.done'));
    await page.locator('.office').filter({ hasText: 'Kalk' }).waitFor();

    await hand.button(t('known.forget')).click();
    await page.goto(`${portal.url}/einreichen/veranstaltung`);
    expect(await page.locator('#gemerkt').isVisible()).to.equal(false);
    expect(window.complaints).to.deep.equal([]);
    await window.close();
  });
});
