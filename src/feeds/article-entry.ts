import type { Article } from '../db/articles.ts';
import type { FeedFrame } from './frame.ts';
import type { FeedEntry } from './syndication.ts';

/** What an office wrote, as readers of feeds show it. */
export function toNewsEntry(row: Article, frame: FeedFrame): FeedEntry {
  const { city, links } = frame;
  return {
    id: `urn:uuid:${row.id}`,
    url: links.news(row),
    title: row.title,
    summary: row.summary,
    html: row.html,
    publishedAt: row.publishedAt ?? row.changedAt,
    changedAt: row.changedAt,
    tags: [],
    picture: row.image === null ? undefined : links.picture(row.image.id, 'medium'),
    author: city.officeNameById.get(row.districtId) ?? city.portal.officeName,
    language: row.language,
  };
}
