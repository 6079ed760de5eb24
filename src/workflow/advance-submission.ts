import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { bindAttachments } from '../db/attachments.ts';
import type { Transaction } from '../db/connection.ts';
import type { City } from '../db/places.ts';
import {
  findContributor,
  insertRevision,
  loadContent,
  lockSubmission,
  saveSubmission,
  toContext,
  type Submission,
} from '../db/submissions.ts';
import { insertHistory } from '../db/history.ts';
import { consume } from '../db/rate-limits.ts';
import { cancelTimers, startTimers } from '../db/timers.ts';
import { decide, listPossible, type TimerEvent } from '../domain/decide.ts';
import { NotFound, NotPermitted, NotPossible, OutOfDate } from '../domain/errors.ts';
import type { Content } from '../domain/kinds/content.ts';
import { nextStartOf } from '../domain/kinds/read-form.ts';
import { CONTRIBUTOR_EVENTS, mayDo, maySee, type Account } from '../domain/permissions.ts';
import type { Actor, SubmissionEvent } from '../domain/submission-types.ts';
import { applyEffects, type Occasion } from './apply-effects.ts';
import { dueAt } from './due-at.ts';
import type { WorkflowParts } from './parts.ts';
import { changeDate } from './change-date.ts';
import { readPolicy } from '../db/policy.ts';
import { listAttachmentIds } from './receive-submission.ts';
import { HOUR } from '../domain/time.ts';

type WithoutFrame<Event> = Event extends SubmissionEvent ? Omit<Event, 'now' | 'by'> : never;
/** An event as a page asks for it; who and when are added here. */
export type Command = WithoutFrame<SubmissionEvent>;

/** What can be said again and again, and is told to the office each time; each keeps a text. */
const AGAIN_AND_AGAIN: readonly Command['type'][] = [
  'cancelDate',
  'restoreDate',
  'resubmit',
  'proposeRevision',
];
const CHANGES = { points: 60, perMilliseconds: HOUR };

export interface Request {
  readonly submissionId: string;
  /** The version that the page showed; without it (a private link's button) the newest counts. */
  readonly version?: number;
  readonly command: Command;
  /** A signed-in person, or the contributor (or a colleague whom they invited) by a private link. */
  readonly by: Account | 'contributor';
  /** The colleague's name; without it the contributor's own. */
  readonly byName?: string;
  /** The new text for `resubmit` and `proposeRevision`. */
  readonly content?: Content;
}

/** The one door for changes of state: load, may, decide, save with version, effects. */
export async function advanceSubmission(
  parts: WorkflowParts,
  request: Request,
): Promise<Submission> {
  const city = await parts.city();
  const now = parts.now();
  const saved = await parts.db.transact(async (tx) => {
    const submission = await lockSubmission(tx, request.submissionId);
    const { by, command } = request;
    let actor: Actor = { kind: 'contributor' };
    if (by === 'contributor') {
      if (!CONTRIBUTOR_EVENTS.includes(command.type)) throw new NotPermitted(command.type);
      if (AGAIN_AND_AGAIN.includes(command.type)) {
        await consume(tx, `change ${submission.id}`, CHANGES, now);
      }
    } else {
      if (!maySee(by, submission) && !by.isEditor) throw new NotFound(submission.reference);
      if (!mayDo(by, submission, command.type)) throw new NotPermitted(command.type);
      actor = { kind: 'account', id: by.id };
    }
    if (request.version !== undefined && request.version !== submission.version) {
      throw new OutOfDate(request.version);
    }
    if (command.type === 'handOver' && !city.byId.has(command.districtId)) {
      throw new NotFound(command.districtId);
    }
    const policy = await readPolicy(tx, parts.delays);
    const event = { ...command, by: actor, now, policy } as SubmissionEvent;
    const contributor = by === 'contributor' ? await findContributor(tx, submission.id) : undefined;
    // Erased a moment ago: from then on the private link opens nothing.
    if (by === 'contributor' && contributor === undefined) throw new NotFound(submission.reference);
    const byName = by === 'contributor' ? (request.byName ?? contributor?.name ?? '') : by.name;
    if (await isSameText(tx, submission, request.content)) return submission;
    const contents =
      command.type === 'cancelDate' || command.type === 'restoreDate'
        ? await changeDate(tx, submission, command)
        : request.content === undefined
          ? []
          : [request.content];
    return step({ tx, parts, city, now }, submission, event, byName, contents);
  });
  parts.mailIsWaiting();
  return saved;
}

