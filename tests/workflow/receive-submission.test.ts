import { expect } from 'chai';
import { TooFast } from '../../src/domain/errors.ts';
import { receiveSubmission } from '../../src/workflow/receive-submission.ts';
import { contributorOf, incomingFor, load, mailsOf, receive, storyOf } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { countRows, readRows } from '../support/rows.ts';

describe('Receiving a submission', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  /** How many of each were added by `work`. */
  const added = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
    const before = await countRows(portal);
    await work();
    const after = await countRows(portal);
    return Object.fromEntries(
      Object.entries(after)
        .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
        .filter(([, count]) => count !== 0),
    );
  };
  const one = { submissions: 1, revisions: 1, contributors: 1, history: 1, outbox: 1 };

  it('when a form is sent, then it waits for its confirmation, with a mail that asks for it', async () => {
    let id = '';
    expect(await added(async () => (id = await receive(portal, 'event')))).to.deep.equal(one);
    const row = await load(portal, id);
    expect(row).to.include({ review: 'awaitingConfirmation', publication: 'hidden', version: 1 });
    expect(row).to.include({
      kind: 'event',
      routedBy: 'stadtteil',
      routeCertain: true,
      dueAt: null,
    });
    expect(row.reference).to.match(/^KAL-26-\d{4}$/);
    expect(row.slug).to.equal(`reparatur-treff-im-innenhof-${row.reference.toLowerCase()}`);
    expect(await contributorOf(portal, id)).to.include({ name: 'Nora Beispiel', phone: '' });
    expect(await storyOf(portal, id)).to.deep.equal(['handIn by Nora Beispiel']);
    expect(await mailsOf(portal, id)).to.deep.equal([
      'confirmRequest to nora@example.org (waiting)',
    ]);
  });

  it('when the office has not been told before the confirmation, then nobody there can see a stranger', async () => {
    const id = await receive(portal, 'story', { submitterEmail: 'stranger@example.org' });
    await portal.work();
    expect(portal.letters.map((letter) => letter.to.address)).to.include('stranger@example.org');
    expect(await mailsOf(portal, id)).to.deep.equal(['confirmRequest to stranger@example.org']);
  });

  it('when the same form is sent twice, then it is one submission with one mail', async () => {
    const incoming = await incomingFor(portal, 'entry');
    const answers: string[] = [];
    const rows = await added(async () => {
      for (let turn = 0; turn < 2; turn += 1) {
        answers.push((await receiveSubmission(portal.services, incoming)).reference);
      }
    });
    expect(rows).to.deep.equal(one);
    expect(new Set(answers).size).to.equal(1);
  });

  it('when the same form is sent ten times at once, then all are answered with the same one', async () => {
    // Several rounds, since in the first one the connections are still being made.
    for (let round = 0; round < 5; round += 1) {
      const limits = [
        { key: `net ${String(round)}`, limit: { points: 3, perMilliseconds: 60_000 } },
      ];
      const incoming = { ...(await incomingFor(portal, 'entry')), limits };
      let references: string[] = [];
      const rows = await added(async () => {
        const turns = Array.from({ length: 10 }, () =>
          receiveSubmission(portal.services, incoming),
        );
        references = (await Promise.all(turns)).map(({ reference }) => reference);
      });
      expect(new Set(references).size).to.equal(1);
      expect(rows).to.deep.equal(one);
    }
  });

  it('when ten different forms come at once, then each has a number of its own, without a gap', async () => {
    const forms = await Promise.all(
      Array.from({ length: 10 }, () => incomingFor(portal, 'story', { district: 'chorweiler' })),
    );
    const received = await Promise.all(
      forms.map((form) => receiveSubmission(portal.services, form)),
    );
    const references = received.map(({ reference }) => reference).sort();
    expect(references).to.deep.equal(
      Array.from({ length: 10 }, (_, index) => `CHO-26-${String(index + 1).padStart(4, '0')}`),
    );
  });

  it('when somebody sends too many, then the next is refused and nothing of it is kept', async () => {
    const limits = [
      { key: 'address a', limit: { points: 100, perMilliseconds: 60_000 } },
      { key: 'address b', limit: { points: 1, perMilliseconds: 60_000 } },
    ];
    const send = async () =>
      receiveSubmission(portal.services, { ...(await incomingFor(portal, 'entry')), limits });
    await send();
    const before = await readRows(portal);
    const refusal = await send().catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(TooFast).and.to.have.property('retryAfter', 60);
    expect(await readRows(portal)).to.deep.equal(before);
    portal.clock.advance(60_001);
    expect((await send()).reference).to.match(/^KAL-26-/);
  });

  it('when the last step fails, then nothing of the submission is left behind', async () => {
    const incoming = await incomingFor(portal, 'entry');
    const before = await readRows(portal);
    // A revision that cannot be written as JSON breaks in the middle of the transaction.
    const circle: Record<string, unknown> = { ...incoming.content };
    circle['self'] = circle;
    const broken = { ...incoming, content: circle as unknown as typeof incoming.content };
    const outcome = await receiveSubmission(portal.services, broken).catch(() => 'failed');
    expect(outcome).to.equal('failed');
    expect(await readRows(portal)).to.deep.equal(before);
    // The number that it would have had is the next one's.
    const [first, second] = [await receive(portal, 'entry'), await receive(portal, 'entry')];
    const numbers = await Promise.all(
      [first, second].map(async (id) => Number((await load(portal, id)).reference.slice(-4))),
    );
    expect(Number(numbers[1]) - Number(numbers[0])).to.equal(1);
  });

  it('when no district covers the place, then the desk of the portal has it', async () => {
    const place = { district: '', stadtteil: '105', street: '', houseNumber: '', postalCode: '' };
    const row = await load(portal, await receive(portal, 'entry', place));
    const city = await portal.services.city();
    expect(row).to.include({ districtId: city.portal.id, routedBy: 'outside' });
    expect(row.reference.slice(0, 3)).to.equal(city.portal.code);
  });

  it('when the year changes by the clock of the city, then the numbers begin anew', async () => {
    portal.clock.now = Date.parse('2026-12-31T22:59:00Z');
    const old = await load(portal, await receive(portal, 'entry', { district: 'muelheim' }));
    portal.clock.advance(60_000);
    const young = await load(portal, await receive(portal, 'entry', { district: 'muelheim' }));
    expect([old.reference, young.reference]).to.deep.equal(['MUE-26-0001', 'MUE-27-0001']);
  });
});
