import type { Request } from 'express';
import { listUsableAttachments, moveAttachments, type Attachment } from '../../db/attachments.ts';
import type { City } from '../../db/places.ts';
import { Invalid, type FieldProblem } from '../../domain/errors.ts';
import type { Content, Submitter } from '../../domain/kinds/content.ts';
import { readContent, readSubmitter, type Answers } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { cleanLine, fold } from '../../domain/text.ts';
import { receiveUpload } from '../../workflow/receive-upload.ts';
import type { WebParts } from '../parts.ts';
import {
  checkGuards,
  likelyTextLanguage,
  listOf,
  readAnswers,
  readAttached,
  textOf,
  type GuardResult,
} from './forms.ts';
import { joinMoved } from './series-form.ts';
import { listFiles, type FormFile } from './upload.ts';

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
    ? NO_UPLOADS
    : await keepFiles(parts, req, answers, guards.key, submissionId);
  problems.push(...uploads.problems);

  const { attached, problems: pictureProblems } = readAttached(answers, uploads.files);
  problems.push(...pictureProblems);
  const content = readContent(kind, answers, attached, { now, zone: parts.zone });
  if (!content.ok) problems.push(...content.problems);
  problems.push(...listUnknownPlaces(answers, city));
  const submitter = submissionId === null ? readSubmitter(answers) : undefined;
  if (submitter?.ok === false) problems.push(...submitter.problems);
  return {
    answers,
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

const HOUR = 3_600_000;

interface Uploads {
  readonly files: Attachment[];
  readonly problems: FieldProblem[];
  readonly tooLarge: boolean;
}
const NO_UPLOADS: Uploads = { files: [], problems: [], tooLarge: false };

/** New files of this request, and those of an earlier turn of the same form. */
async function keepFiles(
  parts: WebParts,
  req: Request,
  answers: Answers,
  formKey: string,
  submissionId: string | null,
): Promise<Uploads> {
  const problems: FieldProblem[] = [];
  let tooLarge = false;
  const ids = [...listOf(answers, 'imageId'), textOf(answers, 'flyerId')]
    .filter(Boolean)
    .slice(0, 5);
  // A form whose guards had expired comes with its old key; its files are still its own.
  const oldKey = textOf(answers, 'key') || formKey;
  const earlier = await listUsableAttachments(parts.db.read, ids, oldKey, submissionId);
  // So that files live as long as somebody comes back to their form.
  const isStale = earlier.some((file) => file.createdAt < parts.now() - HOUR);
  if ((oldKey !== formKey || isStale) && earlier.length > 0) {
    const moved = earlier.map((file) => file.id);
    await parts.db.transact((tx) => moveAttachments(tx, moved, formKey, parts.now()));
  }

  const receive = async (kind: 'image' | 'flyer', field: string, file: FormFile | undefined) => {
    if (file === undefined) return undefined;
    if (file.tooLarge === true) {
      tooLarge = true;
      problems.push({ field, message: 'fileTooLarge' });
      return undefined;
    }
    try {
      const name = cleanLine(file.originalname).slice(0, 120);
      return await receiveUpload(parts, kind, { field, name, bytes: file.buffer }, formKey);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const image =
    (await receive('image', 'images', listFiles(req, 'images')[0])) ??
    (textOf(answers, 'removeImage') === ''
      ? earlier.find((file) => file.kind === 'image')
      : undefined);
  const flyer =
    (await receive('flyer', 'flyer', listFiles(req, 'flyer')[0])) ??
    (textOf(answers, 'removeFlyer') === ''
      ? earlier.find((file) => file.kind === 'flyer')
      : undefined);
  return {
    files: [image, flyer].filter((file) => file !== undefined),
    problems,
    tooLarge,
  };
}
