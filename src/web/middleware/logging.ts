import type { Logger } from 'pino';
import type { Options } from 'pino-http';
import { hideTokens } from '../hide-tokens.ts';
import { describeError } from '../log-errors.ts';

/**
 * One line a request, with what an operator needs and nothing that identifies a person: no network
 * address, no cookie, and private links without their token.
 */
export function logOptions(logger: Logger): Options {
  return {
    logger,
    serializers: {
      err: (error: unknown) => describeError(error),
      req: (req: { method: string; url: string }) => ({
        method: req.method,
        url: withoutSecrets(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    customLogLevel: (_req, res, error) =>
      error !== undefined || res.statusCode >= 500
        ? 'error'
        : res.statusCode >= 400
          ? 'info'
          : 'debug',
  };
}

/** Tokens are what opens a private page; a log is read by many and kept for long. */
export function withoutSecrets(url: string): string {
  return hideTokens(url).replace(/\?.*$/, '?…');
}
