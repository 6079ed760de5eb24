import { expect } from 'chai';
import { eq } from '../../src/db/drizzle.ts';
import { publishedItems, revisions, submissions, timers } from '../../src/db/schema.ts';
import { listHistory } from '../../src/db/history.ts';
import { findByReference, loadContent } from '../../src/db/submissions.ts';
import { MACHINE_VERSION } from '../../src/domain/submission-machine.ts';
import { upgradeStored } from '../../src/workflow/upgrade-stored.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';
import { t } from '../support/words.ts';

const DAY = 86_400_000;

describe('What an earlier release stored', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  it('is brought to this one at the start: texts are complete, addresses are asked, pages stay as they were, and nothing counts as fresh that is old', async () => {
    const { services } = portal;
    const kalk = await signIn(portal, 'kalk@example.org');
    const ids: Record<string, string> = {};
    for (const kind of ['event', 'entry'] as const) {
      const { reference } = await handInAndConfirm(portal, kind, { title: `Alt ${kind}` });
      await decide(kalk, reference, 'approve');
      ids[kind] = (await findByReference(services.db.read, reference))?.id ?? '';
    }
    portal.clock.advance(20 * DAY);
    await portal.work();
    const [approval] = (await listHistory(services.db.read, ids['entry'] ?? '')).filter(
      ({ event }) => event === 'approve',
    );
    // As the first release left them: without the newer answers, states and timers.
    await services.db.transact(async (tx) => {
      for (const id of Object.values(ids)) {
        const content = await loadContent(tx, id, 1);
        const old = Object.fromEntries(
          Object.entries(content).filter(
            ([name]) => !/^(recurrence|exceptions|cancelled|moved|textLanguage)/.test(name),
          ),
        );
        await tx
          .update(revisions)
          .set({ content: old as never })
          .where(eq(revisions.submissionId, id));
        await tx
          .update(publishedItems)
          .set({ content: old as never })
          .where(eq(publishedItems.submissionId, id));
        await tx.delete(timers).where(eq(timers.submissionId, id));
        await tx
          .update(submissions)
          .set({
            machineVersion: 1,
            freshness: 'notAsked',
            confirmedAt: null,
            language: 'tr',
            textLanguage: 'de',
          })
          .where(eq(submissions.id, id));
      }
    });

    expect(await upgradeStored(services)).to.equal(2);
    expect(await upgradeStored(services)).to.equal(0);

    const read = services.db.read;
    expect(await loadContent(read, ids['event'] ?? '', 1)).to.deep.include({
      recurrence: 'none',
      cancelled: [],
      textLanguage: 'tr',
    });
    const [entry] = await read
      .select()
      .from(submissions)
      .where(eq(submissions.id, ids['entry'] ?? ''));
    expect(entry).to.include({
      freshness: 'confirmed',
      textLanguage: 'tr',
      machineVersion: MACHINE_VERSION,
    });
    const due = await read
      .select()
      .from(timers)
      .where(eq(timers.submissionId, entry?.id ?? ''));
    // Nobody has looked at it since its approval, so it is asked a year after that.
    expect(entry?.confirmedAt).to.equal(approval?.at);
    expect(due.map(({ timerId, dueAt }) => [timerId, dueAt])).to.deep.equal([
      ['xstate.after.freshFor.submission.freshness.confirmed', (approval?.at ?? 0) + 365 * DAY],
    ]);
    // The event is over by now: its page stays, and no list shows it.
    const [event] = await read
      .select()
      .from(publishedItems)
      .where(eq(publishedItems.submissionId, ids['event'] ?? ''));
    expect(event?.state).to.equal('ended');
    const page = await visit(portal.url).get(`/veranstaltungen/${event?.slug ?? ''}`);
    expect(page.text).to.include(t('item.ended')).and.include('Alt event');
    expect((await visit(portal.url).get('/veranstaltungen')).text).not.to.include('Alt event');
  });
});
