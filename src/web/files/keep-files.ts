import type { Request } from 'express';
import { listUsableAttachments, type Attachment } from '../../db/attachments.ts';
import { Invalid, type FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { cleanLine } from '../../domain/text.ts';
import {
  MAX_PICTURES,
  moveUploads,
  receiveUpload,
  turnUpload,
} from '../../workflow/receive-upload.ts';
import type { WebParts } from '../parts.ts';
import { listOf, textOf } from '../answers.ts';
import { PICTURE_FIELDS } from './read-attached.ts';
import { listFiles, type FormFile } from './upload.ts';
import { HOUR } from '../../domain/time.ts';

export interface KeptFiles {
  /** The pictures in their order, then the flyer. */
  readonly files: readonly Attachment[];
  /** All answers; what was said about the pictures stands in the order of the files. */
  readonly answers: Answers;
  readonly problems: readonly FieldProblem[];
  readonly tooLarge: boolean;
}

/** Buttons that only do something with the files; the form is shown again with everything typed. */
export function isFileStep(step: string): boolean {
  return step === 'files' || step.startsWith('remove:') || step.startsWith('rotate:');
}

/** A problem with a file itself, and not with what is said about it. */
export function isFileProblem(problem: FieldProblem): boolean {
  return problem.field === 'images' || problem.field === 'flyer';
}

interface Kept {
  readonly file: Attachment;
  readonly said: readonly string[];
}

/** New files of this request and those of an earlier turn of the same form, less what is taken out. */
export async function keepFiles(
  parts: WebParts,
  req: Request,
  answers: Answers,
  formKey: string,
  submissionId: string | null,
): Promise<KeptFiles> {
  const problems: FieldProblem[] = [];
  const [verb = '', target = ''] = textOf(answers, 'step').split(':');
  const saidOf = (index: number) =>
    PICTURE_FIELDS.map((name) => listOf(answers, name)[index] ?? '');
  const ids = listOf(answers, 'imageId').slice(0, MAX_PICTURES);
  const flyerId = textOf(answers, 'flyerId');
  const earlier = await listEarlier(parts, [...ids, flyerId], answers, formKey, submissionId);
  const stays = (id: string) => !(verb === 'remove' && target === id);

  const refusing = async (
    field: string,
    name: string,
    work: () => Promise<Attachment | undefined>,
  ) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      for (const { message, values } of error.problems) {
        problems.push({ field, message, values: { ...values, file: name } });
      }
      return undefined;
    }
  };
  const receive = async (kind: 'image' | 'flyer', field: string, file: FormFile) => {
    const name = cleanLine(file.originalname).slice(0, 120);
    return refusing(field, name, () => {
      if (file.tooLarge) throw new Invalid([{ field, message: 'fileTooLarge' }]);
      return receiveUpload(parts, kind, { field, name, bytes: file.read }, formKey);
    });
  };

  const pictures: Kept[] = [];
  for (const [index, id] of ids.entries()) {
    const file = earlier.find((row) => row.id === id && row.kind === 'image');
    if (file === undefined || !stays(id)) continue;
    const turned =
      verb === 'rotate' && target === id
        ? await refusing('images', file.name, () => turnUpload(parts, file, formKey))
        : undefined;
    pictures.push({ file: turned ?? file, said: saidOf(index) });
  }
  for (const [index, upload] of listFiles(req, 'images').entries()) {
    if (upload.tooMany || pictures.length >= MAX_PICTURES) {
      problems.push({ field: 'images', message: 'tooManyPictures', values: { max: MAX_PICTURES } });
      break;
    }
    const file = await receive('image', 'images', upload);
    if (file !== undefined) pictures.push({ file, said: saidOf(ids.length + index) });
  }
  const [newFlyer] = listFiles(req, 'flyer');
  const flyer =
    (newFlyer === undefined ? undefined : await receive('flyer', 'flyer', newFlyer)) ??
    earlier.find((file) => file.kind === 'flyer' && stays(file.id));

  const said: Record<string, string[]> = {};
  for (const [field, name] of PICTURE_FIELDS.entries()) {
    said[name] = pictures.map((kept) => kept.said[field] ?? '');
  }
  return {
    files: [...pictures.map(({ file }) => file), ...(flyer === undefined ? [] : [flyer])],
    answers: {
      ...answers,
      ...said,
      imageId: pictures.map(({ file }) => file.id),
      flyerId: flyer?.id ?? '',
    },
    problems,
    tooLarge: problems.some(({ message }) => message === 'fileTooLarge'),
  };
}

/**
 * A form whose guards had expired comes with its old key; its files are still its own, and they live
 * as long as somebody comes back to their form.
 */
async function listEarlier(
  parts: WebParts,
  ids: readonly string[],
  answers: Answers,
  formKey: string,
  submissionId: string | null,
): Promise<Attachment[]> {
  const oldKey = textOf(answers, 'key') || formKey;
  const given = ids.filter(Boolean);
  const earlier = await listUsableAttachments(parts.db.read, given, oldKey, submissionId);
  const isStale = earlier.some((file) => file.createdAt < parts.now() - HOUR);
  if ((oldKey !== formKey || isStale) && earlier.length > 0) {
    const moved = earlier.map((file) => file.id);
    await moveUploads(parts, moved, formKey);
  }
  return earlier;
}
