import { createHash, createHmac } from 'node:crypto';
import { v5 as uuidOf } from 'uuid';
import { findApiKeyById, insertApiKey, noteKeyUsed, revokeApiKey } from '../db/api-keys.ts';
import { Invalid } from '../domain/errors.ts';
import { readKeyHolder, type Answers } from '../domain/kinds/read-form.ts';
import type { WorkflowParts } from './parts.ts';

const PREFIX = 'vp_';

/** Digest of a key. It is random and long, so that no salt is needed to keep it from being guessed. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/**
 * Makes a key for an organisation and gives it: only its digest is kept. The same form sent twice is
 * one key, so it is made of the form's own random key (a UUID), which is kept nowhere, under our secret.
 * Throws `Invalid`.
 */
export async function issueApiKey(
  parts: Pick<WorkflowParts, 'db' | 'now' | 'secret'>,
  answers: Answers,
  formKey: string,
): Promise<string> {
  const read = readKeyHolder(answers);
  if (!read.ok) throw new Invalid(read.problems);
  // Whoever goes back and writes another organisation means another key.
  const said = JSON.stringify(read.value);
  const id = uuidOf(said, formKey);
  const digest = createHmac('sha256', parts.secret).update(`api key\n${formKey}\n${said}`);
  const key = PREFIX + digest.digest('base64url');
  await parts.db.transact(async (tx) => {
    await insertApiKey(tx, {
      id,
      keyHash: hashApiKey(key),
      hint: key.slice(0, 8),
      ...read.value,
      createdAt: parts.now(),
      lastUsedAt: null,
      revokedAt: null,
    });
    // A page that was left open must not show as new what was locked since.
    if ((await findApiKeyById(tx, id))?.revokedAt !== null) {
      throw new Invalid([{ field: '', message: 'formExpired' }]);
    }
  });
  return key;
}

/** What was handed in with it stays; the key itself opens nothing any more. */
export async function lockApiKey(
  parts: Pick<WorkflowParts, 'db' | 'now'>,
  id: string,
): Promise<void> {
  await parts.db.transact((tx) => revokeApiKey(tx, id, parts.now()));
}

export async function noteUse(parts: Pick<WorkflowParts, 'db' | 'now'>, id: string): Promise<void> {
  await parts.db.transact((tx) => noteKeyUsed(tx, id, parts.now()));
}
