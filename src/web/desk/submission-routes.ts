import { Router, type Request, type Response } from 'express';
import { findByReference, type Submission } from '../../db/submissions.ts';
import { listHistorySince } from '../../db/history.ts';
import { Invalid, NotFound, NotPossible, OutOfDate } from '../../domain/errors.ts';
import { EDITOR_EVENTS, maySee } from '../../domain/permissions.ts';
import { isReference } from '../../domain/reference.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { sendMessage } from '../../workflow/send-message.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentHistory } from '../present-history.ts';
import { sendPage } from '../render.ts';
import { readCommand } from './forms.ts';
import { showLandingDesk } from './landing-routes.ts';
import { deskFrame } from '../desk-frame.ts';
import { presentSubmission } from './pages.ts';

/** One submission: where coordinators decide. */
export function submissionRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.submission, async (req, res) => {
    await showSubmission(parts, req, res, await load(parts, req), 200);
  });
  router.post(ROUTES.decisions, (req, res) => takeDecision(parts, req, res));
  router.post(ROUTES.deskMessage, async (req, res) => {
    const submission = await load(parts, req);
    const message = oneValue(req.body, 'message');
    try {
      await sendMessage(parts, submission.id, accountOf(req), message);
      res.redirect(303, `${contextOf(res).paths.submission(submission.reference)}#verlauf`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const { problems } = error;
      const refusal = { problems, event: 'message', typed: { message } };
      await showSubmission(parts, req, res, submission, 422, refusal);
    }
  });
  return router;
}

/** What is not there and what one may not see look alike from outside. */
async function load(parts: WebParts, req: Request): Promise<Submission> {
  const account = accountOf(req);
  const reference = String(req.params['reference']).toUpperCase();
  const submission = isReference(reference)
    ? await findByReference(parts.db.read, reference)
    : undefined;
  if (submission === undefined || !maySee(account, submission)) throw new NotFound(reference);
  return submission;
}

interface Refusal {
  readonly problems?: Invalid['problems'];
  readonly event?: string;
  readonly typed?: Record<string, string>;
  /** Why it was refused as a whole, with what happened since. */
  readonly conflict?: { title: string; text: string; since: ReturnType<typeof presentHistory> };
}

async function showSubmission(
  parts: WebParts,
  req: Request,
  res: Response,
  submission: Submission,
  status: number,
  refusal: Refusal = {},
): Promise<void> {
  const account = accountOf(req);
  const context = contextOf(res);
  sendPage(
    res,
    'desk/submission',
    {
      ...deskFrame(context, account, 'queue'),
      title: `${submission.reference} ${submission.title}`,
      ...(await presentSubmission(
        context,
        parts,
        account,
        submission,
        oneValue(req.query, 'fassung'),
      )),
      done: oneValue(req.query, 'getan'),
      refusal: {
        conflict: refusal.conflict,
        event: refusal.event ?? '',
        typed: refusal.typed ?? {},
        problems: (refusal.problems ?? []).map((problem) => ({
          field: problem.field,
          text: context.words.t(`problem.${problem.message}`, problem.values),
        })),
      },
      script: ['desk.js'],
    },
    status,
  );
}

async function takeDecision(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const event = oneValue(req.body, 'event');
  if (account.isEditor && EDITOR_EVENTS.some((known) => known === event)) {
    await takeEditorial(parts, req, res, event);
    return;
  }
  const submission = await load(parts, req);
  const context = contextOf(res);
  const { words, paths } = context;
  const version = Number(oneValue(req.body, 'version'));
  const typed = {
    message: oneValue(req.body, 'message'),
    reason: oneValue(req.body, 'reason'),
    district: oneValue(req.body, 'district'),
    at: oneValue(req.body, 'at'),
  };
  try {
    if (!Number.isInteger(version) || version < 1) {
      throw new Invalid([{ field: 'version', message: 'versionMissing' }]);
    }
    const command = readCommand(event, typed, context, parts);
    if (command.type === 'schedule' && command.at >= (submission.endsAt ?? Infinity)) {
      throw new Invalid([{ field: 'at', message: 'atAfterEnd' }]);
    }
    await advanceSubmission(parts, {
      submissionId: submission.id,
      version,
      command,
      by: account,
    });
    const target = oneValue(req.body, 'zurueck') === 'liste' || command.type === 'handOver';
    res.redirect(
      303,
      target ? paths.queue() : paths.submission(submission.reference, { getan: event }),
    );
  } catch (error) {
    if (error instanceof Invalid) {
      const { problems } = error;
      // What belongs to no field of the page is said above it.
      const conflict = problems
        .filter(({ field }) => !(field in typed))
        .map(({ message, values }) => ({
          title: words.t('error.invalid.title'),
          text: words.t(`problem.${message}`, values),
          since: [],
        }))[0];
      await showSubmission(parts, req, res, submission, 422, {
        problems,
        event,
        typed,
        ...(conflict && { conflict }),
      });
    } else if (error instanceof OutOfDate || error instanceof NotPossible) {
      const fresh = await load(parts, req);
      const since = await listHistorySince(
        parts.db.read,
        fresh.id,
        error instanceof OutOfDate ? version : fresh.version - 1,
      );
      const name = error instanceof OutOfDate ? 'outOfDate' : 'notPossible';
      await showSubmission(parts, req, res, fresh, 409, {
        event,
        typed,
        conflict: {
          title: words.t(`conflict.${name}.title`),
          text: words.t(`conflict.${name}.text`),
          since: presentHistory(since, context, parts.zone, 'office'),
        },
      });
    } else throw error;
  }
}

/** The editor's buttons: about items of any district, as far as they are live. */
async function takeEditorial(
  parts: WebParts,
  req: Request,
  res: Response,
  event: string,
): Promise<void> {
  const context = contextOf(res);
  const submission = await findByReference(parts.db.read, String(req.params['reference']));
  if (submission === undefined || submission.approvedRevision === null) throw new NotFound(event);
  const typed = {
    message: oneValue(req.body, 'message'),
    reason: '',
    district: '',
    at: oneValue(req.body, 'at'),
  };
  try {
    await advanceSubmission(parts, {
      submissionId: submission.id,
      version: Number(oneValue(req.body, 'version')),
      command: readCommand(event, typed, context, parts),
      by: accountOf(req),
    });
    res.redirect(303, context.paths.landingDesk());
  } catch (error) {
    const { t } = context.words;
    if (error instanceof OutOfDate || error instanceof NotPossible) {
      const name = error instanceof OutOfDate ? 'outOfDate' : 'notPossible';
      await showLandingDesk(parts, req, res, 409, {
        title: t(`conflict.${name}.title`),
        text: t(`conflict.${name}.text`),
      });
    } else if (error instanceof Invalid) {
      const problem = error.problems[0];
      await showLandingDesk(parts, req, res, 422, {
        title: t('error.invalid.title'),
        text: t(`problem.${problem?.message ?? 'unusable'}`, problem?.values),
      });
    } else throw error;
  }
}
