import type { SQL } from 'drizzle-orm';
import type { Kind } from '../domain/submission-types.ts';
import type { Database, Transaction } from './connection.ts';
import { aliasedTable, and, eq, exists } from './drizzle.ts';
import { itemFacets, type occurrences } from './schema.ts';

export interface FacetedItem {
  readonly submissionId: string;
  readonly kind: Kind;
  readonly districtId: string;
  readonly sortKey: string;
}

/** Writes what a live item can be filtered by in the place of what was there. */
export async function replaceFacets(
  tx: Transaction,
  item: FacetedItem,
  facets: readonly string[],
): Promise<void> {
  await removeFacets(tx, item.submissionId);
  const { submissionId, kind, districtId, sortKey } = item;
  const rows = facets.map((facet) => ({ facet, submissionId, kind, districtId, sortKey }));
  if (rows.length > 0) await tx.insert(itemFacets).values(rows);
}

export async function removeFacets(tx: Transaction, submissionId: string): Promise<void> {
  await tx.delete(itemFacets).where(eq(itemFacets.submissionId, submissionId));
}

/** One condition for each facet: the item of this row has it. */
export function hasFacets(
  db: Database,
  of: typeof itemFacets.submissionId | typeof occurrences.submissionId,
  facets: readonly string[],
): SQL[] {
  const other = aliasedTable(itemFacets, 'other');
  return facets.map((facet) =>
    exists(
      db
        .select({ facet: other.facet })
        .from(other)
        .where(and(eq(other.facet, facet), eq(other.submissionId, of))),
    ),
  );
}
