import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openFolderStore } from '../../src/uploads/folder-store.ts';
import { fileNames, openStore } from '../../src/uploads/store.ts';

describe('The folder for uploads', () => {
  let parent: string;
  let root: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'veedelpost-store-'));
    root = join(parent, 'uploads');
    await writeFile(join(parent, 'secret.pdf'), 'geheim');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('when a file is put, then it is there under its name, whole, and can be replaced and removed', async () => {
    const store = openStore(`file:${root}`);
    expect(await store.list()).to.deep.equal([]);
    await store.put('a-large.webp', Buffer.from('eins'));
    await store.put('a-large.webp', Buffer.from('zwei'));
    expect((await store.read('a-large.webp'))?.toString()).to.equal('zwei');
    expect(await readdir(root)).to.deep.equal(['a-large.webp']);
    await store.remove('a-large.webp');
    await store.remove('a-large.webp');
    expect(await store.read('a-large.webp')).to.equal(undefined);
    expect(await store.list()).to.deep.equal([]);
  });

  it('names that are not ours reach no file, in any direction', async () => {
    const store = openFolderStore(`file:${root}`);
    await store.put('ours.pdf', Buffer.from('unser'));
    const foreign = [
      '../secret.pdf',
      '..\\secret.pdf',
      '/etc/passwd',
      'a/b.pdf',
      'A.PDF',
      '.pdf',
      'x.svg',
      'x.pdf\u0000.webp',
      'x.pdf\n',
      '',
      '.ours.pdf.part',
    ];
    for (const name of foreign) {
      const works: (() => Promise<unknown>)[] = [
        () => store.put(name, Buffer.from('x')),
        () => store.read(name),
        () => store.remove(name),
      ];
      for (const work of works) {
        const reason = await Promise.resolve()
          .then(work)
          .then(
            () => 'it was done',
            (error: unknown) => (error as Error).message,
          );
        expect(reason, JSON.stringify(name)).to.match(/^not a name of ours/);
      }
    }
    expect(await readdir(root)).to.deep.equal(['ours.pdf']);
    expect(await readFile(join(parent, 'secret.pdf'), 'utf8')).to.equal('geheim');
  });

  it('what lies there by accident is not counted as an upload', async () => {
    const store = openFolderStore(`file:${root}`);
    await store.put('a.pdf', Buffer.from('x'));
    for (const name of ['README.md', '.b.pdf.part', 'C.pdf'])
      await writeFile(join(root, name), 'x');
    expect(await store.list()).to.deep.equal(['a.pdf']);
  });

  it('an attachment has one file as a flyer and two as a picture', () => {
    expect(fileNames('x', 'flyer')).to.deep.equal(['x.pdf', 'x-preview.webp']);
    expect(fileNames('x', 'image')).to.deep.equal([
      'x-large.webp',
      'x-medium.webp',
      'x-small.webp',
    ]);
  });
});
