import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import S3rver from 's3rver';
import { openStore, type UploadStore } from '../../src/uploads/store.ts';

describe('Uploads in object storage', () => {
  let server: S3rver;
  let folder: string;
  let store: UploadStore;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veedelpost-bucket-'));
    const port = await freePort();
    server = new S3rver({
      port,
      address: '127.0.0.1',
      silent: true,
      directory: folder,
      configureBuckets: [{ name: 'uploads', configs: [] }],
    });
    await server.run();
    store = openStore(
      `s3://S3RVER:S3RVER@127.0.0.1:${String(port)}/uploads?tls=off&region=us-east-1`,
    );
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('come back byte by byte, are listed, and are gone after removal', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await store.put('one-large.webp', bytes);
    await store.put('two.pdf', Buffer.from('%PDF-'));
    expect(await store.read('one-large.webp')).to.deep.equal(bytes);
    expect((await store.list()).sort()).to.deep.equal(['one-large.webp', 'two.pdf']);
    await store.remove('one-large.webp');
    expect(await store.read('one-large.webp')).to.equal(undefined);
    expect(await store.list()).to.deep.equal(['two.pdf']);
  });

  it('take no name that is not our own', async () => {
    const attempt = await store
      .put('../outside.webp', Buffer.from('x'))
      .catch((error: unknown) => error);
    expect(String(attempt)).to.include('not a name of ours');
    expect(await store.list()).not.to.include('outside.webp');
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
