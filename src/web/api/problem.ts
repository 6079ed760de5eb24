import type { Request, Response } from 'express';
import { Invalid, NotFound, TooFast } from '../../domain/errors.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { presentProblems } from '../problems.ts';

/** A request without a key, or with one that is unknown or was revoked. */
export class NoKey extends Error {
  override name = 'NoKey';
}

/**
 * An error as `application/problem+json` (RFC 9457), its sentences in the language of the address.
 * What is wrong with a field stands under `errors`, each with the form's own name and sentence.
 */
export function sendProblem(parts: WebParts, req: Request, res: Response, error: unknown): void {
  const { words } = contextOf(res);
  const say = (status: number, name: string, more: Record<string, unknown> = {}) => {
    res
      .status(status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          status,
          title: words.t(`api.problem.${name}`),
          instance: req.originalUrl.replace(/\?.*$/s, ''),
          ...more,
        }),
      );
  };
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (error instanceof NoKey) {
    res.set('WWW-Authenticate', 'Bearer');
    say(401, 'noKey');
  } else if (error instanceof Invalid) {
    const errors = presentProblems(words, error.problems, []).map(({ field, text }) => ({
      field,
      detail: text,
    }));
    say(422, 'invalid', { errors });
  } else if (error instanceof TooFast) {
    res.set('Retry-After', String(error.retryAfter));
    say(429, 'tooFast');
  } else if (error instanceof NotFound) say(404, 'notFound');
  else if (status === 413) say(413, 'tooLarge');
  else if (status === 400 || type === 'entity.parse.failed') say(400, 'notJson');
  else if (status === 415) say(415, 'notJson');
  else {
    parts.log.error({ err: error }, 'a program could not be answered');
    say(503, 'failed');
  }
}
