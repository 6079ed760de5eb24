import { findPasswordHash } from '../db/accounts.ts';
import { pseudonym, readSignedText, signText } from '../domain/tokens.ts';
import type { WebParts } from './parts.ts';

const LIFETIME = 2 * 3_600_000;
const PURPOSE = 'password';

/**
 * A link that sets a password. It carries a digest of the present one, so it works once: using it
 * changes the password and with it the digest.
 */
export function signPasswordToken(
  secret: string,
  accountId: string,
  passwordHash: string,
  now: number,
): string {
  const state = pseudonym(secret, 'password state', passwordHash);
  return signText(secret, PURPOSE, `${accountId}~${String(now + LIFETIME)}~${state}`);
}

export async function readPasswordToken(
  parts: Pick<WebParts, 'db' | 'secret' | 'now'>,
  token: string,
): Promise<string | undefined> {
  const [id, until, state] = (readSignedText(parts.secret, PURPOSE, token) ?? '').split('~');
  if (!id || !until || !state || Number(until) < parts.now()) return undefined;
  const passwordHash = await findPasswordHash(parts.db.read, id);
  if (passwordHash === undefined) return undefined;
  return pseudonym(parts.secret, 'password state', passwordHash) === state ? id : undefined;
}
