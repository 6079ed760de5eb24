import { hash } from '@node-rs/argon2';
import { findAccountByEmail, setPasswordHash } from '../db/accounts.ts';
import { putInOutbox } from '../db/outbox.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import { ARGON2 } from '../domain/passwords.ts';
import { plainLetter } from './plain-letter.ts';
import type { WorkflowParts } from './parts.ts';

type Account = NonNullable<Awaited<ReturnType<typeof findAccountByEmail>>>;

/**
 * A letter with a link that sets a new password, where the address has an account; nothing tells
 * whether it has. `describe` says what the link will open. Throws `TooFast`.
 */
export async function sendPasswordLink(
  parts: WorkflowParts,
  email: string,
  limits: readonly Counted[],
  describe: (account: Account) => string,
): Promise<void> {
  const now = parts.now();
  const city = await parts.city();
  const row = await findAccountByEmail(parts.db.read, email);
  await parts.db.transact(async (tx) => {
    // Counted for any address, so that the limit does not tell which of them has an account.
    await consumeAll(tx, limits, now);
    if (row === undefined) return;
    const letter = plainLetter('passwordReset', {
      to: row.email,
      toName: row.name,
      replyTo: city.portal.officeEmail,
      language: row.language,
      now,
      data: { token: describe(row) },
    });
    await putInOutbox(tx, [letter]);
  });
  parts.mailIsWaiting();
}

export async function setPassword(
  parts: Pick<WorkflowParts, 'db'>,
  accountId: string,
  password: string,
): Promise<void> {
  const passwordHash = await hash(password, ARGON2);
  await parts.db.transact((tx) => setPasswordHash(tx, accountId, passwordHash));
}
