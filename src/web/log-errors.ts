import { pino, type DestinationStream, type Logger } from 'pino';
import { hideAddresses } from '../domain/text.ts';
import { hideTokens } from './hide-tokens.ts';

const DEEPEST = 4;

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string | number;
  readonly cause?: LoggedError;
}

/**
 * An error as the log may know it: what, where and why, by a list of what is allowed. Errors of
 * databases and mail servers carry the values of the failed statement, and with them people's
 * names and addresses, in fields and in their message.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  const given = error instanceof Error ? error : new Error(String(error));
  const { code, query, cause } = given as { code?: unknown; query?: unknown; cause?: unknown };
  const message = typeof query === 'string' ? `a query failed: ${nameQuery(query)}` : given.message;
  return {
    type: given.constructor.name,
    message: hideTokens(hideAddresses(message)).slice(0, 1_000),
    // Its first lines repeat the message.
    stack: (given.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause === undefined || depth >= DEEPEST ? {} : { cause: describeError(cause, depth + 1) }),
  };
}

/** The verb and the table: `insert into "outbox"`. */
function nameQuery(query: string): string {
  return (
    /^\s*(insert into|update|delete from|select)\b(?:.*?\bfrom)?\s*("?\w+"?)?/is
      .exec(query)
      ?.slice(1)
      .filter(Boolean)
      .join(' ') ?? 'unknown'
  );
}

/** The log of the process. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options = { level, serializers: { err: (error: unknown) => describeError(error) } };
  return stream === undefined ? pino(options) : pino(options, stream);
}
