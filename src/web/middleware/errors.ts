import type { ErrorRequestHandler, Request } from 'express';
import multer from 'multer';
import type { Logger } from 'pino';
import {
  Invalid,
  KeyTaken,
  NotFound,
  NotPermitted,
  NotPossible,
  NotSignedIn,
  OutOfDate,
  TooFast,
} from '../../domain/errors.ts';
import { contextOf } from '../context.ts';
import { sendPage } from '../render.ts';
import { showSignIn } from '../show-sign-in.ts';
import { findUnsent } from '../unsent.ts';

/** The one place where what happened becomes a page. */
export function errorPages(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    // Before the request was located there is no language to answer in.
    if (res.locals['context'] === undefined) {
      const given = (error as { status?: unknown }).status;
      const isTheirs = typeof given === 'number' && given >= 400 && given < 500;
      if (!isTheirs) log.error({ err: error }, 'a request failed before it had a page');
      const code = isTheirs ? given : 503;
      res
        .status(code)
        .type('text')
        .send(isTheirs ? String(code) : '503 Service Unavailable');
      return;
    }
    if (error instanceof NotSignedIn) {
      const { paths } = contextOf(res);
      const unsent = findUnsent(req);
      if (unsent !== undefined) {
        showSignIn(res, { next: pageOf(req), unsent });
        return;
      }
      res.redirect(303, `${paths.signIn()}?weiter=${encodeURIComponent(pageOf(req))}`);
      return;
    }
    const { status, page, values } = classify(error);
    if (status >= 500) log.error({ err: error }, 'a request failed');
    if (error instanceof TooFast) res.set('Retry-After', String(error.retryAfter));
    res.set('Cache-Control', 'no-store');
    const { t } = contextOf(res).words;
    sendPage(
      res,
      'error',
      {
        title: t(`error.${page}.title`),
        text: t(`error.${page}.text`, values),
        noIndex: true,
      },
      status,
    );
  };
}

/** The page to come back to: a button's own address shows nothing, the page it stood on does. */
function pageOf(req: Request): string {
  if (req.method === 'GET' || req.method === 'HEAD') return req.originalUrl;
  const referrer = URL.parse(req.get('Referer') ?? '');
  if (referrer === null || referrer.host !== req.get('Host')) return '';
  return referrer.pathname + referrer.search;
}

interface Classified {
  readonly status: number;
  readonly page: string;
  readonly values?: Record<string, unknown>;
}

function classify(error: unknown): Classified {
  if (error instanceof NotFound) return { status: 404, page: 'notFound' };
  if (error instanceof NotPermitted) return { status: 403, page: 'notPermitted' };
  if (error instanceof KeyTaken) return { status: 409, page: 'outOfDate' };
  if (error instanceof NotPossible) return { status: 409, page: 'notPossible' };
  if (error instanceof OutOfDate) return { status: 409, page: 'outOfDate' };
  if (error instanceof Invalid) return { status: 422, page: 'invalid' };
  if (error instanceof TooFast) {
    const minutes = Math.ceil(error.retryAfter / 60);
    return { status: 429, page: 'tooFast', values: { minutes } };
  }
  if (error instanceof multer.MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? { status: 413, page: 'tooLarge' }
      : { status: 422, page: 'invalid' };
  }
  const status = (error as { status?: unknown }).status;
  if (status === 413) return { status, page: 'tooLarge' };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status: status === 404 ? 404 : 422, page: status === 404 ? 'notFound' : 'invalid' };
  }
  return { status: 503, page: 'failed' };
}
