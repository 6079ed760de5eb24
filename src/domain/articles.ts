export const ARTICLE_KINDS = ['news', 'page'] as const;
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

export const ARTICLE_STATES = ['draft', 'live', 'withdrawn'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** Pages that the law asks for (section 5 DDG, Article 13 GDPR, section 10e BGG NRW), by their addresses. */
export const STATUTORY_PAGES = ['impressum', 'datenschutz', 'barrierefreiheit'] as const;
export type StatutoryPage = (typeof STATUTORY_PAGES)[number];

export function findStatutoryPage(slug: string): StatutoryPage | undefined {
  return STATUTORY_PAGES.find((known) => known === slug);
}

export const ARTICLE_MOVES = ['publish', 'withdraw'] as const;
export type ArticleMove = (typeof ARTICLE_MOVES)[number];

/** What is public is taken off before it is deleted, so that nothing public vanishes by one slip. */
export function listArticleMoves(state: ArticleState): readonly (ArticleMove | 'remove')[] {
  return state === 'live' ? ['withdraw'] : ['publish', 'remove'];
}

export const ARTICLE_LIMITS = { title: 120, summary: 400, body: 40_000, position: 999 } as const;
