import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { attachments, drafts } from '../../src/db/schema.ts';
import { Invalid } from '../../src/domain/errors.ts';
import type { Picture } from '../../src/domain/kinds/content.ts';
import { receiveUpload, sweepUploads } from '../../src/workflow/receive-upload.ts';
import { flyer, listUploads, picture } from '../support/files.ts';
import { receive } from '../support/lives.ts';
import { openPortal, type Portal } from '../support/portal.ts';

const DAY = 86_400_000;

describe('Files that come with a form', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await openPortal();
  });
  afterEach(() => portal.close());

  const send = async (
    kind: 'image' | 'flyer',
    file: File | Awaited<ReturnType<typeof picture>>,
  ) => {
    const received = {
      field: 'images',
      name: file.name,
      bytes: Buffer.from(await file.arrayBuffer()),
    };
    return receiveUpload(portal.services, kind, received, 'a form');
  };
  const rows = () => portal.services.db.read.select().from(attachments);

  it('when a picture and a flyer are taken, then their files are there and belong to nobody yet', async () => {
    const image = await send('image', await picture('hof.png', 800, 500));
    const paper = await send('flyer', flyer('Programm 2026.pdf'));
    expect(await listUploads(portal)).to.have.members([
      `${image.id}-large.webp`,
      `${image.id}-medium.webp`,
      `${image.id}-small.webp`,
      `${paper.id}.pdf`,
      `${paper.id}-preview.webp`,
    ]);
    expect(await rows()).to.have.length(2);
    expect(image).to.include({ width: 800, height: 500, submissionId: null, isPublic: false });
    expect(paper).to.include({ name: 'Programm 2026.pdf', width: 880, formKey: 'a form' });
    expect(paper.bytes).to.equal((await portal.services.store.read(`${paper.id}.pdf`))?.length);
  });

  it('when a file is refused, then neither a row nor a file of it is left', async () => {
    for (const kind of ['image', 'flyer'] as const) {
      const refusal = await send(kind, new File(['weder noch'], 'x.jpg')).catch(
        (error: unknown) => error,
      );
      expect(refusal).to.be.instanceOf(Invalid);
    }
    expect(await listUploads(portal)).to.deep.equal([]);
    expect(await rows()).to.deep.equal([]);
  });

  it('when a form is never sent, then its files leave after a day, with their rows', async () => {
    await send('image', await picture());
    await send('flyer', flyer());
    portal.clock.advance(DAY);
    expect(await sweepUploads(portal.services)).to.equal(0);
    expect(await listUploads(portal)).to.have.length(5);
    portal.clock.advance(1);
    expect(await sweepUploads(portal.services)).to.equal(2);
    expect(await listUploads(portal)).to.deep.equal([]);
    expect(await rows()).to.deep.equal([]);
  });

  it('when a form is kept as a draft, then its files stay until the draft leaves', async () => {
    await send('image', await picture());
    const { db } = portal.services;
    const now = portal.services.now();
    await db.transact((tx) =>
      tx.insert(drafts).values({
        id: randomUUID(),
        kind: 'entry',
        formKey: 'a form',
        answers: {},
        email: 'nora@example.org',
        language: 'de',
        createdAt: now,
        changedAt: now,
        remindAt: null,
        expiresAt: now + 30 * DAY,
      }),
    );
    portal.clock.advance(20 * DAY);
    expect(await sweepUploads(portal.services)).to.equal(0);
    expect(await listUploads(portal)).to.have.length(3);
    await db.transact((tx) => tx.delete(drafts));
    expect(await sweepUploads(portal.services)).to.equal(1);
    expect(await listUploads(portal)).to.deep.equal([]);
  });

  it('when a form was sent, then its files stay, however old they are', async () => {
    const { id } = await send('image', await picture());
    const said = {
      alt: 'Hof',
      credit: 'Nora',
      licence: 'own',
      persons: 'none',
      focus: 'center',
    } as const;
    const images: Picture[] = [{ id, width: 320, height: 200, ...said }];
    const submissionId = await receive(portal, 'entry', {}, { images, flyer: null });
    portal.clock.advance(30 * DAY);
    expect(await sweepUploads(portal.services)).to.equal(0);
    expect(await listUploads(portal)).to.have.length(3);
    expect((await rows()).map((row) => row.submissionId)).to.deep.equal([submissionId]);
  });

  it('when two forms name the same file, then it stays with the first', async () => {
    const { id } = await send('image', await picture());
    const said = {
      alt: 'Hof',
      credit: 'Nora',
      licence: 'own',
      persons: 'none',
      focus: 'center',
    } as const;
    const images: Picture[] = [{ id, width: 320, height: 200, ...said }];
    const first = await receive(portal, 'entry', {}, { images, flyer: null });
    await receive(portal, 'story', {}, { images, flyer: null });
    expect((await rows()).map((row) => row.submissionId)).to.deep.equal([first]);
  });
});
