import { randomUUID } from 'node:crypto';
import {
  deleteAttachment,
  insertAttachment,
  listAbandoned,
  type Attachment,
} from '../db/attachments.ts';
import { inspectFlyer, inspectPicture } from '../uploads/inspect.ts';
import { fileNames, type UploadStore } from '../uploads/store.ts';
import type { WorkflowParts } from './parts.ts';

type Parts = Pick<WorkflowParts, 'db' | 'now'> & { readonly store: UploadStore };

export interface ReceivedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Keeps a picture or flyer for the form that it was uploaded with. It belongs to nobody until the
 * form is sent; if that never happens, `sweepUploads` takes it away. Throws `Invalid`.
 */
export async function receiveUpload(
  parts: Parts,
  kind: 'image' | 'flyer',
  file: ReceivedFile,
  formKey: string,
): Promise<Attachment> {
  // Not sortable on purpose: the id is part of the picture's address and must not be guessed.
  const id = randomUUID();
  const row: Attachment = {
    id,
    submissionId: null,
    formKey,
    kind,
    name: file.name,
    bytes: file.bytes.length,
    width: null,
    height: null,
    isPublic: false,
    createdAt: parts.now(),
  };
  if (kind === 'flyer') {
    await inspectFlyer(file.bytes, file.field);
    return keep(parts, row, { [`${id}.pdf`]: file.bytes });
  }
  const picture = await inspectPicture(file.bytes, file.field);
  const { width, height, files } = picture;
  return keep(
    parts,
    { ...row, width, height },
    { [`${id}-large.webp`]: files.large, [`${id}-small.webp`]: files.small },
  );
}

/** The row comes first: what breaks off afterwards is a row without files, and the sweep finds it. */
async function keep(
  parts: Parts,
  row: Attachment,
  files: Readonly<Record<string, Buffer>>,
): Promise<Attachment> {
  await parts.db.transact((tx) => insertAttachment(tx, row));
  for (const [name, bytes] of Object.entries(files)) await parts.store.put(name, bytes);
  return row;
}

const FORM_LIFETIME = 24 * 60 * 60_000;

/** Removes files of forms that were never sent, and of submissions that were erased. */
export async function sweepUploads(parts: Parts): Promise<number> {
  const abandoned = await listAbandoned(parts.db.read, parts.now() - FORM_LIFETIME);
  for (const row of abandoned) {
    // A form that is sent in this very moment keeps its file.
    if (!(await parts.db.transact((tx) => deleteAttachment(tx, row.id)))) continue;
    for (const name of fileNames(row.id, row.kind)) await parts.store.remove(name);
  }
  return abandoned.length;
}
