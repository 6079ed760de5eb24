import { hash } from '@node-rs/argon2';
import { v7 as uuid } from 'uuid';
import { insertAccount } from '../db/accounts.ts';
import { Invalid } from '../domain/errors.ts';
import { ARGON2, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../domain/passwords.ts';
import { DEFAULT_LANGUAGE } from '../locales/languages.ts';
import type { WorkflowParts } from './parts.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Slugs of the districts whose queue it works; `portal` is the portal's own desk. */
  readonly districts: readonly string[];
  readonly isEditor: boolean;
  readonly isAdministrator: boolean;
  /** Of the mails to it; the portal's own where none is given. */
  readonly language?: string;
}

/** Makes an account. Throws `Invalid` for what cannot be used, or when there is one already. */
export async function createAccount(
  parts: Pick<WorkflowParts, 'db' | 'city' | 'now'>,
  account: NewAccount,
): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(account.email)) {
    throw new Invalid([{ field: 'email', message: 'email' }]);
  }
  if (account.password.length < MIN_PASSWORD_LENGTH) {
    throw new Invalid([
      { field: 'password', message: 'passwordShort', values: { min: MIN_PASSWORD_LENGTH } },
    ]);
  }
  if (account.password.length > MAX_PASSWORD_LENGTH) {
    const values = { max: MAX_PASSWORD_LENGTH };
    throw new Invalid([{ field: 'password', message: 'tooLong', values }]);
  }
  const city = await parts.city();
  const districtIds = account.districts.map((slug) => {
    const district = city.bySlug.get(slug);
    if (district === undefined) {
      throw new Invalid([{ field: 'districts', message: 'districtUnknown', values: { slug } }]);
    }
    return district.id;
  });
  const passwordHash = await hash(account.password, ARGON2);
  const inserted = await parts.db.transact((tx) =>
    insertAccount(
      tx,
      {
        id: uuid({ msecs: parts.now() }),
        email: account.email,
        name: account.name,
        passwordHash,
        isEditor: account.isEditor,
        isAdministrator: account.isAdministrator,
        language: account.language ?? DEFAULT_LANGUAGE,
        createdAt: parts.now(),
      },
      districtIds,
    ),
  );
  if (!inserted) throw new Invalid([{ field: 'email', message: 'accountExists' }]);
}
