import {
  FRESHNESS_STATES,
  KINDS,
  PROMOTION_STATES,
  PUBLICATION_STATES,
  REVIEW_STATES,
  SOURCES,
  type Actor,
  type UndoNote,
} from '../domain/submission-types.ts';
import type { Content } from '../domain/kinds/content.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import { columns } from './dialect.ts';

const { table, id, string, oneOf, integer, decimal, bool, instant, json } = columns;
const { index, uniqueIndex, primaryKey } = columns;

// ── Places ────────────────────────────────────────────────────────────────────────────────────

/** A social area with its office, or the portal's own desk. Dated, since districts split and merge. */
export const districts = table(
  'districts',
  {
    id: id('id').primaryKey(),
    kind: oneOf('kind', ['district', 'portal']).notNull(),
    code: string('code').notNull(),
    slug: string('slug').notNull(),
    name: string('name').notNull(),
    shortName: string('short_name').notNull(),
    colour: string('colour').notNull(),
    colourDark: string('colour_dark').notNull(),
    intro: string('intro').notNull(),
    outline: string('outline'),
    officeName: string('office_name').notNull(),
    officeEmail: string('office_email').notNull(),
    officePhone: string('office_phone').notNull(),
    officeAddress: string('office_address').notNull(),
    officeHours: string('office_hours').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until'),
  },
  (row) => [uniqueIndex('districts_slug').on(row.slug), uniqueIndex('districts_code').on(row.code)],
);

export const stadtteile = table('stadtteile', {
  code: id('code').primaryKey(),
  name: string('name').notNull(),
  stadtbezirk: string('stadtbezirk').notNull(),
  postalCodes: json<string[]>('postal_codes').notNull(),
  latitude: decimal('latitude'),
  longitude: decimal('longitude'),
});

export const districtAreas = table(
  'district_areas',
  {
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    stadtteil: string('stadtteil')
      .notNull()
      .references(() => stadtteile.code),
    coverage: oneOf('coverage', ['whole', 'part']).notNull(),
    part: string('part'),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until'),
  },
  (row) => [primaryKey({ columns: [row.districtId, row.stadtteil, row.validFrom] })],
);

/** House numbers are kept as number × 100 + letter (a = 1), so that 152a sorts after 152. */
export const streetRanges = table(
  'street_ranges',
  {
    id: id('id').primaryKey(),
    source: oneOf('source', ['facts', 'directory']).notNull(),
    street: string('street').notNull(),
    streetFolded: string('street_folded').notNull(),
    stadtteil: string('stadtteil')
      .notNull()
      .references(() => stadtteile.code),
    postalCode: string('postal_code').notNull(),
    oddFrom: integer('odd_from'),
    oddTo: integer('odd_to'),
    evenFrom: integer('even_from'),
    evenTo: integer('even_to'),
  },
  (row) => [index('street_ranges_street').on(row.streetFolded)],
);

// ── Accounts ──────────────────────────────────────────────────────────────────────────────────

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

// ── Submissions ───────────────────────────────────────────────────────────────────────────────

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
    language: string('language').notNull(),
    /** Seconds from opening the form to sending it; a person needs more than a program. */
    fillSeconds: integer('fill_seconds').notNull(),
    title: string('title').notNull(),
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

// ── Many at once ──────────────────────────────────────────────────────────────────────────────

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
    createdAt: instant('created_at').notNull(),
  },
  (row) => [
    index('attachments_submission').on(row.submissionId),
    index('attachments_form').on(row.formKey),
  ],
);

// ── What the public sees ──────────────────────────────────────────────────────────────────────

/** One row for each item on a site, written by the workflow, so that a page reads one table. */
export const publishedItems = table(
  'published_items',
  {
    submissionId: id('submission_id')
      .primaryKey()
      .references(() => submissions.id),
    kind: oneOf('kind', KINDS).notNull(),
    state: oneOf('state', ['live', 'ended']).notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    slug: string('slug').notNull(),
    /** Lists sort by it: the start for events, the folded title for entries, the newest first for stories. */
    sortKey: string('sort_key').notNull(),
    title: string('title').notNull(),
    summary: string('summary').notNull(),
    language: string('language').notNull(),
    stadtteil: string('stadtteil').notNull(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    content: json<Content>('content').notNull(),
    /** The description as safe HTML, made once at publication. */
    html: string('html').notNull(),
    publishedAt: instant('published_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** When somebody last said that it still holds, and whether that is too long ago. */
    confirmedAt: instant('confirmed_at'),
    unconfirmed: bool('unconfirmed').notNull().default(false),
    /** Its place on the landing page; nothing: it is not there. */
    landingRank: integer('landing_rank'),
  },
  (row) => [
    uniqueIndex('published_slug').on(row.slug),
    // The two instants make the index enough for “what is on between”, without a look at the rows.
    index('published_kind').on(row.kind, row.state, row.sortKey, row.endsAt, row.startsAt),
    index('published_district').on(
      row.districtId,
      row.kind,
      row.state,
      row.sortKey,
      row.endsAt,
      row.startsAt,
    ),
    index('published_landing').on(row.landingRank),
  ],
);

/** Every date of a live event, so that a series is expanded once and not for each visitor. */
export const occurrences = table(
  'occurrences',
  {
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    /** The day that the rule named, YYYY-MM-DD; a moved date keeps it. */
    date: string('date').notNull(),
    state: oneOf('state', ['planned', 'moved', 'cancelled']).notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.submissionId, row.date] }),
    index('occurrences_time').on(row.startsAt, row.submissionId, row.endsAt),
    index('occurrences_district').on(row.districtId, row.startsAt, row.submissionId, row.endsAt),
  ],
);

// ── Mail ──────────────────────────────────────────────────────────────────────────────────────

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

// ── The rest ──────────────────────────────────────────────────────────────────────────────────

/** Reference numbers by district and year, and the version of what the sites show. */
export const counters = table('counters', {
  name: id('name').primaryKey(),
  value: integer('value').notNull(),
});

export const settings = table('settings', {
  name: id('name').primaryKey(),
  value: json<unknown>('value').notNull(),
});
