import { listAreas } from '../db/districts.ts';
import { listSubmissionsIn } from '../db/move-to-district.ts';
import type { District } from '../db/places.ts';
import { findSuccessor } from './continue-reshapes.ts';
import type { WorkflowParts } from './parts.ts';
import type { Successor } from './reshape-districts.ts';

/** So many are looked at for a forecast; all of them move in the end. */
const SAMPLE = 300;

/** Where the submissions of a district would go if it were split like this: how many to each successor. */
export async function foreseeSplit(
  parts: Pick<WorkflowParts, 'db' | 'city'>,
  from: District,
  successors: readonly Successor[],
  heir: number,
): Promise<{ looked: number; counts: readonly number[]; isAll: boolean }> {
  const { read } = parts.db;
  const city = await parts.city();
  const ids = successors.map(({ slug }, index) => city.bySlug.get(slug)?.id ?? String(index));
  const own = await listAreas(read, from.id);
  const areas = [
    ...city.facts.areas.filter(({ districtId }) => districtId !== from.id),
    ...own.flatMap(({ stadtteil, coverage }) => {
      const index = successors.findIndex(({ stadtteile }) => stadtteile.includes(stadtteil));
      const districtId = ids[index];
      return districtId === undefined ? [] : [{ districtId, stadtteil, coverage }];
    }),
  ];
  const districtIdBySlug = new Map(
    [...city.facts.districtIdBySlug].filter(([, id]) => id !== from.id),
  );
  const facts = { ...city.facts, areas, districtIdBySlug };
  const found = await listSubmissionsIn(read, from.id, SAMPLE + 1);
  const counts = ids.map(() => 0);
  const looked = found.slice(0, SAMPLE);
  for (const submission of looked) {
    const plan = { to: ids, heir: ids[heir] ?? '' };
    const index = ids.indexOf(await findSuccessor(read, plan, { facts }, submission));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return { looked: looked.length, counts, isAll: found.length <= SAMPLE };
}
