import type { Request } from 'express';
import {
  findContributor,
  findSubmission,
  toContext,
  type Submission,
} from '../../db/submissions.ts';
import { listPossible } from '../../domain/decide.ts';
import { NotFound } from '../../domain/errors.ts';
import type { EventType } from '../../domain/submission-types.ts';
import { readToken } from '../../domain/tokens.ts';
import type { WebParts } from '../parts.ts';

/** The token of a private link. */
export function tokenOf(req: Request): string {
  return String(req.params['token']);
}

/** An unknown token, a wrong one and one of an erased submission are one and the same 404. */
export async function loadByToken(parts: WebParts, req: Request): Promise<Submission> {
  const id = readToken(parts.secret, 'status', tokenOf(req));
  const submission = id === undefined ? undefined : await findSubmission(parts.db.read, id);
  if (submission === undefined) throw new NotFound('token');
  if ((await findContributor(parts.db.read, submission.id)) === undefined)
    throw new NotFound('token');
  return submission;
}

/** What the private link allows now. */
export function may(parts: WebParts, submission: Submission): EventType[] {
  return listPossible(parts.machine, toContext(submission), { kind: 'contributor' }, parts.now());
}
