import { openBucketStore } from './bucket-store.ts';
import { openFolderStore } from './folder-store.ts';

/** Where files rest: a folder, or object storage for several machines. */
export interface UploadStore {
  /** Under its name a file is whole or not there. */
  put(name: string, bytes: Buffer): Promise<void>;
  /** `undefined` where there is no such file. */
  read(name: string): Promise<Buffer | undefined>;
  remove(name: string): Promise<void>;
  list(): Promise<string[]>;
}

/** Opens the store of `UPLOADS_URL`: `file:folder` or `s3://key:secret@host/bucket`. */
export function openStore(url: string): UploadStore {
  return url.startsWith('s3:') ? openBucketStore(url) : openFolderStore(url);
}

/** All the files of one attachment. Names are made by us, never by whoever uploads. */
export function fileNames(id: string, kind: 'image' | 'flyer'): string[] {
  return kind === 'flyer' ? [`${id}.pdf`] : [`${id}-large.webp`, `${id}-small.webp`];
}
