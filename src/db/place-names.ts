import type { Database } from './connection.ts';
import { eq } from './drizzle.ts';
import { districts, stadtteile } from './schema.ts';

/** How people call a district: its whole name and its short one. */
export async function districtNamesOf(db: Database, districtId: string): Promise<string> {
  const [row] = await db
    .select({ name: districts.name, shortName: districts.shortName })
    .from(districts)
    .where(eq(districts.id, districtId));
  return row === undefined ? '' : `${row.name}\n${row.shortName}`;
}

/** The name of a Stadtteil; empty where there is none of this code. */
export async function stadtteilNameOf(db: Database, code: string): Promise<string> {
  if (code === '') return '';
  const [row] = await db
    .select({ name: stadtteile.name })
    .from(stadtteile)
    .where(eq(stadtteile.code, code));
  return row?.name ?? '';
}
