import { columns } from '../dialect.ts';
import { districts } from './places.ts';

const { table, id, string, integer, bool, instant, json, index, uniqueIndex, primaryKey } = columns;

export const accounts = table(
  'accounts',
  {
    id: id('id').primaryKey(),
    email: string('email').notNull(),
    name: string('name').notNull(),
    passwordHash: string('password_hash').notNull(),
    isEditor: bool('is_editor').notNull(),
    isAdministrator: bool('is_administrator').notNull(),
    language: string('language').notNull(),
    createdAt: instant('created_at').notNull(),
    deactivatedAt: instant('deactivated_at'),
    lastSignInAt: instant('last_sign_in_at'),
  },
  (row) => [uniqueIndex('accounts_email').on(row.email)],
);

export const accountDistricts = table(
  'account_districts',
  {
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
  },
  (row) => [primaryKey({ columns: [row.accountId, row.districtId] })],
);

export const sessions = table(
  'sessions',
  {
    idHash: id('id_hash').primaryKey(),
    accountId: id('account_id'),
    data: json<Record<string, unknown>>('data').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (row) => [
    index('sessions_expiry').on(row.expiresAt),
    index('sessions_account').on(row.accountId),
  ],
);

export const rateLimits = table(
  'rate_limits',
  {
    key: id('key').primaryKey(),
    points: integer('points').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (row) => [index('rate_limits_expiry').on(row.expiresAt)],
);
