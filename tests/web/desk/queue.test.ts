import { expect } from 'chai';
import { hireStaff, openPortal, PASSWORD, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { createAccount } from '../../../src/workflow/create-account.ts';
import { t } from '../../support/words.ts';

const DAY = 86_400_000;

/** The titles of the rows, from top to bottom. */
const titles = (queue: Answer) =>
  queue.document
    .querySelectorAll('main li h2 a[href^="/redaktion/"]')
    .map((link) => link.textContent.trim());

/** What the links to the other views say: label and number. */
const counts = (queue: Answer) =>
  Object.fromEntries(
    queue.document.querySelectorAll(`nav[aria-label="${t('queue.views')}"] a`).map((link) => {
      const [, label = '', number = ''] = /^\s*(.*?)\s*(\d+)\s*$/s.exec(link.textContent) ?? [];
      return [label, Number(number)];
    }),
  );

describe('The queue', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    await createAccount(portal.services, {
      email: 'beide@example.org',
      name: 'Bo Beide',
      password: PASSWORD,
      districts: ['kalk-humboldt', 'chorweiler'],
      isEditor: false,
      isAdministrator: false,
    });
    const bring = (kind: 'event' | 'entry' | 'story', title: string, changes = {}) =>
      handInAndConfirm(portal, kind, { title, ...changes });
    await bring('entry', 'Alter Eintrag');
    portal.clock.advance(DAY);
    await bring('event', 'Fernes Fest', { startDate: '2027-03-01' });
    await bring('story', 'Frische Geschichte');
    await bring('event', 'Nahes Fest', { startDate: '2026-11-26' });
    await bring('entry', 'Im Norden', { stadtteil: '610', street: '', postalCode: '' });
  });
  after(() => portal.close());

  it('puts what is near before what is old, and what waits longest before what is fresh', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const queue = await kalk.get('/redaktion');
    const [first, second, ...rest] = titles(queue);
    expect([first, second]).to.deep.equal(['Nahes Fest', 'Alter Eintrag']);
    expect(rest.sort()).to.deep.equal(['Fernes Fest', 'Frische Geschichte']);
    expect(queue.document.querySelector('h1')?.textContent).to.equal(
      t('queue.open.title', { count: 4 }),
    );
  });

  it('shows each district its own, and both to who works for both', async () => {
    const north = await signIn(portal, 'chorweiler@example.org');
    expect(titles(await north.get('/redaktion'))).to.deep.equal(['Im Norden']);
    const both = await signIn(portal, 'beide@example.org');
    expect(titles(await both.get('/redaktion'))).to.have.length(5);
    expect(titles(await both.get('/redaktion?sozialraum=chorweiler'))).to.deep.equal(['Im Norden']);
    // Somebody else's district in the address filters nothing and shows nothing new.
    expect(titles(await north.get('/redaktion?sozialraum=kalk-humboldt'))).to.deep.equal([
      'Im Norden',
    ]);
  });

  it('filters by kind and keeps the filter in its links', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const events = await kalk.get('/redaktion?art=event');
    expect(titles(events)).to.deep.equal(['Nahes Fest', 'Fernes Fest']);
    const chip = events.document
      .querySelectorAll(`[aria-label="${t('queue.kinds')}"] a`)
      .find((link) => link.getAttribute('aria-current') === 'true');
    expect(chip?.textContent).to.equal(t('kind.event.many'));
    const views = events.document.querySelectorAll(`nav[aria-label="${t('queue.views')}"] a`);
    expect(views.map((link) => link.getAttribute('href'))).to.satisfy((hrefs: string[]) =>
      hrefs.every((href) => href.includes('art=event')),
    );
    expect(
      titles(await kalk.get('/redaktion?art=quatsch&ansicht=quatsch&seite=-3')),
    ).to.have.length(4);
  });

  it('counts what is in each view, and each view shows just that', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const find = async (title: string) => {
      const link = (await kalk.get('/redaktion')).document
        .querySelectorAll('main li a')
        .find((one) => one.textContent.includes(title));
      return link?.getAttribute('href')?.split('/').at(-1) ?? '';
    };
    await decide(kalk, await find('Alter Eintrag'), 'claim');
    await decide(kalk, await find('Frische Geschichte'), 'requestChanges', { message: 'Mehr!' });
    await decide(kalk, await find('Fernes Fest'), 'approve');
    const expected = {
      [t('queue.open.label')]: 2,
      [t('queue.mine.label')]: 1,
      [t('queue.waiting.label')]: 1,
      [t('queue.overdue.label')]: 0,
      [t('queue.stale.label')]: 0,
      [t('queue.live.label')]: 1,
      [t('queue.done.label')]: 1,
    };
    expect(counts(await kalk.get('/redaktion'))).to.deep.equal(expected);
    expect(titles(await kalk.get('/redaktion?ansicht=mine'))).to.deep.equal(['Alter Eintrag']);
    expect(titles(await kalk.get('/redaktion?ansicht=waiting'))).to.deep.equal([
      'Frische Geschichte',
    ]);
    expect(titles(await kalk.get('/redaktion?ansicht=live'))).to.deep.equal(['Fernes Fest']);
    expect(titles(await kalk.get('/redaktion?ansicht=done'))).to.deep.equal(['Fernes Fest']);
    const none = await kalk.get('/redaktion?ansicht=overdue');
    expect(none.text).to.include(t('queue.overdue.empty'));
  });

  it('brings what nobody decided before the portal’s desk, which may then decide', async () => {
    const desk = await signIn(portal, 'portal@example.org');
    expect(titles(await desk.get('/redaktion'))).to.deep.equal([]);
    portal.clock.advance(7 * DAY);
    await portal.work();
    portal.clock.advance(DAY);
    await portal.work();
    const later = await signIn(portal, 'portal@example.org');
    const queue = await later.get('/redaktion');
    expect(titles(queue)).to.include('Alter Eintrag');
    expect(queue.text).to.include(t('queue.escalated'));
    const link = queue.document
      .querySelectorAll('main li a')
      .find((one) => one.textContent.includes('Alter Eintrag'));
    const reference = link?.getAttribute('href')?.split('/').at(-1) ?? '';
    expect((await decide(later, reference, 'approve')).status).to.equal(303);
    const site = await visit(portal.url).get('/sozialraum/kalk-humboldt/adressen');
    expect(site.text).to.include('Alter Eintrag');
    const kalk = await signIn(portal, 'kalk@example.org');
    expect(counts(await kalk.get('/redaktion'))[t('queue.overdue.label')]).to.be.greaterThan(0);
  });

  it('sends those without a queue to their own desk', async () => {
    const editor = await signIn(portal, 'startseite@example.org');
    expect((await editor.get('/redaktion')).location).to.equal('/redaktion/startseite');
    const admin = await signIn(portal, 'verwaltung@example.org');
    expect((await admin.get('/redaktion')).location).to.equal('/verwaltung');
  });

  it('goes on over several pages when there is much to do', async () => {
    for (let number = 0; number < 42; number += 1) {
      await handInAndConfirm(portal, 'entry', {
        title: `Eintrag ${String(number)}`,
        stadtteil: '507',
        street: '',
        postalCode: '',
      });
    }
    await createAccount(portal.services, {
      email: 'viel@example.org',
      name: 'Vera Viel',
      password: PASSWORD,
      districts: ['bilderstoeckchen'],
      isEditor: false,
      isAdministrator: false,
    });
    const desk = await signIn(portal, 'viel@example.org');
    const first = await desk.get('/redaktion');
    const next = first.document.querySelector(`nav[aria-label="${t('list.pages')}"] a`);
    const second = await desk.get(next?.getAttribute('href') ?? '');
    const all = [...titles(first), ...titles(second)];
    expect(titles(first)).to.have.length(40);
    expect(new Set(all).size).to.equal(42);
    expect(all).to.have.length(42);
  });
});
