import { insertBatch } from '../db/batches.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import { findByIdempotencyKey } from '../db/submissions.ts';
import type { Content, Submitter } from '../domain/kinds/content.ts';
import type { Route } from '../domain/routing.ts';
import { uidKey } from '../imports/uid-key.ts';
import { withRoutedStadtteil } from './find-route.ts';
import type { WorkflowParts } from './parts.ts';
import { writeSubmission } from './receive-submission.ts';

export interface IncomingBatch {
  /** Of the form and the sender: sending it twice makes one batch, and what was missing is made up for. */
  readonly id: string;
  /** The name of the file, as people know it. */
  readonly name: string;
  readonly language: string;
  readonly submitter: Submitter;
  readonly fillSeconds: number;
  readonly rows: readonly {
    readonly uid: string;
    readonly content: Content;
    readonly route: Route;
  }[];
  readonly limits: readonly Counted[];
}

/** So many in one transaction: others may write in between, and a crash costs little. */
const CHUNK = 20;

/**
 * Many submissions at once, each routed by its own place and confirmed together. Each has a key of
 * its own, so that what broke off is taken up where it stopped when it is sent again.
 */
export async function receiveBatch(parts: WorkflowParts, batch: IncomingBatch): Promise<void> {
  const city = await parts.city();
  await parts.db.transact(async (tx) => {
    const row = {
      id: batch.id,
      name: batch.name,
      language: batch.language,
      size: batch.rows.length,
      createdAt: parts.now(),
    };
    // Each turn counts: a form that is sent again must not bring in ever more rows.
    await consumeAll(tx, batch.limits, row.createdAt);
    await insertBatch(tx, row);
  });
  for (let at = 0; at < batch.rows.length; at += CHUNK) {
    const chunk = batch.rows.slice(at, at + CHUNK);
    await parts.db.transact(async (tx) => {
      for (const { uid, content, route } of chunk) {
        const idempotencyKey = `${batch.id} ${uidKey(uid)}`;
        if ((await findByIdempotencyKey(tx, idempotencyKey)) !== undefined) continue;
        await writeSubmission(tx, parts, city, {
          content: withRoutedStadtteil(content, route),
          submitter: batch.submitter,
          route,
          language: batch.language,
          idempotencyKey,
          fillSeconds: batch.fillSeconds,
          origin: { source: 'import', batchId: batch.id, confirmed: false },
        });
      }
    });
  }
  parts.mailIsWaiting();
}
