import type { Kind } from '../../domain/submission-types.ts';
import { KINDS } from '../../domain/submission-types.ts';
import type { Database } from '../connection.ts';
import { and, asc, eq, gt, inArray, isNull, ne, or } from '../drizzle.ts';
import type { PublishedItem } from '../published-items.ts';
import { itemFacets, publishedItems } from '../schema.ts';

export interface RelatedTo {
  readonly submissionId: string;
  readonly districtId: string;
  /** See domain/facets.ts. */
  readonly facets: readonly string[];
}

/** So many topics are followed; whoever ticks all twelve is related to everything. */
const TOPICS_FOLLOWED = 2;

/**
 * What else may help whoever reads this item: of each kind the few that share its name or place,
 * then its topics and its Stadtteil in its own district, then its topics anywhere. Never itself and
 * nothing that is over. Every step is one bounded look into an index of the facets.
 */
export async function listRelated(
  db: Database,
  item: RelatedTo,
  perKind: number,
  now: number,
): Promise<PublishedItem[]> {
  const found = await Promise.all(KINDS.map((kind) => findOfKind(db, item, kind, perKind)));
  const ids = found.flat();
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(publishedItems)
    .where(
      and(
        inArray(publishedItems.submissionId, ids),
        eq(publishedItems.state, 'live'),
        or(isNull(publishedItems.endsAt), gt(publishedItems.endsAt, now)),
      ),
    );
  const byId = new Map(rows.map((row) => [row.submissionId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function findOfKind(
  db: Database,
  item: RelatedTo,
  kind: Kind,
  limit: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const { facet, districtId } of listSteps(item)) {
    const rows = await db
      .select({ id: itemFacets.submissionId })
      .from(itemFacets)
      .where(
        and(
          eq(itemFacets.facet, facet),
          eq(itemFacets.kind, kind),
          districtId === undefined ? undefined : eq(itemFacets.districtId, districtId),
          ne(itemFacets.submissionId, item.submissionId),
        ),
      )
      .orderBy(asc(itemFacets.sortKey))
      // Those that were found before may stand here once more.
      .limit(limit + found.length);
    for (const { id } of rows) {
      if (found.length < limit && !found.includes(id)) found.push(id);
    }
    if (found.length >= limit) break;
  }
  return found;
}

function listSteps({
  districtId,
  facets,
}: RelatedTo): { facet: string; districtId: string | undefined }[] {
  const named = (prefix: string) => facets.filter((facet) => facet.startsWith(prefix));
  const topics = named('topic:').slice(0, TOPICS_FOLLOWED);
  const anywhere = (facet: string) => ({ facet, districtId: undefined });
  const nearby = (facet: string) => ({ facet, districtId });
  return [
    ...named('name:').map(anywhere),
    ...topics.map(nearby),
    ...named('stadtteil:').map(nearby),
    ...topics.map(anywhere),
  ];
}
