import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { Invalid } from '../../domain/errors.ts';
import { MAX_UPLOAD_BYTES } from '../../uploads/inspect.ts';

export interface FormFile extends Express.Multer.File {
  /** It went on past the limit; its bytes were thrown away while the rest of the form was read. */
  tooLarge?: boolean;
}

/** A whole form with two files of the greatest size, and room for the words. */
const MAX_FORM_BYTES = 2 * MAX_UPLOAD_BYTES + 2_000_000;

// Multer's own limit breaks off in the middle of the form, and what was typed after the file is
// lost. This one reads on, keeps nothing of the file, and lets the form say so at its field.
const keepWithinLimit: StorageEngine = {
  _handleFile(_req, file, done) {
    const chunks: Buffer[] = [];
    let size = 0;
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_UPLOAD_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    file.stream.on('error', done);
    file.stream.on('end', () => {
      const tooLarge = size > MAX_UPLOAD_BYTES;
      const result: Partial<FormFile> = { buffer: Buffer.concat(chunks), size, tooLarge };
      done(null, result);
    });
  },
  _removeFile(_req, _file, done) {
    done(null);
  },
};

const reader = multer({
  storage: keepWithinLimit,
  defParamCharset: 'utf8',
  limits: { files: 2, fields: 280, fieldSize: 100_000, fieldNameSize: 60, parts: 284 },
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
  const files = Array.isArray(req.files) ? req.files : [];
  return files.filter(
    (file) => (file.fieldname === field || file.fieldname === `${field}[]`) && file.size > 0,
  );
}
