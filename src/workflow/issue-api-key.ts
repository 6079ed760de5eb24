import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { insertApiKey } from '../db/api-keys.ts';
import { Invalid } from '../domain/errors.ts';
import { readKeyHolder, type Answers } from '../domain/kinds/read-form.ts';
import type { WorkflowParts } from './parts.ts';

const PREFIX = 'vp_';

/** Digest of a key. It is random and long, so that no salt is needed to keep it from being guessed. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/**
 * Makes a key for an organisation and gives it, this once: only its digest is kept. Throws
 * `Invalid`.
 */
export async function issueApiKey(
  parts: Pick<WorkflowParts, 'db' | 'now'>,
  answers: Answers,
): Promise<string> {
  const read = readKeyHolder(answers);
  if (!read.ok) throw new Invalid(read.problems);
  const key = PREFIX + randomBytes(32).toString('base64url');
  const now = parts.now();
  await parts.db.transact((tx) =>
    insertApiKey(tx, {
      id: uuid({ msecs: now }),
      keyHash: hashApiKey(key),
      hint: key.slice(0, 8),
      ...read.value,
      createdAt: now,
      lastUsedAt: null,
      revokedAt: null,
    }),
  );
  return key;
}
