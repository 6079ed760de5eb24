import { KINDS } from '../../domain/submission-types.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { columns } from '../dialect.ts';
import { districts } from './places.ts';
import { submissions } from './submissions.ts';

const { table, id, string, oneOf, integer, bool, instant, json, index, uniqueIndex, primaryKey } =
  columns;

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
    stadtteil: string('stadtteil').notNull().default(''),
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
    index('occurrences_stadtteil').on(row.stadtteil, row.startsAt, row.submissionId, row.endsAt),
  ],
);

/** What a live item can be filtered by, such as `topic:sport` or `free`; see domain/facets.ts. */
export const itemFacets = table(
  'item_facets',
  {
    facet: id('facet').notNull(),
    submissionId: id('submission_id')
      .notNull()
      .references(() => submissions.id),
    kind: oneOf('kind', KINDS).notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    sortKey: string('sort_key').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.facet, row.submissionId] }),
    index('item_facets_kind').on(row.facet, row.kind, row.sortKey),
    index('item_facets_district').on(row.facet, row.districtId, row.kind, row.sortKey),
    index('item_facets_submission').on(row.submissionId),
  ],
);
