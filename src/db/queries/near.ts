import type { Kind } from '../../domain/submission-types.ts';
import type { Database } from '../connection.ts';
import type { PublishedItem } from '../published-items.ts';
import { listItems } from './sites.ts';

export interface NearFilter {
  readonly kind: Kind;
  readonly districtId: string | undefined;
  /** Beside the Stadtteil; see domain/facets.ts. */
  readonly facets: readonly string[];
  /** Codes of Stadtteile, the nearest first. */
  readonly stadtteile: readonly string[];
}

export interface NearPage {
  /** One for each Stadtteil with something to show, in their order. */
  readonly groups: readonly { readonly stadtteil: string; readonly items: PublishedItem[] }[];
  /** The cursor of the next page. */
  readonly next: string | undefined;
}

/**
 * One page of what is near: Stadtteil by Stadtteil, in each by the sort key, until the page is full.
 * `after` is the cursor of the page before, a code and a sort key; what is none means the first page.
 * Each Stadtteil is one look into the index of facets, however much there is in the others.
 */
export async function listNearItems(
  db: Database,
  filter: NearFilter,
  limit: number,
  after?: string,
): Promise<NearPage> {
  const { kind, districtId, facets, stadtteile } = filter;
  const cursor = readCursor(after, stadtteile);
  const groups: { stadtteil: string; items: PublishedItem[] }[] = [];
  let room = limit;
  for (const code of stadtteile.slice(cursor.start)) {
    const isFirst = code === stadtteile[cursor.start];
    const { items, next } = await listItems(
      db,
      { kind, districtId, facets: [`stadtteil:${code}`, ...facets] },
      Math.max(room, 1),
      isFirst ? cursor.sortKey : undefined,
    );
    // Full, and here is one more: the next page begins after the last that was shown.
    if (room === 0 && items.length > 0) return { groups, next: cursorOf(groups) };
    if (items.length === 0) continue;
    groups.push({ stadtteil: code, items });
    room -= items.length;
    if (next !== undefined) return { groups, next: cursorOf(groups) };
  }
  return { groups, next: undefined };
}

function cursorOf(groups: NearPage['groups']): string | undefined {
  const last = groups.at(-1);
  const sortKey = last?.items.at(-1)?.sortKey;
  return last === undefined || sortKey === undefined ? undefined : `${last.stadtteil} ${sortKey}`;
}

function readCursor(
  after: string | undefined,
  stadtteile: readonly string[],
): { start: number; sortKey: string | undefined } {
  const [, code = '', sortKey] = /^(\S+) (.+)$/s.exec(after ?? '') ?? [];
  const start = stadtteile.indexOf(code);
  return start === -1 ? { start: 0, sortKey: undefined } : { start, sortKey };
}
