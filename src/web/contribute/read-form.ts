import type { Request } from 'express';
import type { Attachment } from '../../db/attachments.ts';
import type { City } from '../../db/places.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Content, Submitter } from '../../domain/kinds/content.ts';
import { readContent, readSubmitter, type Answers } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { fold } from '../../domain/text.ts';
import type { WebParts } from '../parts.ts';
import { checkGuards, likelyTextLanguage, readAnswers, textOf, type GuardResult } from './forms.ts';
import { keepFiles } from './keep-files.ts';
import { readAttached } from './read-attached.ts';
import { joinMoved } from './series-form.ts';

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
  const answers = withTextLanguage(joinMoved(withStadtteilCode(readAnswers(req), city)), language);
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

/** A program may leave it out; a browser sends it with the form. */
function withTextLanguage(answers: Answers, language: string): Answers {
  if (textOf(answers, 'textLanguage') !== '') return answers;
  return { ...answers, textLanguage: likelyTextLanguage(language) };
}

/** A program may send the name that people see instead of the code behind it. */
function withStadtteilCode(answers: Answers, city: City): Answers {
  const given = textOf(answers, 'stadtteil').trim();
  if (given === '' || city.stadtteilByCode.has(given)) return answers;
  const named = city.stadtteile.find((row) => fold(row.name) === fold(given));
  return named === undefined ? answers : { ...answers, stadtteil: named.code };
}

/** The lists of Stadtteile and districts are data, so the domain's forms cannot know them. */
function listUnknownPlaces(answers: Answers, city: City): FieldProblem[] {
  const stadtteil = textOf(answers, 'stadtteil').trim();
  const district = textOf(answers, 'district').trim();
  const districtIsKnown =
    ['', 'unsure', 'citywide'].includes(district) || city.facts.districtIdBySlug.has(district);
  return [
    ...(stadtteil === '' || city.stadtteilByCode.has(stadtteil)
      ? []
      : [{ field: 'stadtteil', message: 'choice' }]),
    ...(districtIsKnown ? [] : [{ field: 'district', message: 'choice' }]),
  ];
}
