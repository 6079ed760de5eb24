import type { Article } from '../db/articles.ts';
import type { City } from '../db/places.ts';
import type { PublishedItem } from '../db/published-items.ts';
import type { Context } from './context.ts';
import { canonicalPath, itemPath, newsPath } from './paths.ts';

type Addressed = Pick<PublishedItem, 'kind' | 'slug' | 'districtId'>;

/** The slug of the site that it is at home on; empty is the portal, for what its own desk publishes. */
export function homeSiteOf(city: City, districtId: string): string {
  const district = city.byId.get(districtId);
  return district?.kind === 'district' ? district.slug : '';
}

export function homeOfItem(city: City, { kind, slug, districtId }: Addressed) {
  return { site: homeSiteOf(city, districtId), path: itemPath(kind, slug) };
}

export function homeOfNews(city: City, { slug, districtId }: Pick<Article, 'slug' | 'districtId'>) {
  return { site: homeSiteOf(city, districtId), path: newsPath(slug) };
}

export function canonicalOfItem({ words, city, origin }: Context, item: Addressed): string {
  const { site, path } = homeOfItem(city, item);
  return origin + canonicalPath(words.language, site, path);
}
