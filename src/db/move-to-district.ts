import { and, asc, eq, inArray, ne, sql } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import {
  articles,
  itemFacets,
  occurrences,
  outbox,
  publishedItems,
  reports,
  submissions,
  subscriptions,
} from './schema.ts';
import type { Submission } from './submissions.ts';

export type Article = typeof articles.$inferSelect;

/** Some submissions that still stand in a district, whatever their state. */
export async function listSubmissionsIn(
  db: Database,
  districtId: string,
  limit: number,
): Promise<Submission[]> {
  return db.select().from(submissions).where(eq(submissions.districtId, districtId)).limit(limit);
}

/**
 * Moves submissions with everything that says where they stand, and gives them as they are then. The
 * rows come first, as the lock that every other change of them waits for.
 */
export async function moveSubmissions(
  tx: Transaction,
  ids: readonly string[],
  from: string,
  to: { readonly id: string; readonly officeEmail: string },
  now: number,
): Promise<Submission[]> {
  const moved = await tx
    .update(submissions)
    .set({ districtId: to.id, version: sql`${submissions.version} + 1`, changedAt: now })
    .where(and(inArray(submissions.id, [...ids]), eq(submissions.districtId, from)))
    .returning();
  const here = moved.map((row) => row.id);
  if (here.length === 0) return [];
  const districtId = to.id;
  await tx
    .update(publishedItems)
    .set({ districtId })
    .where(inArray(publishedItems.submissionId, here));
  await tx.update(occurrences).set({ districtId }).where(inArray(occurrences.submissionId, here));
  await tx.update(itemFacets).set({ districtId }).where(inArray(itemFacets.submissionId, here));
  // Letters that have not left yet are answered to the office that has it now.
  await tx
    .update(outbox)
    .set({ replyTo: to.officeEmail })
    .where(
      and(inArray(outbox.submissionId, here), eq(outbox.status, 'waiting'), ne(outbox.replyTo, '')),
    );
  await moveReportsOf(tx, here, districtId);
  return moved;
}

/** What visitors reported of submissions or articles. */
export async function moveReportsOf(
  tx: Transaction,
  ids: readonly string[],
  districtId: string,
): Promise<void> {
  await tx
    .update(reports)
    .set({ districtId })
    .where(inArray(reports.subjectId, [...ids]));
}

/** What was reported and is gone by now belongs to whoever answers for the rest. */
export async function moveReports(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.update(reports).set({ districtId: to }).where(eq(reports.districtId, from));
}

export async function listArticlesIn(
  db: Database,
  districtId: string,
  limit: number,
): Promise<Article[]> {
  return db
    .select()
    .from(articles)
    .where(eq(articles.districtId, districtId))
    .orderBy(asc(articles.id))
    .limit(limit);
}

/** Is this slug given to another text of the district already? */
export async function hasArticle(
  db: Database,
  article: Pick<Article, 'kind' | 'slug'>,
  districtId: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        eq(articles.kind, article.kind),
        eq(articles.districtId, districtId),
        eq(articles.slug, article.slug),
      ),
    );
  return rows.length > 0;
}

export async function moveArticle(
  tx: Transaction,
  article: Article,
  changes: Partial<Article>,
): Promise<void> {
  await tx
    .update(articles)
    .set({ ...changes, version: sql`${articles.version} + 1` })
    // Another process may have moved it a moment ago.
    .where(and(eq(articles.id, article.id), eq(articles.districtId, article.districtId)));
}

/** How much there is, counted no further than `most`: a page says "more than" beyond it. */
export async function weighDistrict(db: Database, districtId: string, most: number) {
  const of = async (rows: Promise<readonly unknown[]>) => (await rows).length;
  return {
    live: await of(
      db
        .select({ id: publishedItems.submissionId })
        .from(publishedItems)
        .where(eq(publishedItems.districtId, districtId))
        .limit(most + 1),
    ),
    submissions: await of(
      db
        .select({ id: submissions.id })
        .from(submissions)
        .where(eq(submissions.districtId, districtId))
        .limit(most + 1),
    ),
    articles: await of(
      db
        .select({ id: articles.id })
        .from(articles)
        .where(eq(articles.districtId, districtId))
        .limit(most + 1),
    ),
    subscriptions: await of(
      db
        .select({ id: subscriptions.id })
        .from(subscriptions)
        .where(eq(subscriptions.districtId, districtId))
        .limit(most + 1),
    ),
  };
}
