import type { Connection } from '../db/connection.ts';
import { readRows } from '../db/dump.ts';
import type { PublishedItem } from '../db/published-items.ts';
import type { City } from '../db/places.ts';

/** Everything public as JSON lines, with nothing private in it: collected addresses can be taken along. */
export async function* exportItems(connection: Connection, city: City): AsyncGenerator<string> {
  for await (const rows of readRows(connection.read, 'published_items')) {
    // The dump reads tables by name; the one named here has these rows.
    for (const row of rows as unknown as PublishedItem[]) {
      const { kind, slug, language, publishedAt, changedAt, content, state } = row;
      yield `${JSON.stringify({
        kind,
        slug,
        state,
        language,
        district: city.byId.get(row.districtId)?.slug,
        publishedAt: new Date(publishedAt).toISOString(),
        changedAt: new Date(changedAt).toISOString(),
        content,
      })}\n`;
    }
  }
}
