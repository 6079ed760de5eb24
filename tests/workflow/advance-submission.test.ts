import { expect } from 'chai';
import { findItem, listPromoted } from '../../src/db/queries/sites.ts';
import { NotFound, NotPermitted, NotPossible, OutOfDate } from '../../src/domain/errors.ts';
import {
  advance,
  contentFor,
  load,
  mailsOf,
  mend,
  receiveConfirmed,
  storyOf,
} from '../support/lives.ts';
import { hireStaff, openPortal, type Portal, type Staff } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';

describe('Deciding about a submission', () => {
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  after(() => portal.close());

  const shown = async (id: string) => {
    const { kind, slug } = await load(portal, id);
    return findItem(portal.services.db.read, kind, slug);
  };

  /** Whatever is refused leaves every row as it was. */
  const refused = async (work: () => Promise<unknown>): Promise<unknown> => {
    const before = await readRows(portal);
    const error = await work().then(
      () => 'it was done',
      (reason: unknown) => reason,
    );
    expect(await readRows(portal)).to.deep.equal(before);
    return error;
  };

  it('when the office approves, then it is on the site at once, and the mail waits for its grace', async () => {
    const id = await receiveConfirmed(portal, 'event');
    const row = await advance(portal, id, { type: 'approve' }, staff.kalk);
    expect(row).to.include({
      review: 'approved',
      publication: 'live',
      approvedRevision: 1,
      dueAt: null,
    });
    expect(await shown(id)).to.include({ state: 'live', title: row.title, landingRank: null });
    expect(await storyOf(portal, id)).to.deep.equal([
      'handIn by Nora Beispiel',
      'confirm by Nora Beispiel',
      'approve by Kim Kalk',
    ]);
    expect(await mailsOf(portal, id)).to.include('approved to nora@example.org (waiting)');
  });

  it('when a page is outdated, then its decision is refused and nothing is overwritten', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const { version } = await load(portal, id);
    await advance(portal, id, { type: 'claim' }, staff.kalk, { version });
    const late = await refused(() =>
      advance(portal, id, { type: 'claim' }, staff.kalkSecond, { version }),
    );
    expect(late).to.be.instanceOf(OutOfDate).and.to.have.property('since', version);
  });

  it('when an event is not possible now, then the refusal says what is', async () => {
    const id = await receiveConfirmed(portal, 'story');
    const error = await refused(() =>
      advance(portal, id, { type: 'retract', message: 'x' }, staff.kalk),
    );
    expect(error).to.be.instanceOf(NotPossible);
    expect((error as NotPossible).possible).to.include.members(['claim', 'approve', 'reject']);
    expect((error as NotPossible).possible).not.to.include('retract');
  });

  it('when it is another district, then it does not exist for them; a right that is missing is told', async () => {
    const id = await receiveConfirmed(portal, 'story');
    const approve = (by: string) => refused(() => advance(portal, id, { type: 'approve' }, by));
    expect(await approve(staff.chorweiler)).to.be.instanceOf(NotFound);
    expect(await approve(staff.portal)).to.be.instanceOf(NotFound);
    expect(await approve(staff.administrator)).to.be.instanceOf(NotFound);
    expect(await approve(staff.editor)).to.be.instanceOf(NotPermitted);
    const promote = { type: 'promote', until: null } as const;
    expect(await refused(() => advance(portal, id, promote, staff.kalk))).to.be.instanceOf(
      NotPermitted,
    );
    expect((await advance(portal, id, { type: 'approve' }, staff.kalk)).publication).to.equal(
      'live',
    );
  });

  it('when the private link is used, then it can do nothing that is for the office', async () => {
    const id = await receiveConfirmed(portal, 'story');
    for (const type of ['approve', 'claim', 'publish', 'undo'] as const) {
      const error = await refused(() => advance(portal, id, { type }, 'contributor'));
      expect(error, type).to.be.instanceOf(NotPermitted);
    }
    const content = contentFor(portal, 'story', { title: 'Nur ein Versuch' });
    expect(
      await refused(() => advance(portal, id, { type: 'approve' }, 'contributor', { content })),
    ).to.be.instanceOf(NotPermitted);
    expect((await advance(portal, id, { type: 'withdraw' }, 'contributor')).review).to.equal(
      'withdrawn',
    );
  });

  it('when it is handed over, then the other office has it, sees from whom, and the first no longer does', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const city = await portal.services.city();
    const districtId = city.bySlug.get('chorweiler')?.id ?? '';
    const command = { type: 'handOver', districtId, message: 'liegt bei euch' } as const;
    const row = await advance(portal, id, command, staff.kalk);
    expect(row).to.include({ districtId, review: 'queued' });
    expect(
      await refused(() => advance(portal, id, { type: 'claim' }, staff.kalk)),
    ).to.be.instanceOf(NotFound);
    expect((await advance(portal, id, { type: 'claim' }, staff.chorweiler)).review).to.equal(
      'inReview',
    );
    const mails = await mailsOf(portal, id);
    expect(mails).to.include.members([
      `handedOverNotice to ${staff.chorweiler} (waiting)`,
      'handedOver to nora@example.org (waiting)',
    ]);
    await portal.work();
    const letter = portal.letters.findLast(({ to }) => to.address === staff.chorweiler);
    expect(letter?.text).to.include(city.bySlug.get('kalk-humboldt')?.officeName);
    const nowhere = { ...command, districtId: 'nowhere' };
    expect(await refused(() => advance(portal, id, nowhere, staff.chorweiler))).to.be.instanceOf(
      NotFound,
    );
  });

  it('when a public item is corrected, then the page stays as it is until the change is approved', async () => {
    const id = await receiveConfirmed(portal, 'entry', { title: 'Alt' });
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    await mend(portal, id, 'proposeRevision', 'entry', { title: 'Neu' });
    expect(await shown(id)).to.include({ title: 'Alt', state: 'live' });
    expect(await load(portal, id)).to.include({
      review: 'queued',
      title: 'Neu',
      approvedRevision: 1,
    });
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    expect(await shown(id)).to.include({ title: 'Neu', state: 'live' });
  });

  it('when an item is promoted, then it is last on the landing page until it is taken off', async () => {
    const ids = [await receiveConfirmed(portal, 'entry'), await receiveConfirmed(portal, 'story')];
    const landing = async () =>
      (await listPromoted(portal.services.db.read)).map(({ submissionId }) => submissionId);
    for (const id of ids) {
      await advance(portal, id, { type: 'approve' }, staff.kalk);
      await advance(portal, id, { type: 'requestPromotion' }, staff.kalk);
      expect(await mailsOf(portal, id)).to.include(
        `promotionRequested to ${staff.editor} (waiting)`,
      );
      await advance(portal, id, { type: 'promote', until: null }, staff.editor);
    }
    expect(await landing()).to.deep.equal(ids);
    portal.clock.advance(6 * 60_000);
    await advance(portal, ids[0] ?? '', { type: 'retract', message: 'Fehler' }, staff.kalk);
    expect(await landing()).to.deep.equal([ids[1]]);
    expect(await shown(ids[0] ?? '')).to.equal(undefined);
    await advance(portal, ids[1] ?? '', { type: 'demote' }, staff.editor);
    expect(await landing()).to.deep.equal([]);
    expect(await shown(ids[1] ?? '')).to.include({ state: 'live' });
  });
});
