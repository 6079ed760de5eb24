import { findContributor, findSubmission, loadContent } from '../../db/submissions.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { readToken } from '../../domain/tokens.ts';
import type { WebParts } from '../parts.ts';
import { toAnswers } from './pages.ts';

/** What belongs to the dates and files of the former one, and is asked again. */
const NOT_AGAIN =
  /^(startDate|endDate|recurrence.*|exceptions|cancelled|moved|image.*|flyer.*|imageId|flyerId)$/;

/**
 * The answers of a former submission, for a new one: everything but dates and files, with the person
 * who handed it in. Only its private link opens that. `undefined`: no such link, or another kind.
 */
export async function findFormerAnswers(
  parts: WebParts,
  kind: Kind,
  token: string,
): Promise<Answers | undefined> {
  const id = readToken(parts.secret, 'status', token);
  const submission = id === undefined ? undefined : await findSubmission(parts.db.read, id);
  if (submission?.kind !== kind) return undefined;
  const contributor = await findContributor(parts.db.read, submission.id);
  if (contributor === undefined) return undefined;
  const content = await loadContent(parts.db.read, submission.id, submission.revision);
  const kept = Object.entries(toAnswers(content)).filter(([name]) => !NOT_AGAIN.test(name));
  return {
    ...Object.fromEntries(kept),
    submitterName: contributor.name,
    submitterEmail: contributor.email,
    submitterPhone: contributor.phone,
    submitterOrganisation: contributor.organisation,
  };
}
