import { expect } from 'chai';
import { listOutbox } from '../../src/db/outbox.ts';
import { listItems, listPromoted } from '../../src/db/queries/sites.ts';
import { attachments, submissions } from '../../src/db/schema.ts';
import { seedDemoIfWanted } from '../../src/workflow/seed-demo.ts';
import { readSeed } from '../../src/workflow/seed-city.ts';
import { fileNames } from '../../src/uploads/store.ts';
import { listUploads } from '../support/files.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';

const wanted = { demo: 'auto', demoPassword: 'ein langes Passwort' } as const;

describe('The demo', () => {
  let portal: Portal;
  before(async function () {
    this.timeout(120_000);
    portal = await openPortal();
    await seedDemoIfWanted(portal.services, wanted);
  });
  after(() => portal.close());

  it('is loaded completely, by the same doors that people use', async () => {
    const seeds =
      await readSeed<{ fields: { title: string }; steps: { fields?: { title?: string } }[] }[]>(
        'demo.json',
      );
    const rows = await portal.services.db.read.select().from(submissions);
    const titles = seeds.map(
      (seed) =>
        seed.steps.findLast((step) => step.fields?.title)?.fields?.title ?? seed.fields.title,
    );
    expect(rows.map(({ title }) => title).sort()).to.deep.equal([...titles].sort());
    expect(new Set(rows.map(({ reference }) => reference)).size).to.equal(seeds.length);
  });

  it('shows every kind of every state that a visitor or an office can meet', async () => {
    const rows = await portal.services.db.read.select().from(submissions);
    const seen = (key: 'review' | 'publication' | 'promotion' | 'kind') => [
      ...new Set(rows.map((row) => row[key])),
    ];
    expect(seen('review')).to.include.members([
      'awaitingConfirmation',
      'queued',
      'inReview',
      'changesRequested',
      'approved',
      'rejected',
      'withdrawn',
      'expired',
    ]);
    expect(seen('publication')).to.include.members([
      'hidden',
      'scheduled',
      'live',
      'ended',
      'retracted',
    ]);
    expect(seen('promotion')).to.include.members(['none', 'requested', 'promoted', 'declined']);
    expect(seen('kind')).to.have.members(['event', 'entry', 'story']);
  });

  it('has something to see in every district and on the landing page', async () => {
    const { db, city } = portal.services;
    for (const { id, name } of (await city()).districts) {
      const lists = await Promise.all(
        (['event', 'entry', 'story'] as const).map((kind) =>
          listItems(db.read, { kind, districtId: id }, 100),
        ),
      );
      expect(
        lists.flatMap(({ items }) => items),
        name,
      ).not.to.deep.equal([]);
    }
    expect((await listPromoted(db.read)).length).to.be.greaterThanOrEqual(3);
  });

  it('sends no mail about its past, and its pictures are real files', async () => {
    const { db } = portal.services;
    expect(await listOutbox(db.read, 'waiting')).to.deep.equal([]);
    await portal.work();
    expect(portal.letters).to.deep.equal([]);
    expect((await listOutbox(db.read, 'kept')).length).to.be.greaterThan(50);
    const files = await db.read.select().from(attachments);
    expect(files.length).to.be.greaterThan(5);
    expect(await listUploads(portal)).to.have.members(
      files.flatMap(({ id, kind }) => fileNames(id, kind)),
    );
  });

  it('is not loaded again into a portal that has accounts, nor where it is not wanted', async () => {
    const before = await readRows(portal);
    expect(await seedDemoIfWanted(portal.services, wanted)).to.equal(undefined);
    expect(await readRows(portal)).to.deep.equal(before);
    const empty = await openPortal();
    try {
      expect(await seedDemoIfWanted(empty.services, { ...wanted, demo: 'off' })).to.equal(
        undefined,
      );
      expect((await readRows(empty))['accounts']).to.deep.equal([]);
    } finally {
      await empty.close();
    }
  });
});
