import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { restoreBackup, writeBackup } from '../../src/workflow/backup.ts';
import { exportItems } from '../../src/workflow/export-items.ts';
import { seedDemo } from '../../src/workflow/seed-demo.ts';
import { openPortal, PASSWORD, type Portal } from '../support/portal.ts';
import { visit } from '../support/visitor.ts';

const quiet = () => undefined;

describe('A backup', () => {
  let portal: Portal;
  let other: Portal;
  let folder: string;

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'veedelpost-backup-'));
    portal = await openPortal();
    other = await openPortal();
    await seedDemo(portal.services, PASSWORD);
    await writeBackup(portal.services.db, portal.services.store, join(folder, 'one'), quiet);
  });
  after(async () => {
    await portal.close();
    await other.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('restored into another portal, it is that portal: the same rows, files and pages', async () => {
    await restoreBackup(other.services.db, other.services.store, join(folder, 'one'), quiet);
    await writeBackup(other.services.db, other.services.store, join(folder, 'two'), quiet);
    const names = await readdir(join(folder, 'one'));
    expect(names).to.include.members(['submissions.jsonl', 'contributors.jsonl', 'backup.json']);
    for (const name of names.filter((one) => one.endsWith('.jsonl'))) {
      const [first, second] = await Promise.all(
        ['one', 'two'].map((backup) => readFile(join(folder, backup, name), 'utf8')),
      );
      expect(second, name).to.equal(first);
    }
    const files = await readdir(join(folder, 'one', 'uploads'));
    expect(files).to.have.length.greaterThan(9);
    expect(await readdir(join(folder, 'two', 'uploads'))).to.deep.equal(files);
    const titles = async (url: string) =>
      (await visit(url).get('/adressen')).document.querySelectorAll('h3').map((one) => one.text);
    expect(await titles(other.url)).to.deep.equal(await titles(portal.url));
    expect(await titles(other.url)).to.have.length.greaterThan(10);
    // The search has an index of each engine's own, which no backup can hold.
    const found = async (url: string) =>
      (await visit(url).get('/suche?q=reparatur&thema=environment')).document
        .querySelectorAll('.found h3')
        .map((one) => one.text);
    expect(await found(other.url)).to.deep.equal(await found(portal.url));
    expect(await found(other.url)).to.include('Reparatur-Treff im Innenhof');
  });

  it('that did not come to its end is refused before anything changes', async () => {
    const broken = join(folder, 'broken');
    await writeBackup(portal.services.db, portal.services.store, broken, quiet);
    const file = join(broken, 'revisions.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, lines.slice(2).join('\n'));
    const before = (await visit(other.url).get('/adressen')).text;
    const refusal = await restoreBackup(
      other.services.db,
      other.services.store,
      broken,
      quiet,
    ).catch((error: unknown) => String(error));
    expect(refusal).to.match(/revisions\.jsonl should have \d+ rows/);
    expect((await visit(other.url).get('/adressen')).text).to.equal(before);
  });

  it('holds what the export leaves out: nobody private is in what can be given away', async () => {
    const lines: string[] = [];
    const city = await portal.services.city();
    for await (const line of exportItems(portal.services.db, city)) lines.push(line);
    const contributors = await readFile(join(folder, 'one', 'contributors.jsonl'), 'utf8');
    const emails = contributors.match(/[\w.+-]+@example\.org/g) ?? [];
    expect(emails).to.have.length.greaterThan(50);
    const exported = lines.join('');
    expect(lines).to.have.length.greaterThan(40);
    for (const name of contributors.matchAll(/"name":"([^"]+)"/g)) {
      expect(exported).not.to.include(`"submitterName":"${name[1] ?? ''}"`);
    }
    expect(exported).not.to.match(/"(submitter\w*|consentAt|by)":/);
  });
});
