import type { Answers } from '../../domain/kinds/read-form.ts';
import { columns } from '../dialect.ts';
import { districts } from './places.ts';
import { submissions } from './submissions.ts';

const { table, id, string, integer, instant, json, index, uniqueIndex, primaryKey } = columns;

/** What one file or one page brought in. */
export const batches = table('batches', {
  id: id('id').primaryKey(),
  name: string('name').notNull(),
  language: string('language').notNull(),
  size: integer('size').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** An association's calendar that a coordinator has subscribed to. */
export const subscriptions = table(
  'subscriptions',
  {
    id: id('id').primaryKey(),
    url: string('url').notNull(),
    organisation: string('organisation').notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    /** What its events say about the place where they say nothing themselves. */
    defaults: json<Answers>('defaults').notNull(),
    createdBy: id('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    nextFetchAt: instant('next_fetch_at'),
    lastFetchAt: instant('last_fetch_at'),
    lastChangeAt: instant('last_change_at'),
    failures: integer('failures').notNull(),
    lastError: string('last_error'),
    etag: string('etag').notNull(),
  },
  (row) => [index('subscriptions_due').on(row.nextFetchAt)],
);

export const subscriptionItems = table(
  'subscription_items',
  {
    subscriptionId: id('subscription_id')
      .notNull()
      .references(() => subscriptions.id),
    uid: string('uid').notNull(),
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    /** What the calendar said last: only what it changes since then is taken over. */
    answers: json<Answers>('answers').notNull(),
    missingSince: instant('missing_since'),
  },
  (row) => [
    primaryKey({ columns: [row.subscriptionId, row.uid] }),
    index('subscription_items_submission').on(row.submissionId),
  ],
);

/** A key with which an organisation's own program hands in. Only its digest is kept. */
export const apiKeys = table(
  'api_keys',
  {
    id: id('id').primaryKey(),
    keyHash: string('key_hash').notNull(),
    /** The first characters, to recognise it by. */
    hint: string('hint').notNull(),
    organisation: string('organisation').notNull(),
    contactName: string('contact_name').notNull(),
    contactEmail: string('contact_email').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (row) => [uniqueIndex('api_keys_hash').on(row.keyHash)],
);
