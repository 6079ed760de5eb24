import { expect } from 'chai';
import { eq } from '../../src/db/drizzle.ts';
import { revisions, submissions, timers } from '../../src/db/schema.ts';
import { findByReference, loadContent } from '../../src/db/submissions.ts';
import { MACHINE_VERSION } from '../../src/domain/submission-machine.ts';
import { upgradeStored } from '../../src/workflow/upgrade-stored.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';

describe('What an earlier release stored', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  it('is brought to this one at the start: texts are complete, addresses are asked, pages stay as they were', async () => {
    const { services } = portal;
    const kalk = await signIn(portal, 'kalk@example.org');
    const ids: Record<string, string> = {};
    for (const kind of ['event', 'entry'] as const) {
      const { reference } = await handInAndConfirm(portal, kind, { title: `Alt ${kind}` });
      await decide(kalk, reference, 'approve');
      ids[kind] = (await findByReference(services.db.read, reference))?.id ?? '';
    }
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
    expect(due.map((timer) => timer.timerId)).to.deep.equal([
      'xstate.after.freshFor.submission.freshness.confirmed',
    ]);
    const list = await visit(portal.url).get('/veranstaltungen');
    expect(list.text).to.include('Alt event');
  });
});
