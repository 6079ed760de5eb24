import { eq } from 'drizzle-orm';
import { expect } from 'chai';
import { listUsableAttachments } from '../../src/db/attachments.ts';
import { findItem } from '../../src/db/queries/sites.ts';
import * as schema from '../../src/db/schema.ts';
import { NotPossible } from '../../src/domain/errors.ts';
import type { Picture } from '../../src/domain/kinds/content.ts';
import { receiveUpload } from '../../src/workflow/receive-upload.ts';
import { sendMessage } from '../../src/workflow/send-message.ts';
import { listUploads, picture } from '../support/files.ts';
import { accountOf, advance, load, mailsOf, mend, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, START, type Portal, type Staff } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('What follows from a decision', () => {
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  beforeEach(() => {
    portal.clock.now = START;
  });
  after(() => portal.close());

  const shown = async (id: string) => {
    const { kind, slug } = await load(portal, id);
    return findItem(portal.services.db.read, kind, slug);
  };
  const decisions = async (id: string) =>
    (await mailsOf(portal, id)).filter((mail) =>
      /^(approved|rejected|changesRequested)/.test(mail),
    );

  it('when a decision is undone within its grace, then its mail never leaves and the site is as before', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    expect(await decisions(id)).to.deep.equal(['approved to nora@example.org (waiting)']);
    expect(await shown(id)).to.include({ state: 'live' });
    portal.clock.advance(5 * MINUTE - 1);
    await portal.work();
    const undone = await advance(portal, id, { type: 'undo' }, staff.kalk);
    expect(undone).to.include({ review: 'queued', publication: 'hidden', approvedRevision: null });
    expect(await shown(id)).to.equal(undefined);
    portal.clock.advance(DAY);
    await portal.work();
    expect(await decisions(id)).to.deep.equal([]);
  });

  it('when the grace is over, then the mail has left and nothing can be undone', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await advance(portal, id, { type: 'reject', reason: 'duplicate' }, staff.kalk);
    portal.clock.advance(5 * MINUTE);
    await portal.work();
    expect(await decisions(id)).to.deep.equal(['rejected to nora@example.org']);
    const undo = await advance(portal, id, { type: 'undo' }, staff.kalk).catch(
      (error: unknown) => error,
    );
    expect(undo).to.be.instanceOf(NotPossible);
    expect(await load(portal, id)).to.include({ review: 'rejected' });
  });

  it('when the approval of a change is undone, then the page shows what was approved before', async () => {
    for (const kind of ['entry', 'event'] as const) {
      portal.clock.now = START;
      const id = await receiveConfirmed(portal, kind, { title: 'Alt' });
      await advance(portal, id, { type: 'approve' }, staff.kalk);
      // Of the event, the end has come: its page is in the archive and goes back there.
      portal.clock.advance(kind === 'event' ? 12 * DAY : DAY);
      await portal.work();
      const state = kind === 'event' ? 'ended' : 'live';
      expect(await shown(id)).to.include({ title: 'Alt', state });
      await mend(portal, id, 'proposeRevision', kind, { title: 'Neu', startDate: '2026-12-20' });
      await advance(portal, id, { type: 'approve' }, staff.kalk);
      expect(await shown(id)).to.include({ title: 'Neu', state: 'live' });
      const undone = await advance(portal, id, { type: 'undo' }, staff.kalk);
      expect(undone).to.include({ review: 'queued', publication: state, approvedRevision: 1 });
      expect(await shown(id)).to.include({ title: 'Alt', state });
    }
  });

  it('when a later decision is undone, then the mail of an earlier one still leaves', async () => {
    const id = await receiveConfirmed(portal, 'entry', { title: 'Alt' });
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    portal.clock.advance(MINUTE);
    await mend(portal, id, 'proposeRevision', 'entry', { title: 'Neu' });
    await advance(portal, id, { type: 'reject', reason: 'advertising' }, staff.kalk);
    await advance(portal, id, { type: 'undo' }, staff.kalk);
    portal.clock.advance(10 * MINUTE);
    await portal.work();
    expect(await decisions(id)).to.deep.equal(['approved to nora@example.org']);
  });

  /** Handed in with a picture, and with a message from either side. */
  const receiveWhole = async (): Promise<{ id: string; files: string[] }> => {
    const bytes = Buffer.from(await (await picture()).arrayBuffer());
    const file = { field: 'images', name: 'hof.png', bytes };
    const { services } = portal;
    const upload = await receiveUpload(services, 'image', file, 'a form');
    const said = {
      alt: 'Der Hof',
      credit: 'Nora',
      licence: 'own',
      persons: 'none',
      focus: 'center',
    } as const;
    const images: Picture[] = [{ id: upload.id, width: 320, height: 200, ...said }];
    const changes = {
      description: 'Ein sehr eigener Satz.',
      submitterName: 'Petra Privat',
      submitterEmail: 'petra@example.org',
    };
    const id = await receiveConfirmed(portal, 'entry', changes, { images, flyer: null });
    await sendMessage(services, id, 'contributor', 'Meine Nummer ist 0221 98765.');
    await sendMessage(services, id, await accountOf(portal, staff.kalk), 'Danke, Petra.');
    const files = (await listUploads(portal)).filter((name) => name.startsWith(upload.id));
    return { id, files };
  };
  const TRACES = ['Petra', 'petra@example.org', 'eigener Satz', '98765', 'Der Hof'];
  /** Which traces of the person and the text are still in any row that belongs to the submission. */
  const tracesOf = async (id: string): Promise<string[]> => {
    const rows = Object.values(await readRows(portal))
      .flat()
      .filter((row) => row.includes(id));
    return TRACES.filter((trace) => rows.some((row) => row.includes(trace)));
  };

  it('when private data is due to leave, then person, messages, mails, text and files are gone', async () => {
    const { id, files } = await receiveWhole();
    expect(await tracesOf(id)).to.deep.equal(TRACES);
    expect(files).to.have.length(3);
    await advance(portal, id, { type: 'withdraw', message: 'Petra mag nicht' }, 'contributor');
    portal.clock.advance(90 * DAY - 1);
    await portal.work();
    expect(await tracesOf(id)).to.deep.equal(TRACES);
    portal.clock.advance(1);
    await portal.work();
    const { reference, title } = await load(portal, id);
    expect(title).to.equal(reference);
    expect(await tracesOf(id)).to.deep.equal([]);
    expect(await listUploads(portal)).not.to.include.oneOf(files);
    const { slug } = await load(portal, id);
    expect(slug).to.include(reference.toLowerCase());
  });

  it('when it was public, then the person leaves and what the public saw stays', async () => {
    const { id, files } = await receiveWhole();
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    portal.clock.advance(6 * MINUTE);
    await advance(portal, id, { type: 'retract', message: 'Petra bat darum' }, staff.kalk);
    portal.clock.advance(90 * DAY);
    await portal.work();
    expect(await tracesOf(id)).to.deep.equal(['eigener Satz', 'Der Hof']);
    expect(await listUploads(portal)).to.include.members(files);
    const again = await advance(portal, id, { type: 'publish' }, staff.kalk);
    expect(again.publication).to.equal('live');
    expect(await mailsOf(portal, id)).to.deep.equal(
      (await mailsOf(portal, id)).filter((mail) => !mail.includes('petra@example.org')),
    );
  });

  it('when an item is public, then its picture is too, and only as long', async () => {
    const { id } = await receiveWhole();
    const isPublic = async () => {
      const { db } = portal.services;
      const rows = await db.read
        .select()
        .from(schema.attachments)
        .where(eq(schema.attachments.submissionId, id));
      const ids = rows.map((row) => row.id);
      expect(await listUsableAttachments(db.read, ids, 'another form', id)).to.have.length(1);
      expect(await listUsableAttachments(db.read, ids, 'a form', null)).to.have.length(0);
      return rows.map((row) => row.isPublic);
    };
    expect(await isPublic()).to.deep.equal([false]);
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    expect(await isPublic()).to.deep.equal([true]);
    await advance(portal, id, { type: 'undo' }, staff.kalk);
    expect(await isPublic()).to.deep.equal([false]);
  });
});
