import { and, eq, ne, sql } from './drizzle.ts';
import { NotFound } from '../domain/errors.ts';
import type { ArticleKind } from '../domain/articles.ts';
import type { Database, Transaction } from './connection.ts';
import { articles } from './schema.ts';

export type Article = typeof articles.$inferSelect;

export async function findArticle(db: Database, id: string): Promise<Article | undefined> {
  const [row] = await db.select().from(articles).where(eq(articles.id, id));
  return row;
}

/** Loads an article and keeps others from changing it until the transaction ends; see lockSubmission. */
export async function lockArticle(tx: Transaction, id: string): Promise<Article> {
  const [row] = await tx
    .update(articles)
    .set({ version: sql`${articles.version}` })
    .where(eq(articles.id, id))
    .returning();
  if (row === undefined) throw new NotFound(`article ${id}`);
  return row;
}

/** `false`: the same form has arrived before. */
export async function insertArticle(tx: Transaction, article: Article): Promise<boolean> {
  const rows = await tx
    .insert(articles)
    .values(article)
    .onConflictDoNothing({ target: articles.id })
    .returning({ id: articles.id });
  return rows.length === 1;
}

/** The row was locked and its version looked at before; see lockArticle. */
export async function saveArticle(tx: Transaction, article: Article): Promise<void> {
  await tx.update(articles).set(article).where(eq(articles.id, article.id));
}

export async function deleteArticle(tx: Transaction, id: string): Promise<void> {
  await tx.delete(articles).where(eq(articles.id, id));
}

/** Is there another one at this address? News have one address on all sites, a page one on its own. */
export async function isSlugTaken(
  tx: Transaction,
  wanted: { id: string; kind: ArticleKind; districtId: string; slug: string },
): Promise<boolean> {
  const rows = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        eq(articles.kind, wanted.kind),
        wanted.kind === 'page' ? eq(articles.districtId, wanted.districtId) : undefined,
        eq(articles.slug, wanted.slug),
        ne(articles.id, wanted.id),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
