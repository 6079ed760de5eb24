import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import {
  hasUsualPort,
  isPublicAddress,
  lookUpAllowed,
  NotPublic,
  readAddress,
  type IsAllowed,
  type Refusal,
} from './public-address.ts';

export type Fetched =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly etag: string }
  | { readonly kind: 'unchanged' }
  /** `reason` is a key of the words below `imports.fetch`; `status` where a server gave one. */
  | {
      readonly kind: 'failed';
      readonly reason: Refusal | 'status' | 'timeout' | 'tooLarge' | 'redirects' | 'connection';
      readonly status?: number;
    };

export interface FetchLimits {
  readonly milliseconds: number;
  /** Of the file as it is unpacked. */
  readonly bytes: number;
  readonly redirects: number;
  /** Tests with a server of their own let that one in. */
  readonly isAllowed: IsAllowed;
  readonly anyPort: boolean;
}

export const FETCH_LIMITS: FetchLimits = {
  milliseconds: 10_000,
  bytes: 5_000_000,
  redirects: 3,
  isAllowed: isPublicAddress,
  anyPort: false,
};

/**
 * Fetches a file from a public address; nothing else can be reached through it. Each redirect is
 * checked as if it had been typed, and the time counts for all of them together. `etag` is that of
 * the last answer: where nothing changed, the server says so.
 */
export async function fetchPublic(
  address: string,
  etag: string,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<Fetched> {
  const timeout = AbortSignal.timeout(limits.milliseconds);
  let url = readAddress(address);
  for (let turn = 0; turn <= limits.redirects; turn += 1) {
    if (typeof url === 'string') return { kind: 'failed', reason: url };
    if (!limits.anyPort && !hasUsualPort(url)) return { kind: 'failed', reason: 'port' };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // An address that stands there itself is not looked up by anybody.
    if (isIP(host) !== 0 && !limits.isAllowed(host)) return { kind: 'failed', reason: 'private' };
    try {
      const answer = await ask(url, etag, limits, timeout);
      const status = answer.statusCode ?? 0;
      const { location } = answer.headers;
      if (status >= 300 && status < 400 && status !== 304 && location !== undefined) {
        answer.destroy();
        url = URL.canParse(location, url.href)
          ? readAddress(new URL(location, url).href)
          : 'address';
        continue;
      }
      if (status === 304) {
        answer.destroy();
        return { kind: 'unchanged' };
      }
      if (status !== 200) {
        answer.destroy();
        return { kind: 'failed', reason: 'status', status };
      }
      const bytes = await readBody(answer, limits.bytes);
      if (bytes === undefined) return { kind: 'failed', reason: 'tooLarge' };
      return { kind: 'file', bytes, etag: (answer.headers.etag ?? '').slice(0, 500) };
    } catch (error) {
      if (timeout.aborted) return { kind: 'failed', reason: 'timeout' };
      return { kind: 'failed', reason: reasonOf(error) };
    }
  }
  return { kind: 'failed', reason: 'redirects' };
}

function reasonOf(error: unknown): 'private' | 'unresolved' | 'connection' {
  if (error instanceof NotPublic) return 'private';
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'unresolved' : 'connection';
}

function ask(
  url: URL,
  etag: string,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      signal,
      // No connection is shared: one that was checked for another name could be used again.
      agent: false,
      lookup: lookUpAllowed(limits.isAllowed),
      headers: {
        Accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
        'Accept-Encoding': 'gzip, deflate, br',
        'User-Agent': 'Veedelpost (calendar subscription)',
        ...(etag === '' ? {} : { 'If-None-Match': etag }),
      },
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.end();
  });
}

/** `undefined`: it is larger than allowed, whatever it said before. */
async function readBody(answer: IncomingMessage, max: number): Promise<Buffer | undefined> {
  const encoding = answer.headers['content-encoding'] ?? '';
  const decoder =
    encoding === 'gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (decoder !== undefined) answer.on('error', (error) => decoder.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decoder === undefined ? answer : answer.pipe(decoder)) {
    size += (chunk as Buffer).length;
    if (size > max) {
      answer.destroy();
      return undefined;
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
