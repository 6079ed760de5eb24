import { v7 as uuid } from 'uuid';
import type { UploadStore } from '../uploads/store.ts';
import type { WorkflowParts } from './parts.ts';
import { DAY } from '../domain/time.ts';

type Parts = Pick<WorkflowParts, 'now'> & { readonly store: UploadStore };

const LIFETIME = DAY;
const NAME = /^import-([0-9a-f-]{36})\.bin$/;
const nameOf = (id: string): string => `import-${id}.bin`;

/** Keeps a file between the steps of its form. Its name says when it came, so no row is needed. */
export async function keepImport(parts: Parts, bytes: Buffer): Promise<string> {
  const id = uuid({ msecs: parts.now() });
  await parts.store.put(nameOf(id), bytes);
  return id;
}

/** `undefined` once it was swept away. */
export function readKeptImport(parts: Parts, id: string): Promise<Buffer | undefined> {
  return NAME.test(nameOf(id)) ? parts.store.read(nameOf(id)) : Promise.resolve(undefined);
}

export function dropImport(parts: Parts, id: string): Promise<void> {
  return parts.store.remove(nameOf(id));
}

/** Takes away what a day ago was uploaded and never sent. */
export async function sweepImports(parts: Parts): Promise<void> {
  for (const name of await parts.store.list()) {
    const id = NAME.exec(name)?.[1];
    if (id === undefined) continue;
    // The first 48 bits of a UUIDv7 are its milliseconds (RFC 9562, section 5.7).
    const at = parseInt(id.replace('-', '').slice(0, 12), 16);
    if (at < parts.now() - LIFETIME) await parts.store.remove(name);
  }
}
