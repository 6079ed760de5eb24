import type { RequestHandler } from 'express';
import multer from 'multer';
import { Invalid } from '../../domain/errors.ts';
import { MAX_IMPORT_BYTES } from '../../imports/read-import.ts';

// A box for each of some hundred rows, and a page's text pasted in: more than other forms have.
const reader = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: {
    files: 1,
    fileSize: MAX_IMPORT_BYTES + 1,
    fields: 1_500,
    fieldSize: 2_000_000,
    fieldNameSize: 60,
    parts: 1_501,
  },
}).single('file');

/** Reads the form of many at once. What cannot be read is `Invalid`; too large a file is kept as one. */
export const readManyForm: RequestHandler = (req, res, next) => {
  if (Number(req.get('Content-Length') ?? 0) > MAX_IMPORT_BYTES + 3_000_000) {
    req.resume();
    next(Object.assign(new Error('form too large'), { status: 413 }));
    return;
  }
  reader(req, res, (error: unknown) => {
    if (error === undefined || error === null) next();
    else if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') {
      next(Object.assign(new Error('file too large'), { status: 413 }));
    } else next(new Invalid([{ field: '', message: 'unreadable' }]));
  });
};
