import * as schema from '../../src/db/schema.ts';
import type { Portal } from './portal.ts';

// What may change without anybody having done anything to a submission.
const BESIDE = new Set(['sessions', 'rateLimits']);

type Table = typeof schema.submissions;

/** Every row of every table, to compare before and after. Sessions and limits are left out. */
export async function readRows(portal: Portal): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const [name, table] of Object.entries(schema)) {
    if (BESIDE.has(name)) continue;
    const found = await portal.services.db.read.select().from(table as Table);
    rows[name] = found.map((row) => JSON.stringify(row)).sort();
  }
  return rows;
}

/** How many submissions, revisions, attachments and mails there are. */
export async function countRows(portal: Portal): Promise<Record<string, number>> {
  const rows = await readRows(portal);
  return Object.fromEntries(
    ['submissions', 'revisions', 'contributors', 'history', 'attachments', 'outbox'].map((name) => [
      name,
      rows[name]?.length ?? -1,
    ]),
  );
}
