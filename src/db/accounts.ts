import { and, asc, eq, inArray, isNull } from './drizzle.ts';
import type { Account } from '../domain/permissions.ts';
import type { Database, Transaction } from './connection.ts';
import { accountDistricts, accounts, districts, sessions } from './schema.ts';

export type AccountRow = typeof accounts.$inferSelect;

export async function insertAccount(
  tx: Transaction,
  account: typeof accounts.$inferInsert,
  districtIds: readonly string[],
): Promise<boolean> {
  const rows = await tx
    .insert(accounts)
    .values({ ...account, email: account.email.toLowerCase() })
    .onConflictDoNothing()
    .returning({ id: accounts.id });
  if (rows.length === 0) return false;
  if (districtIds.length > 0) {
    await tx
      .insert(accountDistricts)
      .values(districtIds.map((districtId) => ({ accountId: account.id, districtId })));
  }
  return true;
}

export async function findAccountByEmail(
  db: Database,
  email: string,
): Promise<AccountRow | undefined> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.email, email.trim().toLowerCase()), isNull(accounts.deactivatedAt)));
  return row;
}

export async function findAccount(db: Database, id: string): Promise<Account | undefined> {
  const rows = await db
    .select({ account: accounts, districtId: accountDistricts.districtId, kind: districts.kind })
    .from(accounts)
    .leftJoin(accountDistricts, eq(accountDistricts.accountId, accounts.id))
    .leftJoin(districts, eq(districts.id, accountDistricts.districtId))
    .where(and(eq(accounts.id, id), isNull(accounts.deactivatedAt)));
  const first = rows[0];
  if (first === undefined) return undefined;
  const { name, email, language, isEditor, isAdministrator } = first.account;
  return {
    id,
    name,
    email,
    language,
    isEditor,
    isAdministrator,
    districtIds: rows.flatMap((row) => (row.districtId === null ? [] : [row.districtId])),
    isPortalDesk: rows.some((row) => row.kind === 'portal'),
  };
}

export async function findPasswordHash(db: Database, id: string): Promise<string | undefined> {
  const [row] = await db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(and(eq(accounts.id, id), isNull(accounts.deactivatedAt)));
  return row?.passwordHash;
}

/** Sets a password and ends every session of the account. */
export async function setPasswordHash(
  tx: Transaction,
  id: string,
  passwordHash: string,
): Promise<void> {
  await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, id));
  await tx.delete(sessions).where(eq(sessions.accountId, id));
}

export async function noteSignIn(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.update(accounts).set({ lastSignInAt: now }).where(eq(accounts.id, id));
}

export async function listAccounts(
  db: Database,
): Promise<{ account: AccountRow; districtNames: string[] }[]> {
  const rows = await db.select().from(accounts).orderBy(asc(accounts.email));
  const bindings = await db
    .select({ accountId: accountDistricts.accountId, name: districts.shortName })
    .from(accountDistricts)
    .innerJoin(districts, eq(districts.id, accountDistricts.districtId));
  return rows.map((account) => ({
    account,
    districtNames: bindings.filter((row) => row.accountId === account.id).map((row) => row.name),
  }));
}

/** The coordinators of a district: who is told of new work there, and nobody else. */
export async function listCoordinators(db: Database, districtId: string): Promise<AccountRow[]> {
  const rows = await db
    .select({ account: accounts })
    .from(accountDistricts)
    .innerJoin(accounts, eq(accounts.id, accountDistricts.accountId))
    .where(and(eq(accountDistricts.districtId, districtId), isNull(accounts.deactivatedAt)));
  return rows.map((row) => row.account);
}

export async function listEditors(db: Database): Promise<AccountRow[]> {
  return db
    .select()
    .from(accounts)
    .where(and(eq(accounts.isEditor, true), isNull(accounts.deactivatedAt)));
}

export async function listAccountNames(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function hasNoAccounts(db: Database): Promise<boolean> {
  return (await db.select({ id: accounts.id }).from(accounts).limit(1)).length === 0;
}
