import { findAccount, findAccountByEmail } from '../../src/db/accounts.ts';
import { listStreetRanges } from '../../src/db/places.ts';
import { findContributor, loadSubmission, type Submission } from '../../src/db/submissions.ts';
import { listHistory } from '../../src/db/history.ts';
import type { Content } from '../../src/domain/kinds/content.ts';
import {
  readContent,
  readSubmitter,
  spanOf,
  type Attached,
} from '../../src/domain/kinds/read-form.ts';
import type { Account } from '../../src/domain/permissions.ts';
import { routePlace, streetKey } from '../../src/domain/routing.ts';
import type { Kind } from '../../src/domain/submission-types.ts';
import { advanceSubmission, type Command } from '../../src/workflow/advance-submission.ts';
import { receiveSubmission, type Incoming } from '../../src/workflow/receive-submission.ts';
import { answersFor, newKey, type Portal } from './portal.ts';

// A submission's life by the workflow's own doors, without the web in front of them.

type Changes = Record<string, string | string[]>;

export function contentFor(
  portal: Portal,
  kind: Kind,
  changes: Changes = {},
  attached: Attached = { images: [], flyer: null },
): Content {
  const clock = { now: portal.clock.now, zone: portal.services.zone };
  const reading = readContent(kind, answersFor(kind, changes), attached, clock);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

/** What a form brings to the workflow, ready to be received. */
export async function incomingFor(
  portal: Portal,
  kind: Kind,
  changes: Changes = {},
  attached?: Attached,
): Promise<Incoming> {
  const content = contentFor(portal, kind, changes, attached);
  const submitter = readSubmitter(answersFor(kind, changes));
  if (!submitter.ok) throw new Error(JSON.stringify(submitter.problems));
  const { facts } = await portal.services.city();
  const ranges = await listStreetRanges(portal.services.db.read, streetKey(content));
  return {
    content,
    submitter: submitter.value,
    route: routePlace(content, { ...facts, ranges }),
    language: 'de',
    idempotencyKey: newKey(),
    fillSeconds: 90,
    limits: [],
  };
}

export async function receive(
  portal: Portal,
  kind: Kind,
  changes: Changes = {},
  attached?: Attached,
): Promise<string> {
  const incoming = await incomingFor(portal, kind, changes, attached);
  return (await receiveSubmission(portal.services, incoming)).id;
}

/** Handed in and confirmed; gives its id. */
export async function receiveConfirmed(
  portal: Portal,
  kind: Kind,
  changes: Changes = {},
  attached?: Attached,
): Promise<string> {
  const id = await receive(portal, kind, changes, attached);
  await advance(portal, id, { type: 'confirm' }, 'contributor');
  return id;
}

export async function accountOf(portal: Portal, email: string): Promise<Account> {
  const row = await findAccountByEmail(portal.services.db.read, email);
  const account = row && (await findAccount(portal.services.db.read, row.id));
  if (account === undefined) throw new Error(`nobody is called ${email}`);
  return account;
}

/** One step; `by` is an account's address or the contributor. */
export async function advance(
  portal: Portal,
  submissionId: string,
  command: Command,
  by: string,
  more: { version?: number; content?: Content } = {},
): Promise<Submission> {
  return advanceSubmission(portal.services, {
    submissionId,
    command,
    by: by === 'contributor' ? by : await accountOf(portal, by),
    ...more,
  });
}

/** A new text by the contributor, as a correction or as an answer to a request for changes. */
export async function mend(
  portal: Portal,
  submissionId: string,
  type: 'resubmit' | 'proposeRevision',
  kind: Kind,
  changes: Changes,
): Promise<Submission> {
  const content = contentFor(portal, kind, changes);
  const { endsAt } = spanOf(content, portal.services.zone);
  return advance(portal, submissionId, { type, endsAt }, 'contributor', { content });
}

export const load = (portal: Portal, id: string): Promise<Submission> =>
  loadSubmission(portal.services.db.read, id);

export const contributorOf = (portal: Portal, id: string) =>
  findContributor(portal.services.db.read, id);

/** What happened, as the history tells it: "approve by Kim Kalk". */
export async function storyOf(portal: Portal, id: string): Promise<string[]> {
  const entries = await listHistory(portal.services.db.read, id);
  return entries.map(({ event, byName }) => `${event} by ${byName || 'time'}`);
}

/** The kinds of mail that left, to whom: "approved to nora@example.org". */
export async function mailsOf(portal: Portal, id: string): Promise<string[]> {
  const { listOutbox } = await import('../../src/db/outbox.ts');
  const rows = await listOutbox(portal.services.db.read, undefined, 1_000);
  return rows
    .filter((row) => row.submissionId === id)
    .map((row) => `${row.mail} to ${row.toAddress}${row.status === 'waiting' ? ' (waiting)' : ''}`)
    .reverse();
}

export type { Command };
