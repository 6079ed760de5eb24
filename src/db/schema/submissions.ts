import {
  FRESHNESS_STATES,
  KINDS,
  PROMOTION_STATES,
  PUBLICATION_STATES,
  REVIEW_STATES,
  SOURCES,
  type Actor,
  type UndoNote,
} from '../../domain/submission-types.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { columns } from '../dialect.ts';
import { districts } from './places.ts';

const { table, id, string, oneOf, integer, bool, instant, json, index, uniqueIndex, primaryKey } =
  columns;

export const submissions = table(
  'submissions',
  {
    id: id('id').primaryKey(),
    reference: string('reference').notNull(),
    kind: oneOf('kind', KINDS).notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    /** The route said so, but the place is only partly in the district: the office looks at it. */
    routedBy: string('routed_by').notNull(),
    routeCertain: bool('route_certain').notNull(),
    idempotencyKey: string('idempotency_key').notNull(),
    /** Of the form and the letters. */
    language: string('language').notNull(),
    /** Seconds from opening the form to sending it; a person needs more than a program. */
    fillSeconds: integer('fill_seconds').notNull(),
    title: string('title').notNull(),
    /** Of the title and the whole text. */
    textLanguage: string('text_language').notNull().default('de'),
    slug: string('slug').notNull(),
    startsAt: instant('starts_at'),
    createdAt: instant('created_at').notNull(),

    review: oneOf('review', REVIEW_STATES).notNull(),
    publication: oneOf('publication', PUBLICATION_STATES).notNull(),
    promotion: oneOf('promotion', PROMOTION_STATES).notNull(),
    freshness: oneOf('freshness', FRESHNESS_STATES).notNull().default('notAsked'),
    machineVersion: integer('machine_version').notNull(),
    version: integer('version').notNull(),
    changedAt: instant('changed_at').notNull(),

    confirmed: bool('confirmed').notNull(),
    claimedBy: id('claimed_by'),
    waitingSince: instant('waiting_since'),
    escalated: bool('escalated').notNull(),
    revision: integer('revision').notNull(),
    endsAt: instant('ends_at'),
    approvedRevision: integer('approved_revision'),
    approvedEndsAt: instant('approved_ends_at'),
    publishAt: instant('publish_at'),
    promotedUntil: instant('promoted_until'),
    undo: json<UndoNote>('undo'),
    /** When somebody last said that it still holds. */
    confirmedAt: instant('confirmed_at'),
    source: oneOf('source', SOURCES).notNull().default('form'),
    /** What came in together: one file, one confirmation, one line in the queue. */
    batchId: id('batch_id'),
    /** The key that it was handed in with. */
    apiKeyId: id('api_key_id'),
    /** When a decision is due: the event's start or the office's usual time, whichever is first. */
    dueAt: instant('due_at'),
  },
  (row) => [
    uniqueIndex('submissions_reference').on(row.reference),
    uniqueIndex('submissions_idempotency').on(row.idempotencyKey),
    index('submissions_queue').on(row.districtId, row.review, row.dueAt, row.id),
    index('submissions_changed').on(row.districtId, row.changedAt),
    index('submissions_publication').on(row.districtId, row.publication, row.changedAt, row.id),
    index('submissions_promotion').on(row.promotion, row.changedAt),
    index('submissions_escalated').on(row.escalated, row.review, row.dueAt),
    index('submissions_batch').on(row.batchId),
    index('submissions_freshness').on(row.districtId, row.freshness, row.changedAt),
  ],
);

/** One immutable version of a submission's content. */
export const revisions = table(
  'revisions',
  {
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    number: integer('number').notNull(),
    content: json<Content>('content').notNull(),
    by: json<Actor>('by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.submissionId, row.number] })],
);

/** Private data, apart from everything public, so that it can leave on schedule. */
export const contributors = table(
  'contributors',
  {
    submissionId: id('submission_id')
      .primaryKey()
      .references(() => submissions.id),
    name: string('name').notNull(),
    email: string('email').notNull(),
    phone: string('phone').notNull(),
    organisation: string('organisation').notNull(),
    consentAt: instant('consent_at').notNull(),
  },
  (row) => [index('contributors_email').on(row.email)],
);
