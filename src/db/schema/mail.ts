import { columns } from '../dialect.ts';
import { submissions } from './submissions.ts';

const { table, id, string, oneOf, integer, bool, instant, json, index } = columns;

export const outbox = table(
  'outbox',
  {
    id: id('id').primaryKey(),
    submissionId: id('submission_id').references(() => submissions.id),
    mail: string('mail').notNull(),
    status: oneOf('status', ['waiting', 'sent', 'failed', 'kept', 'skipped']).notNull(),
    toAddress: string('to_address').notNull(),
    toName: string('to_name').notNull(),
    replyTo: string('reply_to').notNull(),
    language: string('language').notNull(),
    data: json<Record<string, unknown>>('data').notNull(),
    held: bool('held').notNull(),
    createdAt: instant('created_at').notNull(),
    sendAfter: instant('send_after').notNull(),
    leasedUntil: instant('leased_until'),
    attempts: integer('attempts').notNull(),
    lastError: string('last_error'),
    sentAt: instant('sent_at'),
    /** Mails of one bundle that are due together leave as one letter. */
    bundle: string('bundle'),
  },
  (row) => [
    index('outbox_bundle').on(row.bundle, row.status),
    index('outbox_due').on(row.status, row.sendAfter),
    index('outbox_submission').on(row.submissionId),
  ],
);

/** Addresses that asked for no more reminders, or that do not exist; by a keyed digest, not by name. */
export const mailMarks = table('mail_marks', {
  addressDigest: id('address_digest').primaryKey(),
  noReminders: bool('no_reminders').notNull(),
  bouncedAt: instant('bounced_at'),
  bounceReason: string('bounce_reason').notNull(),
});
