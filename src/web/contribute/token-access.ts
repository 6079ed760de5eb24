import type { Request } from 'express';
import { findParticipant, type Participant } from '../../db/participants.ts';
import { readPolicy } from '../../db/policy.ts';
import {
  findContributor,
  findSubmission,
  toContext,
  type Contributor,
  type Submission,
} from '../../db/submissions.ts';
import { listPossible } from '../../domain/decide.ts';
import { NotFound, NotPossible } from '../../domain/errors.ts';
import type { EventType } from '../../domain/submission-types.ts';
import { readToken } from '../../domain/tokens.ts';
import type { WebParts } from '../parts.ts';

/** Whoever holds a private link: the contributor, or a colleague whom they invited. */
export interface Holder {
  readonly token: string;
  readonly submission: Submission;
  readonly contributor: Contributor;
  readonly colleague: Participant | undefined;
  readonly name: string;
}

/** The token of a private link. */
export function tokenOf(req: Request): string {
  return String(req.params['token']);
}

/** An unknown token, a wrong one and one of an erased submission are one and the same 404. */
export async function loadHolder(parts: WebParts, req: Request): Promise<Holder> {
  const holder = await findHolder(parts, tokenOf(req));
  if (holder === undefined) throw new NotFound('token');
  return holder;
}

/** The colleague to whom this link was sent, whether they have accepted or not. */
export async function findColleague(
  parts: WebParts,
  token: string,
): Promise<Participant | undefined> {
  const id = readToken(parts.secret, 'participant', token);
  return id === undefined ? undefined : findParticipant(parts.db.read, id);
}

export async function findHolder(parts: WebParts, token: string): Promise<Holder | undefined> {
  const colleague = await findColleague(parts, token);
  const id = colleague?.submissionId ?? readToken(parts.secret, 'status', token);
  const submission = id === undefined ? undefined : await findSubmission(parts.db.read, id);
  if (submission === undefined) return undefined;
  const contributor = await findContributor(parts.db.read, submission.id);
  if (contributor === undefined) return undefined;
  return { token, submission, contributor, colleague, name: (colleague ?? contributor).name };
}

/**
 * Was this link ours, and has what it opened been erased since? Only whoever has just erased it, or
 * did so once, asks: the answer tells nothing that the link itself has not said.
 */
export async function isErased(parts: WebParts, token: string): Promise<boolean> {
  const id = readToken(parts.secret, 'status', token);
  if (id === undefined || (await findSubmission(parts.db.read, id)) === undefined) return false;
  return (await findContributor(parts.db.read, id)) === undefined;
}

/** What the private link allows now. */
export async function may(parts: WebParts, submission: Submission): Promise<EventType[]> {
  const policy = await readPolicy(parts.db.read, parts.delays);
  const by = { kind: 'contributor' } as const;
  return listPossible(parts.machine, toContext(submission), by, parts.now(), policy);
}

/** A second click finds it done, and the page that follows shows it; everything else is an error. */
export function unlessNotPossible(error: unknown): void {
  if (!(error instanceof NotPossible)) throw error;
}
