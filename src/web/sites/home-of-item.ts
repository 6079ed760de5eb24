import type { City } from '../../db/places.ts';
import type { PublishedItem } from '../../db/published-items.ts';
import type { Context } from '../context.ts';
import { canonicalPath, itemPath } from '../paths.ts';

type Addressed = Pick<PublishedItem, 'kind' | 'slug' | 'districtId'>;

/** An item is at home on its district's site; what the portal's own desk publishes, on the portal. */
export function homeOfItem(city: City, { kind, slug, districtId }: Addressed) {
  const district = city.byId.get(districtId);
  return {
    site: district?.kind === 'district' ? district.slug : '',
    path: itemPath(kind, slug),
  };
}

export function canonicalOfItem({ words, city, origin }: Context, item: Addressed): string {
  const { site, path } = homeOfItem(city, item);
  return origin + canonicalPath(words.language, site, path);
}
