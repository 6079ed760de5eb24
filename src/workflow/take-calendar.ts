import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { findAccount } from '../db/accounts.ts';
import { insertBatch } from '../db/batches.ts';
import {
  findByIdempotencyKey,
  loadContent,
  loadSubmission,
  toContext,
  type Submission,
} from '../db/submissions.ts';
import {
  changeItem,
  insertItem,
  type Subscription,
  type SubscriptionItem,
} from '../db/subscriptions.ts';
import { findEditEvent, listPossible } from '../domain/decide.ts';
import { NotPossible } from '../domain/errors.ts';
import type { Content, EventContent } from '../domain/kinds/content.ts';
import { readContent, spanOf, type Answers } from '../domain/kinds/read-form.ts';
import { contentToAnswers } from '../domain/kinds/to-answers.ts';
import { mergeAnswers } from '../domain/merge-answers.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import { completeRow } from '../imports/complete-row.ts';
import type { ImportedRow } from '../imports/imported-row.ts';
import { uidKey } from '../imports/uid-key.ts';
import { DEFAULT_LANGUAGE } from '../locales/languages.ts';
import { advanceSubmission } from './advance-submission.ts';
import type { WorkflowParts } from './parts.ts';
import { writeSubmission } from './receive-submission.ts';

export interface Taken {
  readonly created: number;
  readonly changed: number;
  readonly cancelled: number;
  /** Rows that the form would not take. */
  readonly unusable: number;
}

/**
 * What a calendar says now against what it said last. New events go straight into the queue of the
 * subscriber's district; of known ones only what the calendar changed is proposed, so that local
 * corrections survive; those that are gone are proposed as cancelled. `known`: what it brought before;
 * `isWhole`: the file was read
 * to its end, so that what is missing in it is really gone.
 */
export async function takeCalendar(
  parts: WorkflowParts,
  subscription: Subscription,
  known: readonly SubscriptionItem[],
  rows: readonly ImportedRow[],
  isWhole: boolean,
): Promise<Taken> {
  const city = await parts.city();
  const items = new Map(known.map((item) => [item.uid, item]));
  const taken = { created: 0, changed: 0, cancelled: 0, unusable: 0 };
  const fresh: { row: ImportedRow; content: Content }[] = [];
  const seen = new Set<string>();
  for (const raw of rows) {
    const uid = uidKey(raw.uid);
    seen.add(uid);
    const item = items.get(uid);
    const row = completeRow(raw, subscription.defaults, city.names.city);
    if (item === undefined) {
      // Over, private or cancelled before anybody here knew of it: nothing to bring in.
      if (raw.leaveOut) continue;
      const reading = readRow(parts, row.answers);
      if (reading === undefined) taken.unusable += 1;
      else fresh.push({ row, content: reading });
    } else if (await takeChange(parts, subscription, item, row.answers)) taken.changed += 1;
  }
  if (isWhole && rows.length > 0) {
    for (const item of items.values()) {
      if (seen.has(item.uid) || item.missingSince !== null) continue;
      if (await proposeCancelled(parts, subscription, item)) taken.cancelled += 1;
    }
  }
  taken.created = await bringIn(parts, subscription, fresh);
  return taken;
}

function readRow(
  parts: WorkflowParts,
  answers: Answers,
  attached: { images: Content['images']; flyer: Content['flyer'] } = { images: [], flyer: null },
): Content | undefined {
  const reading = readContent('event', answers, attached, { now: parts.now(), zone: parts.zone });
  return reading.ok ? reading.value : undefined;
}

const CHUNK = 20;

