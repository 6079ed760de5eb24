import { mkdtemp, open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { Invalid } from '../../domain/errors.ts';
import { MAX_UPLOAD_BYTES } from '../../uploads/inspect.ts';
import { MAX_PICTURES } from '../../workflow/receive-upload.ts';

const MAX_FILES = MAX_PICTURES + 1;

export interface FormFile extends Express.Multer.File {
  /** It went on past the limit; its bytes were thrown away while the rest of the form was read. */
  readonly tooLarge: boolean;
  /** One more than a form may have; nothing of it was kept. */
  readonly tooMany: boolean;
  /** Rejects when it could not be kept, such as on a full disk. */
  readonly read: () => Promise<Buffer>;
}

/** A whole form with all its files at the greatest size, and room for the words. */
const MAX_FORM_BYTES = MAX_FILES * MAX_UPLOAD_BYTES + 2_000_000;

// Multer's own limits break off in the middle of the form, and what was typed after the file is
// lost. This reads on, keeps nothing of what is too much, and lets the form say so at its field.
// Files wait on the disk: many forms at once must not fill the memory.
const waitOnDisk: StorageEngine = {
  _handleFile(req, file, done) {
    void keepAside(req, file).then(
      (kept) => {
        done(null, kept);
      },
      (error: unknown) => {
        done(error);
      },
    );
  },
  _removeFile(_req, _file, done) {
    done(null);
  },
};

const folders = new WeakMap<Request, { path: Promise<string>; files: number }>();

async function keepAside(req: Request, file: Express.Multer.File): Promise<Partial<FormFile>> {
  const folder = folderFor(req);
  const number = (folder.files += 1);
  let size = 0;
  let handle: FileHandle | undefined;
  let failure: Error | undefined;
  const fail = (error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error));
  };
  const path = async () => join(await folder.path, String(number));
  try {
    for await (const chunk of file.stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (number > MAX_FILES || size > MAX_UPLOAD_BYTES || failure !== undefined) continue;
      try {
        handle ??= await open(await path(), 'w');
        await handle.write(chunk);
      } catch (error) {
        // The rest of the form is read all the same, so that what was typed can be given back.
        fail(error);
      }
    }
  } finally {
    await handle?.close().catch(fail);
  }
  return {
    size,
    tooLarge: size > MAX_UPLOAD_BYTES,
    tooMany: number > MAX_FILES,
    read: async () => {
      if (failure !== undefined) throw failure;
      return readFile(await path());
    },
  };
}

/** A folder of this request alone, which leaves with it. */
function folderFor(req: Request): { path: Promise<string>; files: number } {
  const known = folders.get(req);
  if (known !== undefined) return known;
  const folder = { path: mkdtemp(join(tmpdir(), 'veedelpost-')), files: 0 };
  folders.set(req, folder);
  req.res?.once('close', () => {
    void folder.path
      .then((path) => rm(path, { recursive: true, force: true }))
      .catch(() => undefined);
  });
  return folder;
}

/**
 * `topics[]` is a list; a name with an index in it would be one of that length, and going through
 * `topics[4294967294]` takes minutes.
 */
export const FIELD_NAMES = { fieldNameSize: 60, fieldNestingDepth: 1, fieldArrayIndexLimit: 0 };

const reader = multer({
  storage: waitOnDisk,
  defParamCharset: 'utf8',
  limits: { files: 40, fields: 320, fieldSize: 100_000, parts: 360, ...FIELD_NAMES },
}).any();

/** Reads a multipart form; other forms were read before. What cannot be read is `Invalid`. */
export const readMultipart: RequestHandler = (req, res, next) => {
  if (Number(req.get('Content-Length') ?? 0) > MAX_FORM_BYTES) {
    // Read to its end and away, or the browser shows a broken connection instead of our page.
    req.resume();
    next(Object.assign(new Error('form too large'), { status: 413 }));
    return;
  }
  reader(req, res, (error: unknown) => {
    if (error === undefined || error === null) next();
    else next(new Invalid([{ field: '', message: 'unreadable' }]));
  });
};

export function listFiles(req: Request, field: string): FormFile[] {
  const files = (Array.isArray(req.files) ? req.files : []) as FormFile[];
  return files.filter(
    (file) => (file.fieldname === field || file.fieldname === `${field}[]`) && file.size > 0,
  );
}
