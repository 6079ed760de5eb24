import { and, asc, desc, eq, inArray, lt, lte, notInArray, or } from '../drizzle.ts';
import { STATUTORY_PAGES, type ArticleKind, type ArticleState } from '../../domain/articles.ts';
import type { Article } from '../articles.ts';
import type { Database } from '../connection.ts';
import { articles, districts } from '../schema.ts';

/** As many background pages as one site may show; a quarter with more needs a book. */
const MOST_PAGES = 100;

/**
 * News that are live, the newest first: of one district, or of all where none is named. `after` is
 * the `next` of the page before.
 */
export async function listNews(
  db: Database,
  filter: { readonly districtId?: string | undefined },
  limit: number,
  after?: string,
): Promise<{ news: Article[]; next: string | undefined }> {
  const { districtId } = filter;
  const rows = await db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.kind, 'news'),
        eq(articles.state, 'live'),
        districtId === undefined ? undefined : eq(articles.districtId, districtId),
        beyond(after),
      ),
    )
    .orderBy(desc(articles.publishedAt), desc(articles.id))
    .limit(limit + 1);
  const news = rows.slice(0, limit);
  const last = news.at(-1);
  return {
    news,
    next: rows.length > limit && last ? `${String(last.publishedAt ?? 0)}.${last.id}` : undefined,
  };
}

function beyond(after: string | undefined) {
  const [, at, id = ''] = /^(\d{1,15})\.([\w-]{1,60})$/.exec(after ?? '') ?? [];
  if (at === undefined) return undefined;
  const moment = Number(at);
  // The first half is what an index can begin at.
  return and(
    lte(articles.publishedAt, moment),
    or(lt(articles.publishedAt, moment), lt(articles.id, id)),
  );
}

/** The background pages of one site in their order, without those that the law asks for. */
export async function listPages(db: Database, districtId: string): Promise<Article[]> {
  return db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.districtId, districtId),
        eq(articles.kind, 'page'),
        eq(articles.state, 'live'),
        notInArray(articles.slug, [...STATUTORY_PAGES]),
      ),
    )
    .orderBy(asc(articles.position), asc(articles.title))
    .limit(MOST_PAGES);
}

export async function findLiveNews(db: Database, slug: string): Promise<Article | undefined> {
  const [row] = await db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.kind, 'news'),
        // So that the index of addresses, which begins with kind and district, is of use.
        inArray(articles.districtId, db.select({ id: districts.id }).from(districts)),
        eq(articles.slug, slug),
        eq(articles.state, 'live'),
      ),
    );
  return row;
}

export async function findLivePage(
  db: Database,
  districtId: string,
  slug: string,
): Promise<Article | undefined> {
  const [row] = await db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.kind, 'page'),
        eq(articles.districtId, districtId),
        eq(articles.slug, slug),
        eq(articles.state, 'live'),
      ),
    );
  return row;
}

/** What the desk sees of the districts that it writes for, what was changed last first. */
export async function listDeskArticles(
  db: Database,
  filter: {
    readonly kind: ArticleKind;
    readonly state: ArticleState | undefined;
    readonly districtIds: readonly string[];
    /** The pages that the law asks for, or all others. */
    readonly statutory: boolean;
  },
  limit: number,
  offset: number,
): Promise<Article[]> {
  const { kind, state, districtIds, statutory } = filter;
  if (districtIds.length === 0) return [];
  const slugs = [...STATUTORY_PAGES];
  return db
    .select()
    .from(articles)
    .where(
      and(
        inArray(articles.districtId, [...districtIds]),
        eq(articles.kind, kind),
        state === undefined ? undefined : eq(articles.state, state),
        statutory ? inArray(articles.slug, slugs) : notInArray(articles.slug, slugs),
      ),
    )
    .orderBy(
      ...(kind === 'page' ? [asc(articles.position)] : []),
      desc(articles.changedAt),
      desc(articles.id),
    )
    .limit(limit)
    .offset(offset);
}

/** A page of one site in whatever state. */
export async function findDeskPage(
  db: Database,
  districtId: string,
  slug: string,
): Promise<Article | undefined> {
  const [row] = await db
    .select()
    .from(articles)
    .where(
      and(eq(articles.kind, 'page'), eq(articles.districtId, districtId), eq(articles.slug, slug)),
    );
  return row;
}
