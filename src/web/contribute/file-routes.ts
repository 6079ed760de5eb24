import { Router, type Request, type Response } from 'express';
import { countPictures } from '../../db/attachments.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentProblems } from '../problems.ts';
import { renderPart } from '../render.ts';
import { countForm } from './count-form.ts';
import { readAnswers, textOf } from '../answers.ts';
import { checkGuards } from '../form-guards.ts';
import { isFileProblem, keepFiles } from '../files/keep-files.ts';
import { presentFiles } from '../files/present-files.ts';
import { readMultipart } from '../files/upload.ts';
import { MAX_PICTURES, PICTURES_BROUGHT } from '../../workflow/receive-upload.ts';

/**
 * Where a form's script sends one file, or a picture to be turned. The answer is that file's part of
 * the form, drawn by the same views, or a sentence about what is wrong with it.
 */
export function fileRoutes(parts: WebParts): Router {
  const router = Router();
  router.post(
    ROUTES.formFiles,
    async (req, _res, next) => {
      await countForm(parts, req, 'file');
      next();
    },
    readMultipart,
    (req, res) => takeFile(parts, req, res),
  );
  return router;
}

async function takeFile(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const given = readAnswers(req);
  const guards = checkGuards(given, parts.secret, parts.now());
  res.set('Cache-Control', 'no-store');
  const refuse = (problems: readonly FieldProblem[], status: number) => {
    const sentences = presentProblems(context.words, problems, []).map(({ text }) => text);
    res.status(status).type('text').send(sentences.join('\n'));
  };
  if (guards.problems.length > 0) {
    refuse(guards.problems, 422);
    return;
  }
  if ((await countPictures(parts.db.read, guards.key)) >= PICTURES_BROUGHT) {
    refuse([{ field: '', message: 'tooManyPictures', values: { max: MAX_PICTURES } }], 422);
    return;
  }
  const kept = await keepFiles(parts, req, given, guards.key, null);
  const problems = kept.problems.filter(isFileProblem);
  if (problems.length > 0 || kept.files.length === 0) {
    const unread = [{ field: '', message: 'unreadable' }];
    refuse(problems.length > 0 ? problems : unread, kept.tooLarge ? 413 : 422);
    return;
  }
  const first = Number(textOf(given, 'number'));
  const files = presentFiles(
    context,
    parts.secret,
    { answers: kept.answers, files: kept.files, problems: [], action: '' },
    { first: Number.isSafeInteger(first) && first > 0 ? first : 1 },
  );
  const [picture] = files.pictures;
  res
    .type('html')
    .send(
      picture === undefined
        ? renderPart(context, 'partials/kept-flyer', { flyer: files.flyer, files })
        : renderPart(context, 'partials/picture-fields', { picture, files }),
    );
}
