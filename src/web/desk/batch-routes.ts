import { Router, type Request, type Response } from 'express';
import { findBatch, listBatchContents, type Batch } from '../../db/batches.ts';
import { findByReference, findContributor, type Submission } from '../../db/submissions.ts';
import { Invalid, NotFound, NotPermitted, NotPossible, OutOfDate } from '../../domain/errors.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { maySee } from '../../domain/permissions.ts';
import { REJECT_REASONS } from '../../domain/submission-types.ts';
import { formatDay } from '../../locales/formats.ts';
import { advanceSubmission, type Command } from '../../workflow/advance-submission.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { readCommand } from './forms.ts';
import { listHints } from './hints.ts';

/** What can be said to many at once. Everything else is decided on an item's own page. */
const BATCH_EVENTS = ['approve', 'requestChanges', 'reject'] as const;

/** A batch as one page: all that came in together, and one decision for what is selected. */
export function deskBatchRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.deskBatch, async (req, res) => {
    await showBatch(parts, req, res, await load(parts, req), {});
  });
  router.post(ROUTES.deskBatch, (req, res) => decideMany(parts, req, res));
  return router;
}

interface Loaded {
  readonly batch: Batch;
  readonly items: readonly { readonly submission: Submission; readonly content: Content }[];
}

/** Only what lies in one's own districts: a batch may reach over several. */
async function load(parts: WebParts, req: Request): Promise<Loaded> {
  const account = accountOf(req);
  const id = String(req.params['id']);
  const batch = await findBatch(parts.db.read, id);
  const all = batch === undefined ? [] : await listBatchContents(parts.db.read, id);
  const items = all.filter(
    ({ submission }) => maySee(account, submission) && submission.review !== 'awaitingConfirmation',
  );
  if (batch === undefined || items.length === 0) throw new NotFound(id);
  return { batch, items };
}

interface Result {
  readonly status?: number;
  readonly done?: number;
  readonly failed?: readonly string[];
  readonly event?: string;
  readonly problems?: Invalid['problems'];
  readonly typed?: Readonly<Record<string, string>>;
  readonly selected?: readonly string[];
}

async function decideMany(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const loaded = await load(parts, req);
  const name = oneValue(req.body, 'event');
  const event = BATCH_EVENTS.find((known) => known === name) ?? '';
  const selected = listSelected(req);
  const typed = {
    message: oneValue(req.body, event === 'requestChanges' ? 'changes' : 'message'),
    reason: oneValue(req.body, 'reason'),
    district: '',
    at: '',
  };
  let command: Command;
  try {
    command = readCommand(event, typed, contextOf(res), parts);
    if (selected.length === 0) {
      throw new Invalid([{ field: '', message: 'batchNothingTaken' }]);
    }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const { problems } = error;
    await showBatch(parts, req, res, loaded, { status: 422, event, problems, typed, selected });
    return;
  }
  const known = new Set(loaded.items.map(({ submission }) => submission.reference));
  const failed: string[] = [];
  let done = 0;
  for (const value of selected) {
    const [reference = '', version] = value.split('.');
    const submission = known.has(reference)
      ? await findByReference(parts.db.read, reference)
      : undefined;
    if (submission === undefined) continue;
    try {
      await advanceSubmission(parts, {
        submissionId: submission.id,
        version: Number(version),
        command,
        by: account,
      });
      done += 1;
    } catch (error) {
      const isExpected = [OutOfDate, NotPossible, NotPermitted, NotFound].some(
        (kind) => error instanceof kind,
      );
      if (!isExpected) throw error;
      failed.push(reference);
    }
  }
  const status = failed.length > 0 && done === 0 ? 409 : 200;
  await showBatch(parts, req, res, await load(parts, req), { status, done, failed });
}

/** Each box holds the reference and the version that the page showed; what came twice is one box. */
function listSelected(req: Request): string[] {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const values = [body['item[]'] ?? body['item'] ?? []].flat();
  return [...new Set(values.filter((value): value is string => typeof value === 'string'))];
}

async function showBatch(
  parts: WebParts,
  req: Request,
  res: Response,
  { batch, items }: Loaded,
  result: Result,
): Promise<void> {
  const account = accountOf(req);
  const context = contextOf(res);
  const { words, paths, city, now } = context;
  const isOpen = ({ submission }: Loaded['items'][number]) =>
    submission.review === 'queued' || submission.review === 'inReview';
  const first = items[0]?.submission;
  const contributor = first && (await findContributor(parts.db.read, first.id));
  const present = (item: Loaded['items'][number]) => {
    const { submission, content } = item;
    const value = `${submission.reference}.${String(submission.version)}`;
    const day =
      submission.startsAt === null ? '' : formatDay(words, parts.zone, submission.startsAt, now);
    return {
      value,
      id: `item-${submission.reference}`,
      selected: result.selected === undefined || result.selected.includes(value),
      url: paths.submission(submission.reference),
      title: submission.title,
      lang: submission.textLanguage,
      reference: submission.reference,
      line: [words.t(`kind.${submission.kind}.one`), day, content.placeName || content.street]
        .filter(Boolean)
        .join(' · '),
      summary: content.summary,
      hints: listHints(context, parts.zone, submission, content),
      state: words.t(`state.${submission.review}`),
      district: city.byId.get(submission.districtId) ?? city.portal,
    };
  };
  const open = items.filter(isOpen).map(present);
  const problemOf = (field: string, event: string) => {
    const problem = result.event === event && result.problems?.find((one) => one.field === field);
    return problem ? words.t(`problem.${problem.message}`, problem.values) : '';
  };
  const hints = open.reduce((sum, item) => sum + item.hints.length, 0);
  const name = batch.name || words.t('deskBatch.unnamed');
  const title =
    open.length > 0
      ? words.t('deskBatch.titleOpen', { count: open.length, hints, name })
      : words.t('deskBatch.title', { count: items.length, name });
  sendPage(
    res,
    'desk/batch',
    {
      ...deskFrame(context, account, 'queue'),
      title,
      id: batch.id,
      from: contributor?.organisation || contributor?.name || words.t('history.erased'),
      open,
      settled: items.filter((item) => !isOpen(item)).map(present),
      done: result.done,
      failed: result.failed ?? [],
      problem:
        ['approve', 'reject', 'requestChanges', '']
          .map((event) => problemOf('', event) || problemOf('event', event))
          .find((text) => text !== '') ?? '',
      reasonProblem: problemOf('reason', 'reject'),
      changesProblem: problemOf('message', 'requestChanges'),
      event: result.event ?? '',
      typed: result.typed ?? { message: '', reason: '' },
      reasons: REJECT_REASONS.map((value) => ({ value, label: words.t(`reason.${value}.short`) })),
    },
    result.status ?? 200,
  );
}
