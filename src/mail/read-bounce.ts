/** What a mail server says of a letter that it could not bring (RFC 3464). */
export interface Bounce {
  /** The id of the mail in the outbox, from the Message-ID that we gave it. */
  readonly mailId: string;
  /** RFC 3463, such as 5.1.1. */
  readonly status: string;
  /** The server's own words, which may hold the address. */
  readonly diagnostic: string;
}

/** A report quotes the letter; what comes after this much of it tells nothing more. */
export const MAX_BOUNCE_BYTES = 1_000_000;

type Headers = ReadonlyMap<string, string>;

/**
 * Reads a delivery status notification: `undefined` for anything else, and for a delay or a success.
 * Only the few fields that are needed are read, from the first bytes and without trust: the letter
 * comes from outside. `host` is the portal's: a Message-ID of another sender is not ours.
 */
export function readBounce(message: string, host: string): Bounce | undefined {
  const text = message.slice(0, MAX_BOUNCE_BYTES).replace(/\r\n?/g, '\n');
  const [head, body] = splitHead(text);
  const type = head.get('content-type') ?? '';
  if (!/^multipart\/report\b/i.test(type)) return undefined;
  const boundary = /\bboundary=(?:"([^"\n]{1,200})"|([^\s;]{1,200}))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return undefined;

  let failure: { status: string; diagnostic: string } | undefined;
  let original = '';
  for (const part of splitParts(body, mark)) {
    const [partHead, content] = splitHead(part);
    const kind = (partHead.get('content-type') ?? '').toLowerCase();
    if (kind.startsWith('message/delivery-status')) failure ??= readFailure(content);
    if (/^(message\/rfc822|text\/rfc822-headers|message\/global)/.test(kind)) {
      original ||= splitHead(content.trimStart())[0].get('message-id') ?? '';
    }
  }
  if (failure === undefined) return undefined;
  // Some servers send back no part of the letter, and name it only where an answer would.
  const named = [original, head.get('in-reply-to') ?? '', head.get('references') ?? ''];
  const mailId = named.map((ids) => findOurId(ids, host)).find((id) => id !== undefined);
  return mailId === undefined ? undefined : { mailId, ...failure };
}

/** The first recipient that was given up: each of our letters has only one. */
function readFailure(content: string): { status: string; diagnostic: string } | undefined {
  for (const block of content
    .trim()
    .split(/\n[ \t]*\n/)
    .slice(0, 20)) {
    const fields = readHeaders(block);
    if (!fields.has('final-recipient') || !/^failed\b/i.test(fields.get('action') ?? '')) continue;
    const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
    if (!status?.startsWith('5')) continue;
    const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+;\s*/, '');
    return { status, diagnostic: diagnostic.slice(0, 300) };
  }
  return undefined;
}

function findOurId(ids: string, host: string): string | undefined {
  const uuid = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^>\s]{1,255})>/gi;
  return [...ids.slice(0, 5_000).matchAll(uuid)]
    .find((match) => match[2]?.toLowerCase() === host.toLowerCase())?.[1]
    ?.toLowerCase();
}

function splitParts(body: string, boundary: string): string[] {
  const parts = `\n${body}`.split(`\n--${boundary}`).slice(1, 12);
  return parts
    .filter((part) => !part.startsWith('--'))
    .map((part) => part.replace(/^[ \t]*\n/, ''));
}

function splitHead(text: string): [Headers, string] {
  // A part without headers begins with its empty line.
  if (text.startsWith('\n')) return [new Map(), text.slice(1)];
  const end = text.indexOf('\n\n');
  return end < 0 ? [readHeaders(text), ''] : [readHeaders(text.slice(0, end)), text.slice(end + 2)];
}

/** Fields by name in lower case, the first of each, with folded lines joined (RFC 5322, 2.2.3). */
function readHeaders(text: string): Headers {
  const fields = new Map<string, string>();
  for (const line of text
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .slice(0, 500)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