/** Sent twice: while it waits for the office there is nothing new to judge the second time. */
async function isSameText(
  tx: Transaction,
  submission: Submission,
  content: Content | undefined,
): Promise<boolean> {
  const isOpen = submission.review === 'queued' || submission.review === 'inReview';
  if (content === undefined || !isOpen) return false;
  return isDeepStrictEqual(await loadContent(tx, submission.id, submission.revision), content);
}

interface Frame {
  readonly tx: Transaction;
  readonly parts: WorkflowParts;
  readonly city: City;
  readonly now: number;
}

/** One transition of one row, inside a transaction; people's commands and due timers both end here. */
export async function step(
  frame: Frame,
  submission: Submission,
  event: SubmissionEvent | TimerEvent,
  byName: string,
  /** New revisions, the newest last. */
  contents: readonly Content[] = [],
): Promise<Submission> {
  const { tx, parts, city, now } = frame;
  const outcome = decide(parts.machine, toContext(submission), event);
  if (outcome === undefined) {
    const possible = listPossible(
      parts.machine,
      toContext(submission),
      event.by,
      now,
      event.policy,
    );
    throw new NotPossible(event.type, possible);
  }

  const { next } = outcome;
  if (next.revision > submission.revision) {
    for (const [index, content] of contents.entries()) {
      await insertRevision(tx, {
        submissionId: submission.id,
        number: next.revision - contents.length + 1 + index,
        content,
        by: event.by,
        createdAt: now,
      });
      await bindAttachments(tx, listAttachmentIds(content), submission.id);
    }
  }
  const newest =
    contents.at(-1) ??
    (next.revision === submission.revision
      ? undefined
      : await loadContent(tx, submission.id, next.revision));
  const startsAt = newest ? nextStartOf(newest, parts.zone, now) : submission.startsAt;
  const changes = {
    ...next,
    ...(newest ? { title: newest.title, textLanguage: newest.textLanguage, startsAt } : {}),
    changedAt: now,
    dueAt: dueAt(next.review, next.waitingSince, startsAt, parts.delays.deskReminder),
  };
  if (!(await saveSubmission(tx, submission.id, submission.version, changes))) {
    throw new OutOfDate(submission.version);
  }
  const saved: Submission = { ...submission, ...changes, version: submission.version + 1 };

  const occasion = describe(event, byName, city.byId.get(submission.districtId)?.officeName);
  await insertHistory(tx, {
    id: uuid({ msecs: now }),
    submissionId: saved.id,
    at: now,
    version: saved.version,
    event: occasion.event,
    by: event.by,
    byName,
    review: saved.review,
    publication: saved.publication,
    promotion: saved.promotion,
    details: {
      ...(occasion.message === undefined ? {} : { message: occasion.message }),
      ...(occasion.reason === undefined ? {} : { reason: occasion.reason }),
      ...(event.type === 'schedule' ? { at: event.at } : {}),
      ...(event.type === 'handOver' ? { from: submission.districtId, to: event.districtId } : {}),
      ...(saved.revision > submission.revision ? { revision: saved.revision } : {}),
      ...('date' in event ? { date: event.date } : {}),
    },
  });
  await cancelTimers(tx, saved.id, outcome.timersToCancel);
  await startTimers(tx, saved.id, outcome.timersToStart, now);
  await applyEffects(
    { tx, submission: saved, city, zone: parts.zone, now, occasion },
    outcome.effects,
  );
  return saved;
}

function describe(
  event: SubmissionEvent | TimerEvent,
  byName: string,
  fromOffice: string | undefined,
): Occasion {
  return {
    // `xstate.after.claimLease.submission.review…` is known to people as `claimLease`.
    event: event.type.startsWith('xstate.after.') ? (event.type.split('.')[2] ?? '') : event.type,
    byName,
    ...('message' in event && event.message ? { message: event.message } : {}),
    ...('reason' in event ? { reason: event.reason } : {}),
    ...('date' in event ? { date: event.date } : {}),
    ...(event.type === 'handOver' && fromOffice ? { fromOffice } : {}),
  };
}
