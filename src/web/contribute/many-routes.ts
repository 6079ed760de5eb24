import { Router, type Request, type Response } from 'express';
import { v5 as uuidOf } from 'uuid';
import { findBatch, listSubmissionsOfBatch } from '../../db/batches.ts';
import { findContributor } from '../../db/submissions.ts';
import { NotFound, type FieldProblem } from '../../domain/errors.ts';
import { readToken, signToken } from '../../domain/tokens.ts';
import { dropImport } from '../../workflow/keep-import.ts';
import { receiveBatch } from '../../workflow/receive-batch.ts';
import { contextOf } from '../context.ts';
import { confirmLimit, limitKey } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sayProblem, type ProblemView } from '../problems.ts';
import { sendPage } from '../render.ts';
import { countForm } from './count-form.ts';
import { maskEmail } from './show-form.ts';
import { showGone } from './show-gone.ts';
import { textOf } from '../answers.ts';
import { newGuards, TRAP_FIELD, type FormGuards } from '../form-guards.ts';
import { presentMany } from './many-page.ts';
import { keptId, MAX_ROWS, readMany, type ManyReading } from './many-reading.ts';
import { fewAtOnce, readManyForm } from './many-upload.ts';
import { HOUR } from '../../domain/time.ts';

/** How many files one network address may send in an hour; each of them holds many submissions. */
const BATCHES_PER_HOUR = 20;

/** A whole half-year at once: a file or a text, a look at each row, and one confirmation for all. */
export function manyRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.many, noStore, (_req, res) => {
    showStart(res, newGuards(parts.secret, parts.now()), '');
  });
  router.post(
    ROUTES.many,
    noStore,
    async (req, _res, next) => {
      await countForm(parts, req, 'form');
      next();
    },
    fewAtOnce(),
    readManyForm,
    (req, res) => takeMany(parts, req, res),
  );
  router.get(ROUTES.manySent, noStore, (req, res) => showSent(parts, req, res));
  return router;
}

async function takeMany(parts: WebParts, req: Request, res: Response): Promise<void> {
  const reading = await readMany(parts, req);
  const { words } = contextOf(res);
  const step = textOf(reading.answers, 'step');
  if (reading.missing) {
    // A file from yesterday is gone; one that never came is asked for.
    const message = textOf(reading.answers, 'kept') === '' ? 'manyMissing' : 'manyGone';
    showStart(res, reading.guards, sayProblem(words, { field: 'file', message }));
    return;
  }
  if (reading.imported.rows.length === 0 && reading.imported.columns === undefined) {
    const text = reading.imported.problems
      .map(({ message, values }) => words.t(`imports.problem.${message}`, values))
      .join(' ');
    showStart(res, reading.guards, text);
    return;
  }
  const problems = step === 'send' ? listProblems(reading) : [];
  if (step !== 'send' || problems.length > 0 || reading.submitter === undefined) {
    showCheck(parts, res, reading, problems);
    return;
  }
  const { submitter, guards } = reading;
  const id = batchOf(guards.key, submitter.email);
  await receiveBatch(parts, {
    id,
    name: reading.fileName,
    language: words.language,
    submitter,
    fillSeconds: guards.fillSeconds,
    rows: reading.rows.flatMap(({ row, content, route, taken }) =>
      taken && content !== undefined && route !== undefined
        ? [{ uid: row.uid, content, route }]
        : [],
    ),
    limits: [
      confirmLimit(parts, submitter.email),
      {
        key: limitKey(parts.secret, 'batch', req, parts.now()),
        limit: {
          points: Math.min(BATCHES_PER_HOUR, parts.submissionsPerHour),
          perMilliseconds: HOUR,
        },
      },
    ],
  });
  await dropImport(parts, keptId(parts, reading.kept));
  res.redirect(303, contextOf(res).paths.manySent(signToken(parts.secret, 'receipt', id)));
}

/**
 * One letter opens and confirms a whole batch, so a batch belongs to one address: the same form sent
 * with another one is another batch, or somebody could confirm what they wrote in a stranger's name.
 */
function batchOf(formKey: string, email: string): string {
  return uuidOf(email.toLowerCase(), formKey);
}

function listProblems(reading: ManyReading): FieldProblem[] {
  const taken = reading.rows.some((row) => row.taken && row.content !== undefined);
  return [
    ...reading.guards.problems,
    ...(taken ? [] : [{ field: 'rows', message: 'manyNothingTaken' }]),
    ...reading.submitterProblems,
  ];
}

/** The first step; `refusal` says what was wrong with the file that was brought, or nothing. */
function showStart(res: Response, guards: FormGuards, refusal: string): void {
  const { words } = contextOf(res);
  const problem: ProblemView = { field: 'file', target: 'f-file', text: refusal };
  sendPage(
    res,
    'contribute/many',
    {
      title: words.t('many.title'),
      current: 'contribute',
      guards,
      trap: TRAP_FIELD,
      max: MAX_ROWS,
      problems: refusal === '' ? [] : [problem],
    },
    refusal === '' ? 200 : 422,
  );
}

function showCheck(
  parts: WebParts,
  res: Response,
  reading: ManyReading,
  problems: readonly FieldProblem[],
): void {
  const context = contextOf(res);
  sendPage(
    res,
    'contribute/many-check',
    {
      title: context.words.t('many.checkTitle'),
      current: 'contribute',
      noIndex: true,
      form: presentMany(context, parts, reading, problems),
    },
    problems.length > 0 ? 422 : 200,
  );
}

async function showSent(parts: WebParts, req: Request, res: Response): Promise<void> {
  const id = readToken(parts.secret, 'receipt', String(req.params['receipt']));
  const batch = id === undefined ? undefined : await findBatch(parts.db.read, id);
  if (batch === undefined) throw new NotFound('receipt');
  const rows = await listSubmissionsOfBatch(parts.db.read, batch.id);
  const [first] = rows;
  const contributor = first && (await findContributor(parts.db.read, first.id));
  if (contributor === undefined) {
    showGone(res);
    return;
  }
  const { words, city } = contextOf(res);
  sendPage(res, 'contribute/many-sent', {
    title: words.t('sent.title'),
    current: 'contribute',
    noIndex: true,
    email: maskEmail(contributor.email),
    count: rows.length,
    offices: [...new Set(rows.map((row) => row.districtId))].map((districtId) => {
      const district = city.byId.get(districtId) ?? city.portal;
      const count = rows.filter((row) => row.districtId === districtId).length;
      return { slug: district.slug, name: district.officeName, count };
    }),
  });
}