async function bringIn(
  parts: WorkflowParts,
  subscription: Subscription,
  fresh: readonly { row: ImportedRow; content: Content }[],
): Promise<number> {
  if (fresh.length === 0) return 0;
  const city = await parts.city();
  const account = await findAccount(parts.db.read, subscription.createdBy);
  const now = parts.now();
  const batchId = uuid({ msecs: now });
  const route = { districtId: subscription.districtId, routedBy: 'choice', certain: true } as const;
  let created = 0;
  for (let at = 0; at < fresh.length; at += CHUNK) {
    await parts.db.transact(async (tx) => {
      await insertBatch(tx, {
        id: batchId,
        name: subscription.organisation,
        language: DEFAULT_LANGUAGE,
        size: fresh.length,
        createdAt: now,
      });
      for (const { row, content } of fresh.slice(at, at + CHUNK)) {
        const uid = uidKey(row.uid);
        const idempotencyKey = `${subscription.id} ${uid}`;
        // It was here and was erased since: the calendar does not bring it back.
        if ((await findByIdempotencyKey(tx, idempotencyKey)) !== undefined) continue;
        created += 1;
        const submission = await writeSubmission(tx, parts, city, {
          content,
          submitter: {
            name: subscription.organisation,
            email: account?.email ?? '',
            phone: '',
            organisation: subscription.organisation,
          },
          route: { ...route, stadtteil: null },
          language: DEFAULT_LANGUAGE,
          idempotencyKey,
          fillSeconds: 0,
          origin: { source: 'subscription', batchId, confirmed: true },
        });
        await insertItem(tx, {
          subscriptionId: subscription.id,
          uid,
          submissionId: submission.id,
          answers: row.answers,
          missingSince: null,
        });
      }
    });
  }
  return created;
}

/** `true`: a revision was proposed. */
async function takeChange(
  parts: WorkflowParts,
  subscription: Subscription,
  item: SubscriptionItem,
  answers: Answers,
): Promise<boolean> {
  if (item.missingSince === null && isDeepStrictEqual(item.answers, answers)) return false;
  const submission = await loadSubmission(parts.db.read, item.submissionId);
  const current = await loadContent(parts.db.read, submission.id, submission.revision);
  const merged = mergeAnswers(contentToAnswers(current), item.answers, answers);
  const content =
    merged && readRow(parts, merged, { images: current.images, flyer: current.flyer });
  const isDone =
    content === undefined
      ? merged === undefined
      : await propose(parts, subscription, submission, content);
  // What could not be proposed now is tried again the next time.
  if (!isDone) return false;
  await parts.db.transact((tx) => changeItem(tx, item, { answers, missingSince: null }));
  return content !== undefined;
}

/** A date that left the calendar is announced as cancelled, never deleted: people may have it in mind. */
async function proposeCancelled(
  parts: WorkflowParts,
  subscription: Subscription,
  item: SubscriptionItem,
): Promise<boolean> {
  const now = parts.now();
  const submission = await loadSubmission(parts.db.read, item.submissionId);
  const current = await loadContent(parts.db.read, submission.id, submission.revision);
  const days = current.kind === 'event' ? listComing(current, parts.zone, now) : [];
  const cancelled =
    current.kind === 'event' ? [...new Set([...current.cancelled, ...days])].sort() : [];
  const changes = days.length > 0;
  if (
    changes &&
    !(await propose(parts, subscription, submission, { ...(current as EventContent), cancelled }))
  ) {
    return false;
  }
  // As if the calendar had said so: when the date comes back, that is a change again.
  const answers = changes ? { ...item.answers, cancelled } : item.answers;
  await parts.db.transact((tx) => changeItem(tx, item, { answers, missingSince: now }));
  return changes;
}

function listComing(event: EventContent, zone: string, now: number): string[] {
  return listOccurrences(event, zone, { now, from: now, limit: 200 })
    .filter((occurrence) => occurrence.state !== 'cancelled')
    .map((occurrence) => occurrence.date);
}

/** As the contributor's edit would go; `false` where the office has ended it or it has no door now. */
async function propose(
  parts: WorkflowParts,
  subscription: Subscription,
  submission: Submission,
  content: Content,
): Promise<boolean> {
  const by = { kind: 'contributor' } as const;
  const type = findEditEvent(listPossible(parts.machine, toContext(submission), by, parts.now()));
  if (type === undefined) return false;
  try {
    await advanceSubmission(parts, {
      submissionId: submission.id,
      command: { type, endsAt: spanOf(content, parts.zone).endsAt },
      by: 'contributor',
      byName: subscription.organisation,
      content,
    });
    return true;
  } catch (error) {
    if (error instanceof NotPossible) return false;
    throw error;
  }
}
