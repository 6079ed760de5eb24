import { openBucketStore } from './bucket-store.ts';
import { openFolderStore } from './folder-store.ts';
import { PICTURE_SIZES, type PictureSize } from './picture-sizes.ts';

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

const SIZES = Object.keys(PICTURE_SIZES) as PictureSize[];

/** The name of one size of a picture; names are made by us, never by whoever uploads. */
export const pictureName = (id: string, size: PictureSize): string => `${id}-${size}.webp`;
/** A flyer, and the picture of its first page where it has one. */
export const flyerName = (id: string): string => `${id}.pdf`;
export const previewName = (id: string): string => `${id}-preview.webp`;

/** All the files that one attachment may have. */
export function fileNames(id: string, kind: 'image' | 'flyer'): string[] {
  if (kind === 'flyer') return [flyerName(id), previewName(id)];
  return SIZES.map((size) => pictureName(id, size));
}
