import { createHash } from 'node:crypto';

/** A UID of any length and with any letters in it, as a key of 32 characters. */
export function uidKey(uid: string): string {
  return createHash('sha256').update(uid).digest('hex').slice(0, 32);
}
