import { v7 as uuid } from 'uuid';
import type { Transaction } from '../db/connection.ts';
import { markSitesChanged } from '../db/counters.ts';
import {
  addRedirects,
  changeDistrict,
  endAreas,
  findNamesake,
  insertAreas,
  insertDistrict,
  listAreas,
  listRedirectTargets,
  lockDistrict,
  moveAccounts,
  passOnRedirects,
  removeRedirects,
  type DistrictArea,
} from '../db/districts.ts';
import type { District } from '../db/places.ts';
import { readReshapes, saveReshapes } from '../db/reshapes.ts';
import { isDistrictCode, listNameProblems, type DistrictName } from '../domain/district-names.ts';
import { Invalid, NotFound, NotPermitted, type FieldProblem } from '../domain/errors.ts';
import { mayAdminister, type Account } from '../domain/permissions.ts';
import { continueReshapes } from './continue-reshapes.ts';
import type { WorkflowParts } from './parts.ts';
import { reindexDistrict } from './reindex.ts';

/** One district after a split: a new one, or, by its slug, one that is there already. */
export interface Successor extends DistrictName {
  readonly code: string;
  /** The codes of the Stadtteile that it takes over. */
  readonly stadtteile: readonly string[];
}

/** Gives a district another name and address; the old address leads to the new one for good. */
export async function renameDistrict(
  parts: WorkflowParts,
  by: Account,
  id: string,
  said: DistrictName,
): Promise<void> {
  if (!mayAdminister(by)) throw new NotPermitted('renameDistrict');
  const problems = listNameProblems(said);
  if (problems.length > 0) throw new Invalid(problems);
  await parts.db.transact(async (tx) => {
    const district = await loadLive(tx, id);
    if (said.slug !== district.slug) {
      await insistFree(tx, said.slug, 'slug', id);
      await removeRedirects(tx, said.slug);
      await addRedirects(tx, district.slug, [id], parts.now());
    }
    await changeDistrict(tx, id, { name: said.name, shortName: said.shortName, slug: said.slug });
    await markSitesChanged(tx);
  });
  await reindexDistrict(parts, id);
}

/**
 * Makes a district part of another one. Its addresses, Stadtteile and coordinators pass over at once;
 * what stands in it follows in batches, and goes on after a crash where it stopped.
 */
export async function mergeDistrict(
  parts: WorkflowParts,
  by: Account,
  fromId: string,
  toId: string,
): Promise<void> {
  if (!mayAdminister(by)) throw new NotPermitted('mergeDistrict');
  await parts.db.transact(async (tx) => {
    const now = parts.now();
    if (fromId === toId) throw new NotFound(toId);
    // In one order, whichever way round two people merge at once.
    for (const id of [fromId, toId].sort()) await loadLive(tx, id);
    const from = await loadLive(tx, fromId);
    await handOnAreas(tx, from, new Map([[toId, await listAreas(tx, fromId)]]), now);
    await endDistrict(tx, parts, by, from, [toId], toId);
  });
  await continueReshapes(parts);
}

/**
 * Makes several districts of one. Each of its submissions goes where its place lies by then; what
 * cannot be told from its place goes to the successor at `heir`, an index of `successors`.
 */
export async function splitDistrict(
  parts: WorkflowParts,
  by: Account,
  fromId: string,
  successors: readonly Successor[],
  heir: number,
): Promise<void> {
  if (!mayAdminister(by)) throw new NotPermitted('splitDistrict');
  await parts.db.transact(async (tx) => {
    const from = await loadLive(tx, fromId);
    const now = parts.now();
    const problems = await listSuccessorProblems(tx, from, successors, heir);
    if (problems.length > 0) throw new Invalid(problems);
    const areas = await listAreas(tx, fromId);
    const taken = new Map<string, DistrictArea[]>();
    for (const successor of successors) {
      const id = await findOrFound(tx, from, successor, now);
      taken.set(
        id,
        areas.filter((area) => successor.stadtteile.includes(area.stadtteil)),
      );
    }
    const ids = [...taken.keys()];
    await handOnAreas(tx, from, taken, now);
    await endDistrict(tx, parts, by, from, ids, ids[heir] ?? '');
  });
  await continueReshapes(parts);
}

