import type { RequestHandler } from 'express';
import multer from 'multer';
import { Invalid, TooFast } from '../../domain/errors.ts';
import { FIELD_NAMES } from '../files/upload.ts';
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
    parts: 1_501,
    ...FIELD_NAMES,
  },
}).single('file');

/** Each holds its file in memory until it was read. */
const MOST_AT_ONCE = 20;

/** Who comes while many others bring their files is asked to come back in a moment. */
export function fewAtOnce(): RequestHandler {
  let open = 0;
  return (_req, res, next) => {
    if (open >= MOST_AT_ONCE) throw new TooFast(30);
    open += 1;
    res.once('close', () => {
      open -= 1;
    });
    next();
  };
}

/** A file, a pasted text and the words around them. */
const MAX_FORM_BYTES = MAX_IMPORT_BYTES + 3_000_000;

/** Reads the form of many at once. What cannot be read is `Invalid`; too large a file is kept as one. */
export const readManyForm: RequestHandler = (req, res, next) => {
  if (Number(req.get('Content-Length') ?? 0) > MAX_FORM_BYTES) {
    req.resume();
    next(tooLarge());
    return;
  }
  let size = 0;
  let isOver = false;
  // Where no length was said beforehand, nothing else adds up the fields, each of which may be long.
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_FORM_BYTES || isOver) return;
    isOver = true;
    req.unpipe();
    req.resume();
    next(tooLarge());
  });
  reader(req, res, (error: unknown) => {
    if (isOver) return;
    if (error === undefined || error === null) next();
    else if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') {
      next(tooLarge());
    } else next(new Invalid([{ field: '', message: 'unreadable' }]));
  });
};

function tooLarge(): Error {
  return Object.assign(new Error('form too large'), { status: 413 });
}
