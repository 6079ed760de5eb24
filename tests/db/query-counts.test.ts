import { expect } from 'chai';
import { sendMessage } from '../../src/workflow/send-message.ts';
import { accountOf, advance, load, mend, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal, type Staff } from '../support/portal.ts';
import { countQueries } from '../support/queries.ts';
import { signIn } from '../support/steps.ts';
import { visit, type Visitor } from '../support/visitor.ts';

describe('How often a page asks the database', () => {
  let portal: Portal;
  let staff: Staff;
  let kalk: Visitor;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
    kalk = await signIn(portal, staff.kalk);
  });
  after(() => portal.close());

  const count = (visitor: Visitor, path: string, shows: string): Promise<number> =>
    countQueries(async () => {
      const page = await visitor.get(path);
      expect(page.text, path).to.include(shows);
    });

  it('does not grow with the rows of a queue', async () => {
    await receiveConfirmed(portal, 'entry', { title: 'Erste' });
    await count(kalk, '/redaktion', 'Erste');
    const one = await count(kalk, '/redaktion', 'Erste');
    for (const title of ['Zweite', 'Dritte']) await receiveConfirmed(portal, 'story', { title });
    expect(await count(kalk, '/redaktion', 'Dritte')).to.equal(one);
    expect(one).to.be.greaterThan(0);
  });

  it('does not grow with the revisions, messages and files of a submission', async () => {
    const id = await receiveConfirmed(portal, 'entry', { title: 'Fassung 1' });
    const { reference } = await load(portal, id);
    const account = await accountOf(portal, staff.kalk);
    const grow = async (n: number) => {
      await mend(portal, id, 'resubmit', 'entry', { title: `Fassung ${String(n)}` });
      await sendMessage(portal.services, id, account, `Nachricht ${String(n)}`);
    };
    await grow(2);
    const path = `/redaktion/${reference}`;
    await count(kalk, path, 'Nachricht 2');
    const few = await count(kalk, path, 'Nachricht 2');
    for (const n of [3, 4, 5]) await grow(n);
    expect(await count(kalk, path, 'Nachricht 5')).to.equal(few);
  });

  it('does not grow with what is public', async () => {
    const paths = ['/', '/adressen', '/sozialraum/kalk-humboldt'];
    const publish = async (title: string) => {
      const id = await receiveConfirmed(portal, 'entry', { title });
      await advance(portal, id, { type: 'approve' }, staff.kalk);
      await advance(portal, id, { type: 'promote', until: null }, staff.editor);
    };
    // Each change makes the page anew; the second asking would be answered from memory.
    const counts = async (title: string) => {
      const visitor = visit(portal.url);
      const all: number[] = [];
      for (const path of paths) all.push(await count(visitor, path, title));
      return all;
    };
    await publish('Adresse A');
    const one = await counts('Adresse A');
    await publish('Adresse B');
    await publish('Adresse C');
    expect(await counts('Adresse C')).to.deep.equal(one);
    expect(Math.min(...one)).to.be.greaterThan(0);
  });
});
