import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Shows } from '../keep.ts';
import { chooseEncoding, isPackable, pack, type Encoding } from './encodings.ts';
import { findKnownTag } from './etags.ts';

type Form = Encoding | 'light';

/** An answer as it was sent, and under which numbers it was made. */
export interface KeptAnswer {
  readonly shows: Shows;
  readonly districtId: string | undefined;
  readonly version: string;
  readonly until: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly canPack: boolean;
  /** Each encoding is another representation, with a strong tag of its own (RFC 9110, 8.8.3.3). */
  readonly tags: Readonly<Record<Form, string>>;
  readonly identity: Buffer;
  gzip?: Buffer;
  /** Brotli in a hurry, for whoever asks first; it gives way to `br` once it is asked for again. */
  light?: Buffer;
  br?: Buffer;
}

/** They belong to one answer alone, or are written anew with each. */
const OWN_HEADERS = ['etag', 'date', 'content-length', 'connection', 'keep-alive', 'vary'];

/** Nothing, where the answer itself says that it is not for everybody or not to be kept. */
export function makeAnswer(
  res: Response,
  body: Buffer,
  made: Pick<KeptAnswer, 'shows' | 'districtId' | 'version' | 'until'>,
): KeptAnswer | undefined {
  const { 'cache-control': control = 'public, no-cache', vary, ...others } = res.getHeaders();
  if (/no-store|private/.test(control) || others['set-cookie'] !== undefined) {
    return undefined;
  }
  // The address is all that we tell answers apart by.
  if (/[^\s,]/.test((vary ?? '').replace(/accept-encoding|origin/gi, ''))) return undefined;
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const headers = Object.entries(others)
    .filter(([name]) => !OWN_HEADERS.includes(name))
    .map(([name, value]) => [name, String(value)] as const);
  return {
    ...made,
    headers: [
      ...headers,
      ['Cache-Control', control] as const,
      ['Vary', 'Accept-Encoding'] as const,
    ],
    canPack: isPackable(others['content-type'] ?? ''),
    tags: {
      identity: `"${digest}"`,
      gzip: `"${digest}-gzip"`,
      br: `"${digest}-br"`,
      light: `"${digest}-br1"`,
    },
    identity: body,
  };
}

/**
 * Answers from what is kept; whoever has it already gets a 304. Gives how many bytes more, or fewer,
 * are kept now: a packed form is made when it is first asked for.
 */
export function sendKept(req: Request, res: Response, answer: KeptAnswer): number {
  for (const [name, value] of answer.headers) res.setHeader(name, value);
  const encoding = answer.canPack ? chooseEncoding(req.headers['accept-encoding']) : 'identity';
  const { tags } = answer;
  const there: Form = encoding === 'br' && answer.br === undefined ? 'light' : encoding;
  const known = findKnownTag(req.headers['if-none-match'], [
    tags[there],
    tags.br,
    tags.light,
    tags.gzip,
    tags.identity,
  ]);
  if (known !== undefined) {
    res.setHeader('ETag', known);
    res.removeHeader('Content-Type');
    res.statusCode = 304;
    res.end();
    return 0;
  }
  const isAgain = there === 'light' && answer.light !== undefined && req.method !== 'HEAD';
  const form = isAgain ? 'br' : there;
  res.setHeader('ETag', tags[form]);
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
  const before = sizeOf(answer);
  const body =
    form === 'identity' ? answer.identity : (answer[form] ??= pack(form, answer.identity));
  if (form === 'br') delete answer.light;
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
  return sizeOf(answer) - before;
}

const OVERHEAD = 1_000;

/** What it takes of the budget: every form of it, and about what its headers and tags take. */
export function sizeOf(answer: KeptAnswer): number {
  const packed =
    (answer.gzip?.length ?? 0) + (answer.br?.length ?? 0) + (answer.light?.length ?? 0);
  return answer.identity.length + packed + OVERHEAD;
}
