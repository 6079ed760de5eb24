import {
  KINDS,
  PROMOTION_STATES,
  PUBLICATION_STATES,
  REVIEW_STATES,
  type Actor,
} from '../../domain/submission-types.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { columns } from '../dialect.ts';
import { submissions } from './submissions.ts';

const { table, id, string, oneOf, integer, bool, instant, json, index, uniqueIndex, primaryKey } =
  columns;

/** Further people of the contributor's organisation, each with a link of their own. */
export const participants = table(
  'participants',
  {
    id: id('id').primaryKey(),
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    name: string('name').notNull(),
    email: string('email').notNull(),
    language: string('language').notNull(),
    invitedAt: instant('invited_at').notNull(),
    acceptedAt: instant('accepted_at'),
  },
  (row) => [
    uniqueIndex('participants_once').on(row.submissionId, row.email),
    index('participants_email').on(row.email),
  ],
);

/** A form that was begun and kept on request, reached by a link that went by mail. */
export const drafts = table(
  'drafts',
  {
    id: id('id').primaryKey(),
    kind: oneOf('kind', KINDS).notNull(),
    /** The key of the form: pictures that were uploaded with it hang on it, and sending it ends the draft. */
    formKey: string('form_key').notNull(),
    answers: json<Answers>('answers').notNull(),
    email: string('email').notNull(),
    language: string('language').notNull(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    remindAt: instant('remind_at'),
    expiresAt: instant('expires_at').notNull(),
  },
  (row) => [
    uniqueIndex('drafts_form').on(row.formKey),
    index('drafts_reminder').on(row.remindAt),
    index('drafts_expiry').on(row.expiresAt),
  ],
);

export const history = table(
  'history',
  {
    id: id('id').primaryKey(),
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    at: instant('at').notNull(),
    version: integer('version').notNull(),
    event: string('event').notNull(),
    by: json<Actor>('by').notNull(),
    /** Kept beside the account, which may be renamed or leave. */
    byName: string('by_name').notNull(),
    review: oneOf('review', REVIEW_STATES).notNull(),
    publication: oneOf('publication', PUBLICATION_STATES).notNull(),
    promotion: oneOf('promotion', PROMOTION_STATES).notNull(),
    details: json<HistoryDetails>('details').notNull(),
  },
  (row) => [index('history_submission').on(row.submissionId, row.id)],
);

export interface HistoryDetails {
  readonly message?: string;
  readonly reason?: string;
  readonly from?: string;
  readonly to?: string;
  readonly at?: number;
  readonly revision?: number;
  /** The day of a series that it was about, YYYY-MM-DD. */
  readonly date?: string;
}

export const timers = table(
  'timers',
  {
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    timerId: string('timer_id').notNull(),
    event: string('event').notNull(),
    dueAt: instant('due_at').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.submissionId, row.timerId] }),
    index('timers_due').on(row.dueAt),
  ],
);

export const attachments = table(
  'attachments',
  {
    id: id('id').primaryKey(),
    /** Without a submission it waits for its form to be sent, and is swept away if it never is. */
    submissionId: id('submission_id').references(() => submissions.id),
    formKey: string('form_key').notNull(),
    kind: oneOf('kind', ['image', 'flyer']).notNull(),
    name: string('name').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    isPublic: bool('is_public').notNull(),
    /** What else than a submission holds it: `article <id>`, `district <id>`. */
    keptFor: string('kept_for'),
    createdAt: instant('created_at').notNull(),
  },
  (row) => [
    index('attachments_submission').on(row.submissionId),
    index('attachments_form').on(row.formKey),
  ],
);
