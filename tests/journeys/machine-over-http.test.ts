import { expect } from 'chai';
import { findByReference, toContext, type Submission } from '../../src/db/submissions.ts';
import { listPossible } from '../../src/domain/decide.ts';
import { DEFAULT_DELAYS } from '../../src/domain/delays.ts';
import { mayDo, type Account } from '../../src/domain/permissions.ts';
import {
  EVENT_TYPES,
  type Actor,
  type EventType,
  type SubmissionContext,
} from '../../src/domain/submission-types.ts';
import { dayOf } from '../../src/domain/time.ts';
import { accountOf } from '../support/lives.ts';
import { contributor, describeState, listWalks, machine } from '../support/machine.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, handIn, linkIn, signIn } from '../support/steps.ts';
import { bear, go, listTimedWalks, type Step, type World } from '../support/timed-walk.ts';
import { visit, type Answer, type Visitor } from '../support/visitor.ts';

const DAY = 86_400_000;
const KALK = 'kalk@example.org';
const AYLA = 'ayla@example.org';
const EDITOR = 'startseite@example.org';
/** The status page's links by what they let a contributor do. */
const LINKS: readonly (readonly [string, readonly EventType[]])[] = [
  ['bestaetigen', ['confirm']],
  ['bearbeiten', ['resubmit', 'proposeRevision']],
  ['zurueckziehen', ['withdraw']],
  ['stimmt', ['confirmFresh']],
  ['termine', ['cancelDate']],
  ['loeschen', ['erase']],
];
/** A copy of one's data is there whatever happened. */
const ALWAYS = ['daten'];
/** What the editors' desk has buttons for, by what the landing page has to do with an item. */
const EDITORIAL: Readonly<Record<SubmissionContext['promotion'], readonly EventType[]>> = {
  none: [],
  requested: ['declinePromotion', 'promote'],
  promoted: ['demote'],
  declined: [],
};

const POLICY = { freshFor: DEFAULT_DELAYS.freshFor, directCancel: true };
const walks = listTimedWalks();

