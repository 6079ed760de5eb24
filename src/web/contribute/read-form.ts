import type { Request } from 'express';
import type { Attachment } from '../../db/attachments.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Content, Submitter } from '../../domain/kinds/content.ts';
import { readContent, readSubmitter, type Answers } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import type { WebParts } from '../parts.ts';
import { readAnswers } from '../answers.ts';
import { checkGuards, type GuardResult } from '../form-guards.ts';
import { keepFiles } from '../files/keep-files.ts';
import { readAttached } from '../files/read-attached.ts';
import { joinMoved } from './series-form.ts';
import { listUnknownPlaces, tidyAnswers } from '../tidy-answers.ts';

export interface FormReading {
  readonly answers: Answers;
  readonly guards: GuardResult;
  readonly files: readonly Attachment[];
  readonly problems: readonly FieldProblem[];
  readonly tooLarge: boolean;
  /** Both are there when there are no problems; an edit has no submitter. */
  readonly content: Content | undefined;
  readonly submitter: Submitter | undefined;
}

/** From a request to clean input: guards, files, answers. What was typed and uploaded is kept. */
export async function readForm(
  parts: WebParts,
  req: Request,
  kind: Kind,
  submissionId: string | null,
  language: string,
): Promise<FormReading> {
  const city = await parts.city();
  const answers = tidyAnswers(joinMoved(readAnswers(req)), city, language);
  const now = parts.now();
  const guards = checkGuards(answers, parts.secret, now);
  const problems: FieldProblem[] = [...guards.problems];
  const trapped = problems.some((problem) => problem.message === 'trap');
  const uploads = trapped
    ? { answers, files: [], problems: [], tooLarge: false }
    : await keepFiles(parts, req, answers, guards.key, submissionId);
  problems.push(...uploads.problems);

  const { attached, problems: pictureProblems } = readAttached(uploads.answers, uploads.files);
  problems.push(...pictureProblems);
  const content = readContent(kind, answers, attached, { now, zone: parts.zone });
  if (!content.ok) problems.push(...content.problems);
  problems.push(...listUnknownPlaces(answers, city));
  const submitter = submissionId === null ? readSubmitter(answers) : undefined;
  if (submitter?.ok === false) problems.push(...submitter.problems);
  return {
    answers: uploads.answers,
    guards,
    files: uploads.files,
    problems,
    tooLarge: uploads.tooLarge,
    content: content.ok ? content.value : undefined,
    submitter: submitter?.ok === true ? submitter.value : undefined,
  };
}
