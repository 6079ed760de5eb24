import type { Article } from '../db/articles.ts';
import { formatDate, formatDay } from '../locales/formats.ts';
import type { Context } from './context.ts';
import { presentPicture, publicDistrict } from './present-item.ts';

/** So soon after it appeared, a change is a slip that was put right, and no news. */
const SETTLING_MS = 24 * 3_600_000;

type Words = Pick<
  Article,
  'kind' | 'districtId' | 'title' | 'summary' | 'html' | 'language' | 'image' | 'publishedAt'
> & { readonly changedAt: number };

/** Everything that a page says about one article. `mediaKey` opens a picture that is not public yet. */
export function presentArticle(
  context: Context,
  zone: string,
  article: Words,
  mediaKey?: (id: string) => string,
) {
  const { words, paths, city, now } = context;
  const { publishedAt, changedAt } = article;
  const district = publicDistrict(words, city, article.districtId);
  const isChanged = publishedAt !== null && changedAt > publishedAt + SETTLING_MS;
  return {
    kind: article.kind,
    title: article.title,
    summary: article.summary,
    html: article.html,
    lang: article.language,
    picture:
      article.image === null
        ? undefined
        : presentPicture(article.image, { words, paths, ...(mediaKey ? { mediaKey } : {}) }),
    district,
    office: district.officeName,
    published: publishedAt === null ? '' : formatDay(words, zone, publishedAt, now),
    publishedIso: publishedAt === null ? '' : new Date(publishedAt).toISOString(),
    changed: isChanged
      ? words.t('article.changed', { day: formatDate(words, zone, changedAt, now) })
      : '',
  };
}

/** One of a list of news or pages, for views/partials/news.ejs. */
export function presentNewsLine(context: Context, zone: string, article: Article) {
  const { words, paths, city, now } = context;
  const { kind, slug, title, summary, language, publishedAt } = article;
  return {
    url: paths.article(kind, slug),
    title,
    summary,
    lang: language,
    district: publicDistrict(words, city, article.districtId),
    day: kind === 'page' || publishedAt === null ? '' : formatDay(words, zone, publishedAt, now),
  };
}
