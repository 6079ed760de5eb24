import { loadContent } from '../../db/submissions.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { SERIES_FIELDS } from '../../domain/kinds/series.ts';
import type { Kind } from '../../domain/submission-types.ts';
import type { WebParts } from '../parts.ts';
import { toAnswers } from './pages.ts';
import { findHolder } from './token-access.ts';

/** What belongs to the dates and files of the former one, and is asked again. */
const NOT_AGAIN = /^(image|flyer)|^(startDate|endDate|movedFrom|movedToDate|movedToTime)$/;
const isAskedAgain = (name: string): boolean =>
  NOT_AGAIN.test(name) || SERIES_FIELDS.some((field) => field === name);

/**
 * The answers of a former submission, for a new one: everything but dates and files, with the person
 * who handed it in. Only its private link opens that. `undefined`: no such link, or another kind.
 */
export async function findFormerAnswers(
  parts: WebParts,
  kind: Kind,
  token: string,
): Promise<Answers | undefined> {
  const holder = await findHolder(parts, token);
  if (holder?.submission.kind !== kind) return undefined;
  const { submission, contributor, colleague } = holder;
  if (colleague?.acceptedAt === null) return undefined;
  const content = await loadContent(parts.db.read, submission.id, submission.revision);
  const kept = Object.entries(toAnswers(content)).filter(([name]) => !isAskedAgain(name));
  return {
    ...Object.fromEntries(kept),
    submitterName: holder.name,
    submitterEmail: (colleague ?? contributor).email,
    // A colleague hands in under their own name; the contributor's number is not theirs to give.
    submitterPhone: colleague === undefined ? contributor.phone : '',
    submitterOrganisation: contributor.organisation,
  };
}
