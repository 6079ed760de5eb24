import { v7 as uuid } from 'uuid';
import type { Database, Transaction } from '../db/connection.ts';
import { markSitesChanged } from '../db/counters.ts';
import { insertHistory } from '../db/history.ts';
import {
  hasArticle,
  listArticlesIn,
  listSubmissionsIn,
  moveArticle,
  moveReports,
  moveReportsOf,
  moveSubmissions,
} from '../db/move-to-district.ts';
import { listStreetRanges, readCity, type City } from '../db/places.ts';
import { readReshapes, saveReshapes, type Reshape } from '../db/reshapes.ts';
import { loadContent, type Submission } from '../db/submissions.ts';
import { changeSubscription, listSubscriptions } from '../db/subscriptions.ts';
import { routePlace, streetKey, type Place } from '../domain/routing.ts';
import type { WorkflowParts } from './parts.ts';
import { indexMoved } from './reindex.ts';

type Parts = Pick<WorkflowParts, 'db' | 'zone' | 'now'>;

const BATCH = 100;
/** As long as another process may still know the old city, and take something in for it. */
const LINGER = 10 * 60_000;

/**
 * Moves what still stands in districts that were merged or split, a batch a transaction. What is done
 * is whatever stands there no more, so it may be broken off and begun again at any time.
 */
export async function continueReshapes(parts: Parts): Promise<void> {
  for (const plan of await readReshapes(parts.db.read)) {
    while (await moveSome(parts, plan.from));
    if (plan.startedAt + LINGER >= parts.now()) continue;
    await parts.db.transact(async (tx) => {
      const plans = await readReshapes(tx);
      await saveReshapes(
        tx,
        plans.filter(({ from }) => from !== plan.from),
      );
    });
  }
}

/** `false`: there was nothing left. */
async function moveSome(parts: Parts, from: string): Promise<boolean> {
  const { db, now } = parts;
  return db.transact(async (tx) => {
    // Anew each time: a successor may have been merged meanwhile.
    const plan = (await readReshapes(tx)).find((one) => one.from === from);
    if (plan === undefined) return false;
    const city = await readCity(tx, now());
    const submissions = await listSubmissionsIn(tx, from, BATCH);
    const articles = await listArticlesIn(tx, from, BATCH);
    await moveBatch(tx, plan, city, submissions, now());
    for (const article of articles) {
      const isTaken = await hasArticle(tx, article, plan.heir);
      await moveArticle(tx, article, {
        districtId: plan.heir,
        // Two imprints, or two pages about the office: the successor's own stays what it is.
        ...(isTaken ? { slug: `${article.slug}-${article.id.slice(-6)}` } : {}),
        ...(isTaken && article.kind === 'page' ? { state: 'withdrawn' as const } : {}),
      });
      await moveReportsOf(tx, [article.id], plan.heir);
    }
    await moveSubscriptions(tx, plan, city);
    await moveReports(tx, from, plan.heir);
    const moved = [...submissions, ...articles].map(({ id }) => id);
    if (moved.length === 0) return false;
    await indexMoved(tx, moved, parts);
    await markSitesChanged(tx);
    return true;
  });
}

async function moveBatch(
  tx: Transaction,
  plan: Reshape,
  city: City,
  submissions: readonly Submission[],
  now: number,
): Promise<void> {
  const groups = new Map<string, string[]>();
  for (const submission of submissions) {
    const to = await findSuccessor(tx, plan, city, submission);
    groups.set(to, [...(groups.get(to) ?? []), submission.id]);
  }
  for (const [id, ids] of groups) {
    const district = city.byId.get(id) ?? city.portal;
    for (const row of await moveSubmissions(tx, ids, plan.from, district, now)) {
      await insertHistory(tx, {
        id: uuid({ msecs: now }),
        submissionId: row.id,
        at: now,
        version: row.version,
        event: 'reshape',
        by: { kind: 'account', id: plan.by.id },
        byName: plan.by.name,
        review: row.review,
        publication: row.publication,
        promotion: row.promotion,
        details: { from: plan.from, to: district.id },
      });
    }
  }
}

/** Which of the successors a submission goes to. */
export async function findSuccessor(
  db: Database,
  plan: Pick<Reshape, 'to' | 'heir'>,
  city: Pick<City, 'facts'>,
  submission: Submission,
): Promise<string> {
  if (plan.to.length === 1) return plan.heir;
  // Erased: only its number is left, and that has no place.
  const content = await loadContent(db, submission.id, submission.revision).catch(() => undefined);
  return content === undefined ? plan.heir : routeAnew(db, plan, city, content);
}

async function routeAnew(
  db: Database,
  plan: Pick<Reshape, 'to' | 'heir'>,
  city: Pick<City, 'facts'>,
  place: Place,
): Promise<string> {
  const ranges = await listStreetRanges(db, streetKey(place));
  const { districtId } = routePlace(place, { ...city.facts, ranges });
  return plan.to.includes(districtId) ? districtId : plan.heir;
}

/** A subscribed calendar goes by the place that it gives its events. */
async function moveSubscriptions(tx: Transaction, plan: Reshape, city: City): Promise<void> {
  for (const row of await listSubscriptions(tx, [plan.from])) {
    const said = (name: string) => {
      const value = row.defaults[name];
      return typeof value === 'string' ? value : '';
    };
    const place = {
      district: '',
      stadtteil: said('stadtteil'),
      street: said('street'),
      houseNumber: said('houseNumber'),
      postalCode: said('postalCode'),
    };
    const districtId = await routeAnew(tx, plan, city, place);
    const slug = city.byId.get(districtId)?.slug ?? '';
    await changeSubscription(tx, row.id, {
      districtId,
      defaults: { ...row.defaults, district: slug },
    });
  }
}