/** What is wrong with the successors; fields are `<index>.<name>`, messages below `admin.districts.problem`. */
export async function listSuccessorProblems(
  tx: Pick<Transaction, 'select' | 'selectDistinct'>,
  from: District,
  successors: readonly Successor[],
  heir: number,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  if (successors.length < 2) problems.push({ field: '0.name', message: 'twoSuccessors' });
  if (successors[heir] === undefined) problems.push({ field: 'heir', message: 'heir' });
  for (const [index, successor] of successors.entries()) {
    const at = (field: string) => `${String(index)}.${field}`;
    const namesake = await findNamesake(tx, { slug: successor.slug });
    const isThere = namesake?.validUntil === null && namesake.kind === 'district';
    const isTwice = successors.findIndex(({ slug }) => slug === successor.slug) < index;
    if (isTwice || namesake?.id === from.id)
      problems.push({ field: at('slug'), message: 'slugTaken' });
    else if (isThere) continue;
    else if (namesake !== undefined || (await listRedirectTargets(tx, successor.slug)).length > 0) {
      problems.push({ field: at('slug'), message: 'slugTaken' });
    }
    problems.push(
      ...listNameProblems(successor).map((problem) => ({ ...problem, field: at(problem.field) })),
    );
    if (!isDistrictCode(successor.code)) problems.push({ field: at('code'), message: 'code' });
    else if (
      (await findNamesake(tx, { code: successor.code })) !== undefined ||
      successors.findIndex(({ code }) => code === successor.code) < index
    ) {
      problems.push({ field: at('code'), message: 'codeTaken' });
    }
  }
  return problems;
}

async function loadLive(tx: Transaction, id: string): Promise<District> {
  const district = await lockDistrict(tx, id);
  if (district?.kind !== 'district') throw new NotFound(`district ${id}`);
  return district;
}

async function insistFree(tx: Transaction, slug: string, field: string, id: string): Promise<void> {
  const targets = await listRedirectTargets(tx, slug);
  const isOwn = targets.length === 1 && targets[0] === id;
  if ((await findNamesake(tx, { slug })) !== undefined || (targets.length > 0 && !isOwn)) {
    throw new Invalid([{ field, message: 'slugTaken' }]);
  }
}

async function findOrFound(
  tx: Transaction,
  from: District,
  successor: Successor,
  now: number,
): Promise<string> {
  const there = await findNamesake(tx, { slug: successor.slug });
  if (there !== undefined) return (await loadLive(tx, there.id)).id;
  const { name, shortName, slug, code } = successor;
  const id = uuid({ msecs: now });
  // Everything else it has from the old one until somebody says otherwise, its outline apart.
  await insertDistrict(tx, {
    ...from,
    id,
    name,
    shortName,
    slug,
    code,
    picture: null,
    outline: null,
    validFrom: now,
    validUntil: null,
  });
  return id;
}

/** Ends the old district's Stadtteile and gives them to the successors; what is named nowhere is nobody's. */
async function handOnAreas(
  tx: Transaction,
  from: District,
  taken: ReadonlyMap<string, readonly DistrictArea[]>,
  now: number,
): Promise<void> {
  const all = await listAreas(tx, from.id);
  await endAreas(
    tx,
    from.id,
    all.map(({ stadtteil }) => stadtteil),
    now,
  );
  for (const [districtId, areas] of taken) {
    const own = await listAreas(tx, districtId);
    const shared = own.filter((area) =>
      areas.some(({ stadtteil }) => stadtteil === area.stadtteil),
    );
    await endAreas(
      tx,
      districtId,
      shared.map(({ stadtteil }) => stadtteil),
      now,
    );
    await insertAreas(
      tx,
      areas.map((area) => {
        const other = shared.find(({ stadtteil }) => stadtteil === area.stadtteil);
        const both = [other?.part, area.part].filter((part) => typeof part === 'string');
        const part = both.length === 0 ? null : both.join(', ');
        return { ...area, districtId, part, validFrom: now, validUntil: null };
      }),
    );
  }
}

async function endDistrict(
  tx: Transaction,
  parts: WorkflowParts,
  by: Account,
  from: District,
  to: readonly string[],
  heir: string,
): Promise<void> {
  const now = parts.now();
  await changeDistrict(tx, from.id, { validUntil: now });
  await passOnRedirects(tx, from.id, to, now);
  await addRedirects(tx, from.slug, to, now);
  await moveAccounts(tx, from.id, to);
  const others = await readReshapes(tx);
  await saveReshapes(tx, [
    // A district that was heir itself passes on what has not arrived yet.
    ...others.map((plan) => ({
      ...plan,
      to: plan.to.flatMap((id) => (id === from.id ? to : [id])),
      heir: plan.heir === from.id ? heir : plan.heir,
    })),
    { from: from.id, to: [...to], heir, by: { id: by.id, name: by.name }, startedAt: now },
  ]);
  await markSitesChanged(tx);
}
