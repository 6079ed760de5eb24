export const ARTICLE_KINDS = ['news', 'page'] as const;
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

export const ARTICLE_STATES = ['draft', 'live', 'withdrawn'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];
