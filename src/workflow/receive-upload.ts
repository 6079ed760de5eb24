import { randomUUID } from 'node:crypto';
import {
  deleteAttachment,
  insertAttachment,
  listAbandoned,
  moveAttachments,
  type Attachment,
} from '../db/attachments.ts';
import type { Transaction } from '../db/connection.ts';
import { consume } from '../db/rate-limits.ts';
import { Invalid, TooFast } from '../domain/errors.ts';
import { inspectFlyer, inspectPicture, turnPicture } from '../uploads/inspect.ts';
import { createQueue } from '../domain/one-at-a-time.ts';
import type { PictureSize } from '../uploads/picture-sizes.ts';
import {
  fileNames,
  flyerName,
  pictureName,
  previewName,
  type UploadStore,
} from '../uploads/store.ts';
import type { WrittenPicture } from '../uploads/write-sizes.ts';
import type { WorkflowParts } from './parts.ts';
import { DAY } from '../domain/time.ts';

/** So many a form keeps. */
export const MAX_PICTURES = 6;
/** Turned, taken out and chosen anew, a form brings more pictures than it keeps. */
export const PICTURES_BROUGHT = 5 * MAX_PICTURES;

/** Files of many forms at once wait on the disk for their turn, not in memory. */
const inTurn = createQueue();

type Parts = Pick<WorkflowParts, 'db' | 'now'> & { readonly store: UploadStore };

export interface ReceivedFile {
  readonly field: string;
  readonly name: string;
  /** Read when its turn has come: until then it need not lie in memory. */
  readonly bytes: Buffer | (() => Promise<Buffer>);
}

/**
 * Keeps a picture or flyer for the form that it was uploaded with. It belongs to nobody until the
 * form is sent; if that never happens, `sweepUploads` takes it away. A flyer whose first page can be
 * shown has the measures of that picture. Throws `Invalid`.
 */
export async function receiveUpload(
  parts: Parts,
  kind: 'image' | 'flyer',
  file: ReceivedFile,
  formKey: string,
): Promise<Attachment> {
  return inTurn(async () => {
    const bytes = typeof file.bytes === 'function' ? await file.bytes() : file.bytes;
    const row = newRow(parts, { kind, name: file.name, bytes: bytes.length, formKey });
    if (kind === 'image') {
      return keepPicture(parts, row, await inspectPicture(bytes, file.field));
    }
    const preview = await inspectFlyer(bytes, file.field);
    const { width, height } = preview ?? { width: null, height: null };
    return keep(
      parts,
      { ...row, width, height },
      {
        [flyerName(row.id)]: bytes,
        ...(preview === undefined ? {} : { [previewName(row.id)]: preview.files.medium }),
      },
    );
  });
}

/**
 * A picture of this form turned by a quarter to the right. It is a new file: copies of the old one
 * lie in browsers, and an older revision may still show it. `undefined`: its file is gone. Throws
 * `Invalid`.
 */
export async function turnUpload(
  parts: Parts,
  picture: Attachment,
  formKey: string,
): Promise<Attachment | undefined> {
  return inTurn(async () => {
    const large = await parts.store.read(pictureName(picture.id, 'large'));
    if (large === undefined) return undefined;
    const { name, bytes } = picture;
    const row = newRow(parts, { kind: 'image', name, bytes, formKey });
    return keepPicture(parts, row, await turnPicture(large));
  });
}

function newRow(
  parts: Parts,
  said: Pick<Attachment, 'kind' | 'name' | 'bytes' | 'formKey'>,
): Attachment {
  return {
    // Not sortable on purpose: the id is part of the picture's address and must not be guessed.
    id: randomUUID(),
    submissionId: null,
    width: null,
    height: null,
    isPublic: false,
    keptFor: null,
    createdAt: parts.now(),
    ...said,
  };
}

function keepPicture(parts: Parts, row: Attachment, picture: WrittenPicture): Promise<Attachment> {
  const { width, height } = picture;
  const files: Record<string, Buffer> = {};
  for (const [size, bytes] of Object.entries(picture.files)) {
    files[pictureName(row.id, size as PictureSize)] = bytes;
  }
  return keep(parts, { ...row, width, height }, files);
}

/** The row comes first: what breaks off afterwards is a row without files, and the sweep finds it. */
async function keep(
  parts: Parts,
  row: Attachment,
  files: Readonly<Record<string, Buffer>>,
): Promise<Attachment> {
  await parts.db.transact(async (tx) => {
    if (row.kind === 'image') await countPicture(tx, row);
    await insertAttachment(tx, row);
  });
  for (const [name, bytes] of Object.entries(files)) await parts.store.put(name, bytes);
  return row;
}

/** Counted in the transaction that writes the row: pictures that come at once are each counted. */
async function countPicture(tx: Transaction, { formKey, createdAt }: Attachment): Promise<void> {
  const limit = { points: PICTURES_BROUGHT, perMilliseconds: FORM_LIFETIME };
  await consume(tx, `pictures ${formKey}`, limit, createdAt).catch((error: unknown) => {
    if (!(error instanceof TooFast)) throw error;
    const values = { max: MAX_PICTURES };
    throw new Invalid([{ field: 'images', message: 'tooManyPictures', values }]);
  });
}

const FORM_LIFETIME = DAY;

/** Files of a form that goes on under another key, or that somebody comes back to: they stay its own. */
export async function moveUploads(
  parts: Parts,
  ids: readonly string[],
  formKey: string,
): Promise<void> {
  await parts.db.transact((tx) => moveAttachments(tx, ids, formKey, parts.now()));
}

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
