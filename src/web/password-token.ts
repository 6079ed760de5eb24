import { findPasswordHash } from '../db/accounts.ts';
import { PASSWORD, pseudonym, readSignedText } from '../domain/tokens.ts';
import type { WebParts } from './parts.ts';
import { HOUR } from '../domain/time.ts';

const LIFETIME = 2 * HOUR;

/**
 * What a link that sets a password says. It carries a digest of the present one, so it works once:
 * using it changes the password and with it the digest. It opens nothing before it is signed, which
 * happens as the letter is written: no key rests in the outbox.
 */
export function describePasswordToken(
  secret: string,
  accountId: string,
  passwordHash: string,
  now: number,
): string {
  const state = pseudonym(secret, 'password state', passwordHash);
  return `${accountId}~${String(now + LIFETIME)}~${state}`;
}

export async function readPasswordToken(
  parts: Pick<WebParts, 'db' | 'secret' | 'now'>,
  token: string,
): Promise<string | undefined> {
  const [id, until, state] = (readSignedText(parts.secret, PASSWORD, token) ?? '').split('~');
  if (!id || !until || !state || Number(until) < parts.now()) return undefined;
  const passwordHash = await findPasswordHash(parts.db.read, id);
  if (passwordHash === undefined) return undefined;
  return pseudonym(parts.secret, 'password state', passwordHash) === state ? id : undefined;
}
