import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { ApiKey } from '../../db/api-keys.ts';
import { Invalid } from '../../domain/errors.ts';
import type { Content, Submitter } from '../../domain/kinds/content.ts';
import { readContent, readSubmitter } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { readAnswers, textOf } from '../answers.ts';
import { keepFiles } from '../files/keep-files.ts';
import { readAttached } from '../files/read-attached.ts';
import type { WebParts } from '../parts.ts';
import { listUnknownPlaces, tidyAnswers } from '../tidy-answers.ts';
import { readJsonAnswers } from './read-json.ts';

/**
 * What a program sends, checked as a form is: JSON, or the form's own multipart where pictures come
 * along. What says nothing of the sender is the key's own contact. Throws `Invalid` with every problem.
 */
export async function readIntake(
  parts: WebParts,
  req: Request,
  kind: Kind,
  key: ApiKey,
  language: string,
): Promise<{ content: Content; submitter: Submitter }> {
  const city = await parts.city();
  const read =
    req.is('multipart/form-data') === false
      ? readJsonAnswers(req.body as unknown)
      : { answers: readAnswers(req), problems: [] };
  // A form of a person may point to files of an earlier turn; a program has no earlier turn.
  const { imageId: _, flyerId: __, key: ___, step: ____, ...said } = read.answers;
  const kept = await keepFiles(parts, req, said, randomUUID(), null);
  const { attached, problems: fileProblems } = readAttached(kept.answers, kept.files);
  const answers = tidyAnswers(
    {
      ...said,
      submitterName: textOf(said, 'submitterName') || key.contactName,
      submitterEmail: textOf(said, 'submitterEmail') || key.contactEmail,
      submitterOrganisation: textOf(said, 'submitterOrganisation') || key.organisation,
    },
    city,
    language,
  );
  const content = readContent(kind, answers, attached, { now: parts.now(), zone: parts.zone });
  const submitter = readSubmitter(answers);
  const problems = [
    ...read.problems,
    ...kept.problems,
    ...fileProblems,
    ...(content.ok ? [] : content.problems),
    ...listUnknownPlaces(answers, city),
    ...(submitter.ok ? [] : submitter.problems),
  ];
  if (problems.length > 0 || !content.ok || !submitter.ok) throw new Invalid(problems);
  return { content: content.value, submitter: submitter.value };
}
