import { z } from 'zod';
import type { Article } from '../db/articles.ts';
import type { FeedFrame } from './frame.ts';
import { toZoned } from './zoned.ts';

export const newsSchema = z
  .object({
    kind: z.literal('news'),
    id: z.uuid(),
    url: z.url(),
    title: z.string(),
    summary: z.string(),
    html: z.string(),
    language: z.string(),
    district: z.object({ slug: z.string(), name: z.string() }).nullable(),
    picture: z.object({ url: z.url(), alt: z.string(), credit: z.string() }).nullable(),
    publishedAt: z.iso.datetime({ offset: true }),
    changedAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'News' });

/** What an office wrote, for programs. */
export function toJsonNews(row: Article, frame: FeedFrame): z.output<typeof newsSchema> {
  const { city, links, zone } = frame;
  const district = city.byId.get(row.districtId);
  return {
    kind: 'news',
    id: row.id,
    url: links.news(row),
    title: row.title,
    summary: row.summary,
    html: row.html,
    language: row.language,
    district: district?.kind === 'district' ? { slug: district.slug, name: district.name } : null,
    picture:
      row.image === null
        ? null
        : {
            url: links.picture(row.image.id, 'large'),
            alt: row.image.alt,
            credit: row.image.credit,
          },
    publishedAt: toZoned(row.publishedAt ?? row.changedAt, zone),
    changedAt: toZoned(row.changedAt, zone),
  };
}
