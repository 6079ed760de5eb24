import { S3mini } from 's3mini';
import { insistOnOurs, isOurs } from './file-name.ts';
import type { UploadStore } from './store.ts';

const TYPES: Readonly<Record<string, string>> = { webp: 'image/webp', pdf: 'application/pdf' };

/**
 * Object storage that speaks S3: `s3://key:secret@host[:port]/bucket[?region=…]`. The connection is
 * https unless the address says `tls=off`, for a server on the same machine.
 */
export function openBucketStore(url: string): UploadStore {
  const { hostname, port, pathname, username, password, searchParams } = new URL(url);
  const scheme = searchParams.get('tls') === 'off' ? 'http' : 'https';
  const host = port === '' ? hostname : `${hostname}:${port}`;
  const bucket = new S3mini({
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    endpoint: `${scheme}://${host}${pathname}`,
    region: searchParams.get('region') ?? 'auto',
  });
  return {
    async put(name, bytes) {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      await bucket.putObject(insistOnOurs(name), bytes, type);
    },
    async read(name) {
      const bytes = await bucket.getObjectArrayBuffer(insistOnOurs(name));
      return bytes === null ? undefined : Buffer.from(bytes);
    },
    async remove(name) {
      await bucket.deleteObject(insistOnOurs(name));
    },
    async list() {
      const objects = (await bucket.listObjects('/')) ?? [];
      return objects.map((object) => object.Key).filter(isOurs);
    },
  };
}
