import type { Request } from 'express';
import { TooFast } from '../../domain/errors.ts';
import { countUses } from '../../workflow/count-uses.ts';
import { FILES_PER_FORM, FORMS_PER_SUBMISSION, limitKey } from '../limits.ts';
import type { WebParts } from '../parts.ts';
import { HOUR } from '../../domain/time.ts';

const POINTS = {
  form: FORMS_PER_SUBMISSION,
  file: FORMS_PER_SUBMISSION * FILES_PER_FORM,
} as const;

/** A database that is away must not keep anybody from getting back what was typed. */
export async function countForm(
  parts: WebParts,
  req: Request,
  what: keyof typeof POINTS,
): Promise<void> {
  const key = limitKey(parts.secret, what, req, parts.now());
  const limit = { points: parts.submissionsPerHour * POINTS[what], perMilliseconds: HOUR };
  try {
    await countUses(parts, [{ key, limit }]);
  } catch (error) {
    if (error instanceof TooFast) throw error;
    parts.log.error({ err: error }, 'a form could not be counted');
  }
}
