import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Private links without secrets at rest: a token is the submission's id and a keyed digest of it
 * (HMAC-SHA-256, cut to 128 bits), so the database holds nothing that opens a door, and a link can
 * be made again for any later mail. The purpose is part of the digest: a receipt opens no status page.
 */
export type TokenPurpose =
  | 'status'
  | 'receipt'
  | 'draft'
  /** A colleague's own way to a submission; the id is the participant's. */
  | 'participant'
  /** All that was handed in under one address; the id is that of any of these submissions. */
  | 'own'
  /** Everything that one file brought in; the id is the batch's. */
  | 'batch';

const ID_BYTES = 16;
const MAC_BYTES = 16;

export function signToken(secret: string, purpose: TokenPurpose, id: string): string {
  const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([idBytes, digest(secret, purpose, id)]).toString('base64url');
}

/** The id in a token, or `undefined` for anything that this portal did not sign for this purpose. */
export function readToken(
  secret: string,
  purpose: TokenPurpose,
  token: string,
): string | undefined {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + MAC_BYTES) return undefined;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const given = bytes.subarray(ID_BYTES);
  return timingSafeEqual(given, digest(secret, purpose, id)) ? id : undefined;
}

/** Signs a short text, such as the time at which a form was handed out. */
export function signText(secret: string, purpose: string, text: string): string {
  return `${text}.${digest(secret, purpose, text).toString('base64url')}`;
}

export function readSignedText(
  secret: string,
  purpose: string,
  signed: string,
): string | undefined {
  const dot = signed.lastIndexOf('.');
  if (dot < 0) return undefined;
  const text = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1));
  const right = Buffer.from(digest(secret, purpose, text).toString('base64url'));
  return given.length === right.length && timingSafeEqual(given, right) ? text : undefined;
}

/** A stable name for something private, such as a network address as the key of a limit. */
export function pseudonym(secret: string, purpose: string, text: string): string {
  return digest(secret, purpose, text).toString('base64url');
}

/** The purpose of the signature on a link that ends reminders; the digest of the address is its text. */
export const UNSUBSCRIBE = 'unsubscribe';

/** The purpose of the signature on a link that sets a password. */
export const PASSWORD = 'password';

/** An e-mail address as the key of what is remembered about it, without being it. */
export function digestAddress(secret: string, address: string): string {
  return pseudonym(secret, 'mail address', address.trim().toLowerCase());
}

function digest(secret: string, purpose: string, text: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest().subarray(0, MAC_BYTES);
}