describe('The workflow, walked by people through the pages of a portal', function () {
  this.timeout(30_000);
  let portal: Portal;
  let people: Record<string, Account>;
  const sessions = new Map<string, { visitor: Visitor; since: number }>();
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    people = {};
    for (const email of [KALK, AYLA, EDITOR]) people[email] = await accountOf(portal, email);
  });
  after(() => portal.close());

  it('goes to every combination of states that the machine knows a way to', () => {
    const known = listWalks(describeState).map(({ end }) => describeState(end));
    expect(walks.map(({ state }) => state).sort()).to.deep.equal(known.sort());
    expect(known.length).to.be.greaterThan(40);
  });

  for (const { state, context, steps } of walks) {
    it(`${sentenceFor(context, steps)}, and pages offer what the machine allows and no more`, async () => {
      const { reference, link, world } = await walk(state, steps);
      const { now } = world;

      const row = await rowOf(reference);
      expect(describeState(row)).to.equal(state);
      expect(toContext(row)).to.deep.equal(world.context);

      // What nobody has cancelled has no button to take place after all.
      const may = (by: Actor): EventType[] =>
        listPossible(machine, world.context, by, now, POLICY).filter(
          (type) => type !== 'restoreDate',
        );
      const mayOf = (email: string) => {
        const account = people[email]!;
        const actor = { kind: 'account', id: account.id } as const;
        return may(actor).filter((type) => mayDo(account, world.context, type));
      };
      for (const email of [KALK, AYLA]) {
        const page = await (await as(email)).get(`/redaktion/${reference}`);
        expect(page.document.querySelector('h1')?.textContent, email).to.equal(row.title);
        expect(listEvents(page, 'main'), email).to.deep.equal(mayOf(email).sort());
      }
      const desk = await (await as(EDITOR)).get('/redaktion/startseite');
      expect(desk.document.querySelector('#reihenfolge')).not.to.equal(null);
      const offered = listEvents(desk, formsOf(reference));
      expect(offered).to.deep.equal(EDITORIAL[context.promotion]);
      expect(mayOf(EDITOR)).to.include.members(offered);

      const status = await visit(portal.url).get(link);
      expect(status.document.querySelector('h1')?.textContent).to.equal(row.title);
      const links = status.document
        .querySelectorAll(`main a[href^="${link}/"]`)
        .map((one) => one.getAttribute('href')?.slice(link.length + 1) ?? '');
      const allowed = may(contributor);
      const expected = LINKS.filter(([, types]) => types.some((type) => allowed.includes(type)));
      expect(links.sort()).to.deep.equal([...ALWAYS, ...expected.map(([name]) => name)].sort());
    });
  }

  /** Hands in by the form and goes the whole way, the machine in step; gives where both arrived. */
  async function walk(title: string, steps: readonly Step[]) {
    const startDate = dayOf(portal.clock.now + 11 * DAY, portal.services.zone);
    // An address of its own: what falls due for others in the same moment sends letters too.
    const submitterEmail = `${title.replaceAll('/', '.').toLowerCase()}@example.org`;
    const { reference } = await handIn(portal, 'event', { title, startDate, submitterEmail });
    await portal.work();
    const link = linkIn(portal, submitterEmail);
    const { districtId, endsAt } = await rowOf(reference);
    let world: World = bear({ districtId, endsAt, now: portal.clock.now });
    for (const [index, step] of steps.entries()) {
      const next = go(world, step, { kalk: people[KALK]!.id });
      if (next === undefined) throw new Error(`the machine refuses ${step.type}`);
      world = next;
      if (world.now > portal.clock.now) {
        portal.clock.now = world.now;
        await portal.work();
      }
      if ('by' in step) await press(reference, link, step, `${String(index)}. Fassung`);
    }
    return { reference, link, world };
  }

  /** Sends one event from the page that has the button for it. */
  async function press(
    reference: string,
    link: string,
    { type, by }: Extract<Step, { by: unknown }>,
    summary: string,
  ): Promise<void> {
    if (by === 'editor') {
      const editor = await as(EDITOR);
      const desk = await editor.get('/redaktion/startseite');
      const form = `${formsOf(reference)}:has(input[value=${type}])`;
      await editor.post(desk.action(form), desk.fields(form));
    } else if (by === 'kalk') {
      const at = new Date(portal.clock.now + DAY)
        .toLocaleString('sv-SE', { timeZone: portal.services.zone })
        .replace(' ', 'T')
        .slice(0, 16);
      const details = { message: 'Bitte', ...(type === 'reject' && { reason: 'duplicate' }) };
      await decide(await as(KALK), reference, type, {
        ...details,
        ...(type === 'schedule' && { at }),
      });
    } else if (type === 'resubmit' || type === 'proposeRevision') {
      const visitor = visit(portal.url);
      const form = await visitor.get(`${link}/bearbeiten`);
      const check = await visitor.post(form.action('form.form'), {
        ...form.fields('form.form'),
        summary,
        step: 'check',
      });
      const fields = check.fields('form.check-form');
      await visitor.post(check.action('form.check-form'), { ...fields, step: 'send' });
    } else {
      const visitor = visit(portal.url);
      const name = type === 'confirm' ? 'bestaetigen' : 'zurueckziehen';
      const page = await visitor.get(`${link}/${name}`);
      await visitor.post(page.action('main form'), {});
    }
  }

  async function rowOf(reference: string): Promise<Submission> {
    const row = await findByReference(portal.services.db.read, reference);
    if (row === undefined) throw new Error(`there is no ${reference}`);
    return row;
  }

  /** Signed in, and again after the hours in which a session ends by itself. */
  async function as(email: string): Promise<Visitor> {
    const known = sessions.get(email);
    if (known && portal.clock.now - known.since < 3_600_000) return known.visitor;
    const visitor = await signIn(portal, email);
    sessions.set(email, { visitor, since: portal.clock.now });
    return visitor;
  }
});

const formsOf = (reference: string) => `form[action$="/${reference}/entscheidungen"]`;

function listEvents(page: Answer, within: string): string[] {
  return page.document
    .querySelectorAll(`${within} input[name=event]`)
    .map((input) => input.getAttribute('value') ?? '')
    .sort();
}

function sentenceFor(
  { review, publication, promotion }: SubmissionContext,
  steps: readonly Step[],
) {
  const names = steps.map(({ type }) =>
    EVENT_TYPES.some((known) => known === type) ? type : (type.split('.')[2] ?? ''),
  );
  const way = names.length === 0 ? 'when it was just handed in' : `after ${names.join(', ')}`;
  return `${way} its row says ${review}, ${publication}, ${promotion}`;
}
