import { deleteDraftOfForm } from '../db/drafts.ts';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { bindAttachments } from '../db/attachments.ts';
import type { Transaction } from '../db/connection.ts';
import { countUp } from '../db/counters.ts';
import type { City } from '../db/places.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import {
  findByIdempotencyKey,
  insertSubmission,
  listRevisions,
  type NewSubmission,
  type Submission,
} from '../db/submissions.ts';
import { insertHistory } from '../db/history.ts';
import { startTimers } from '../db/timers.ts';
import { begin } from '../domain/decide.ts';
import { KeyTaken } from '../domain/errors.ts';
import type { Content, Submitter } from '../domain/kinds/content.ts';
import { nextStartOf, spanOf } from '../domain/kinds/read-form.ts';
import { formatReference } from '../domain/reference.ts';
import type { Route } from '../domain/routing.ts';
import { MACHINE_VERSION } from '../domain/submission-machine.ts';
import type { Kind, Source, SubmissionContext } from '../domain/submission-types.ts';
import { slugify } from '../domain/text.ts';
import { dayOf } from '../domain/time.ts';
import { applyEffects } from './apply-effects.ts';
import { dueAt } from './due-at.ts';
import type { WorkflowParts } from './parts.ts';

/** How it came, where no person filled in our form. */
export interface Origin {
  readonly source: Source;
  readonly batchId?: string;
  readonly apiKeyId?: string;
  /** A key or a coordinator's hand vouches for it: no confirmation by mail is needed. */
  readonly confirmed: boolean;
}
const FORM: Origin = { source: 'form', confirmed: false };

export interface Incoming {
  readonly content: Content;
  readonly submitter: Submitter;
  readonly route: Route;
  readonly language: string;
  /** Made with the form: sending it twice makes one submission. */
  readonly idempotencyKey: string;
  readonly fillSeconds: number;
  readonly limits: readonly Counted[];
  readonly origin?: Origin;
}

/**
 * A form that was sent becomes a submission: rows, first revision, timers and mail in one
 * transaction. Throws `KeyTaken` when its key was used for other words.
 */
export async function receiveSubmission(
  parts: WorkflowParts,
  incoming: Incoming,
): Promise<Pick<Submission, 'id' | 'reference' | 'districtId'>> {
  const id = uuid({ msecs: parts.now() });
  const received = await keepSubmission(parts, incoming, id).catch(async (error: unknown) => {
    // Where several write at once, the same form may have been refused only because it was quicker
    // itself: as a number too many, or as a key that is taken.
    const known = await findByIdempotencyKey(parts.db.read, incoming.idempotencyKey);
    if (known === undefined) throw error;
    return known;
  });
  if (received.id !== id) await insistOnSameWords(parts, received.id, incoming.content);
  parts.mailIsWaiting();
  return received;
}

/**
 * Sent twice is sent once. But whoever went back after sending and wrote something else, or had the
 * first one erased, means a new one: nothing may be called received that is kept nowhere. Files are
 * not compared, since they belong to the first by then.
 */
async function insistOnSameWords(
  parts: Pick<WorkflowParts, 'db'>,
  id: string,
  content: Content,
): Promise<void> {
  const [first] = await listRevisions(parts.db.read, id);
  const words = (one: Content) => ({ ...one, images: [], flyer: null });
  if (first === undefined || !isDeepStrictEqual(words(first.content), words(content))) {
    throw new KeyTaken(id);
  }
}

async function keepSubmission(
  parts: WorkflowParts,
  incoming: Incoming,
  id: string,
): Promise<Submission> {
  const city = await parts.city();
  const now = parts.now();
  return parts.db.transact(async (tx) => {
    const known = await findByIdempotencyKey(tx, incoming.idempotencyKey);
    if (known !== undefined) return known;
    await consumeAll(tx, incoming.limits, now);
    return writeSubmission(tx, parts, city, incoming, id);
  });
}

/** The rows of one submission, inside a transaction; what has its key already is given as it is. */
export async function writeSubmission(
  tx: Transaction,
  parts: WorkflowParts,
  city: City,
  incoming: Omit<Incoming, 'limits'>,
  id = uuid({ msecs: parts.now() }),
): Promise<Submission> {
  const now = parts.now();
  const { content, route } = incoming;
  const district = city.byId.get(route.districtId) ?? city.portal;
  const year = Number(dayOf(now, parts.zone).slice(0, 4));
  const number = await countUp(tx, `reference ${district.code} ${String(year)}`);
  const reference = formatReference(district.code, year, number);
  const span = spanOf(content, parts.zone);
  const startsAt = nextStartOf(content, parts.zone, now);
  const origin = incoming.origin ?? FORM;
  const outcome = begin(
    parts.machine,
    firstContext(content.kind, district.id, span.endsAt, origin.confirmed ? now : null),
  );
  const submission: NewSubmission & Submission = {
    ...outcome.next,
    id,
    reference,
    routedBy: route.routedBy,
    routeCertain: route.certain,
    idempotencyKey: incoming.idempotencyKey,
    language: incoming.language,
    fillSeconds: incoming.fillSeconds,
    title: content.title,
    textLanguage: content.textLanguage,
    slug: `${slugify(content.title)}-${reference.toLowerCase()}`,
    startsAt,
    createdAt: now,
    machineVersion: MACHINE_VERSION,
    source: origin.source,
    batchId: origin.batchId ?? null,
    apiKeyId: origin.apiKeyId ?? null,
    version: 1,
    changedAt: now,
    dueAt: dueAt(
      outcome.next.review,
      outcome.next.waitingSince,
      startsAt,
      parts.delays.deskReminder,
    ),
  };
  if (!(await insertSubmission(tx, submission, content, incoming.submitter))) {
    const quicker = await findByIdempotencyKey(tx, incoming.idempotencyKey);
    if (quicker !== undefined) return quicker;
  }
  await bindAttachments(tx, listAttachmentIds(content), submission.id);
  await deleteDraftOfForm(tx, incoming.idempotencyKey);
  await insertHistory(tx, {
    id: uuid({ msecs: now }),
    submissionId: submission.id,
    at: now,
    version: 1,
    event: 'handIn',
    by: { kind: 'contributor' },
    byName: incoming.submitter.name,
    review: submission.review,
    publication: submission.publication,
    promotion: submission.promotion,
    details: {},
  });
  await startTimers(tx, submission.id, outcome.timersToStart, now);
  await applyEffects(
    {
      tx,
      submission,
      city,
      zone: parts.zone,
      now,
      occasion: { event: 'handIn', byName: incoming.submitter.name },
    },
    outcome.effects,
  );
  return submission;
}

export function listAttachmentIds(content: Content): string[] {
  const flyer = content.flyer === null ? [] : [content.flyer.id];
  return [...content.images.map((image) => image.id), ...flyer];
}

/** `confirmedAt`: it needs no confirmation, and waits for the office from this moment on. */
function firstContext(
  kind: Kind,
  districtId: string,
  endsAt: number | null,
  confirmedAt: number | null,
): SubmissionContext {
  return {
    kind,
    freshness: 'notAsked',
    confirmedAt: null,
    review: 'awaitingConfirmation',
    publication: 'hidden',
    promotion: 'none',
    districtId,
    confirmed: confirmedAt !== null,
    claimedBy: null,
    waitingSince: confirmedAt,
    escalated: false,
    revision: 1,
    endsAt,
    approvedRevision: null,
    approvedEndsAt: null,
    publishAt: null,
    promotedUntil: null,
    undo: null,
  };
}
