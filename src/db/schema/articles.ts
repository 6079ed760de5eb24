import type { Picture } from '../../domain/kinds/content.ts';
import { ARTICLE_KINDS, ARTICLE_STATES } from '../../domain/articles.ts';
import { columns } from '../dialect.ts';
import { districts } from './places.ts';

const { table, id, string, oneOf, integer, instant, json, index, uniqueIndex } = columns;

/** What an office writes itself: news and background pages. */
export const articles = table(
  'articles',
  {
    id: id('id').primaryKey(),
    kind: oneOf('kind', ARTICLE_KINDS).notNull(),
    state: oneOf('state', ARTICLE_STATES).notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    /** Unique for news everywhere, for a page within its district. */
    slug: string('slug').notNull(),
    title: string('title').notNull(),
    summary: string('summary').notNull(),
    /** As it was written, in Markdown. */
    body: string('body').notNull(),
    /** The body as safe HTML, made once at saving. */
    html: string('html').notNull(),
    language: string('language').notNull(),
    image: json<Picture | null>('image'),
    /** Pages stand in this order, then by title. */
    position: integer('position').notNull(),
    version: integer('version').notNull(),
    createdBy: id('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    changedBy: id('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
    publishedAt: instant('published_at'),
  },
  (row) => [
    uniqueIndex('articles_slug').on(row.kind, row.districtId, row.slug),
    index('articles_newest').on(row.kind, row.state, row.publishedAt, row.id),
    index('articles_district').on(row.districtId, row.kind, row.state, row.publishedAt, row.id),
  ],
);
