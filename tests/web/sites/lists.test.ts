import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const titles = (page: Answer) =>
  page.document.querySelectorAll('main h3 a').map((link) => link.textContent.trim());

describe('Lists', () => {
  let portal: Portal;
  let kalk: Visitor;
  const visitor = () => visit(portal.url);
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
  });
  afterEach(() => portal.close());

  async function publish(kind: 'event' | 'entry' | 'story', title: string, changes = {}) {
    const { reference } = await handInAndConfirm(portal, kind, { title, ...changes });
    await decide(kalk, reference, 'approve');
    return `${title.toLowerCase().replace(/ /g, '-')}-${reference.toLowerCase()}`;
  }

  it('that are empty say so and how to fill them, on the portal and on a district’s site', async () => {
    for (const site of ['', '/sozialraum/kalk-humboldt']) {
      for (const [kind, list, form] of [
        ['event', 'veranstaltungen', 'veranstaltung'],
        ['entry', 'adressen', 'adresse'],
        ['story', 'projekte', 'projekt'],
      ] as const) {
        for (const path of [`${site}/${list}`, ...(site === '' ? [] : [site])]) {
          const page = await visitor().get(path);
          expect(page.text, path).to.include(t(`list.${kind}.empty`));
          const action = page.document
            .querySelectorAll(`main a[href="${site}/einreichen/${form}"]`)
            .find((link) => link.textContent === t(`list.${kind}.emptyAction`));
          expect(action, path).not.to.equal(undefined);
        }
      }
    }
    const none = await visitor().get('/veranstaltungen?wann=heute');
    expect(none.text).to.include(t('list.event.emptySpan'));
  });

  it('put events in the order of their days, entries from A to Z, stories the newest first', async () => {
    await publish('event', 'Später', { startDate: '2026-12-20' });
    await publish('event', 'Früher', { startDate: '2026-11-28' });
    for (const title of ['Zebra', 'Ärzte', 'Berta']) await publish('entry', title);
    for (const title of ['Erste', 'Zweite']) {
      portal.clock.advance(60_000);
      await publish('story', title);
    }
    expect(titles(await visitor().get('/veranstaltungen'))).to.deep.equal(['Früher', 'Später']);
    expect(titles(await visitor().get('/adressen'))).to.deep.equal(['Ärzte', 'Berta', 'Zebra']);
    expect(titles(await visitor().get('/projekte'))).to.deep.equal(['Zweite', 'Erste']);
  });

  it('show what is on today, tomorrow, at the weekend and this week, and mark which it is', async () => {
    // The clock stands on Tuesday, 24 November 2026.
    const days = { Heute: '24', Morgen: '25', Samstag: '28', Sonntag: '29', Montag: '30' };
    for (const [title, day] of Object.entries(days)) {
      await publish('event', title, { startDate: `2026-11-${day}` });
    }
    for (const [span, expected] of Object.entries({
      heute: ['Heute'],
      morgen: ['Morgen'],
      wochenende: ['Samstag', 'Sonntag'],
      woche: ['Heute', 'Morgen', 'Samstag', 'Sonntag'],
    })) {
      const page = await visitor().get(`/veranstaltungen?wann=${span}`);
      expect(titles(page), span).to.deep.equal(expected);
      const current = page.document.querySelector('main nav a[aria-current=true]');
      expect(current?.textContent).to.equal(t(`span.${span}`));
    }
    expect(titles(await visitor().get('/veranstaltungen?wann=unsinn'))).to.have.length(5);
  });

  it('drop an event when it is over; its page stays and says so', async () => {
    const slug = await publish('event', 'Heute Abend', { startDate: '2026-11-24' });
    expect(titles(await visitor().get('/veranstaltungen'))).to.deep.equal(['Heute Abend']);
    portal.clock.now = Date.parse('2026-11-24T17:31:00Z');
    await portal.work();
    for (const path of [
      '/',
      '/veranstaltungen',
      '/sozialraum/kalk-humboldt',
      '/veranstaltungen?wann=heute',
    ]) {
      expect((await visitor().get(path)).text, path).not.to.include('Heute Abend');
    }
    const item = await visitor().get(`/veranstaltungen/${slug}`);
    expect(item.text).to.include(t('item.ended')).and.include('Heute Abend');
  });

  it('keep an event that goes on, under the day that it is', async () => {
    await publish('event', 'Ausstellung', {
      startDate: '2026-11-24',
      endDate: '2026-12-01',
      endTime: '18:00',
    });
    portal.clock.now = Date.parse('2026-11-28T09:00:00Z');
    await portal.work();
    const page = await visitor().get('/veranstaltungen?wann=heute');
    expect(titles(page)).to.deep.equal(['Ausstellung']);
    expect(page.document.querySelector('main h2')?.textContent).to.equal('Samstag, 28. November');
  });

  it('go on over pages without losing or doubling anything', async () => {
    for (let number = 10; number < 45; number += 1) await publish('entry', `Ort ${String(number)}`);
    const first = await visitor().get('/adressen');
    const link = (page: Answer, label: string) =>
      page.document
        .querySelectorAll(`nav[aria-label="${t('list.pages')}"] a`)
        .find((one) => one.textContent === label)
        ?.getAttribute('href') ?? '';
    const second = await visitor().get(link(first, t('list.next')));
    expect(titles(first)).to.have.length(30);
    expect([...titles(first), ...titles(second)]).to.deep.equal(
      Array.from({ length: 35 }, (_, index) => `Ort ${String(index + 10)}`),
    );
    expect(link(second, t('list.next'))).to.equal('');
    expect(link(second, t('list.start'))).to.equal('/adressen');
  });
});
