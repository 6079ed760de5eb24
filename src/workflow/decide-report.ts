import { findArticle, lockArticle } from '../db/articles.ts';
import type { Transaction } from '../db/connection.ts';
import { putInOutbox } from '../db/outbox.ts';
import { readPolicy } from '../db/policy.ts';
import type { City } from '../db/places.ts';
import { lockReport, saveReport, type Report } from '../db/reports.ts';
import { findSubmission, lockSubmission, type Submission } from '../db/submissions.ts';
import { ARTICLE_KINDS } from '../domain/articles.ts';
import { NotFound, OutOfDate } from '../domain/errors.ts';
import type { Account } from '../domain/permissions.ts';
import { maySeeReport, type RemovalGround, type ReportOutcome } from '../domain/reports.ts';
import { wordsOf } from '../locales/words.ts';
import { step } from './advance-submission.ts';
import type { WorkflowParts } from './parts.ts';
import { setArticleState } from './publish-article.ts';
import { mailToReporter } from './report-mails.ts';

export interface ReportDecision {
  readonly reference: string;
  /** The version of the report that the page showed. */
  readonly version: number;
  /** The version of the content that the page showed; nothing where it was gone. */
  readonly subjectVersion: number | undefined;
  readonly outcome: ReportOutcome;
  /** The reasons in the coordinator's own words, for the reporter and, if it goes, for its author. */
  readonly answer: string;
  readonly ground: RemovalGround;
}

const MAILS = {
  kept: 'reportKept',
  corrected: 'reportCorrected',
  removed: 'reportRemoved',
} as const;

/**
 * Answers a report: the outcome, what becomes of the content, the reasoned answer to the reporter
 * (Article 16(5) of the DSA) and the statement of reasons to the contributor (Article 17), in one
 * transaction.
 */
export async function decideReport(
  parts: WorkflowParts,
  by: Account,
  decision: ReportDecision,
): Promise<Report> {
  const city = await parts.city();
  const now = parts.now();
  const report = await parts.db.transact(async (tx) => {
    const before = await lockReport(tx, decision.reference);
    // Whoever sees it too late is told who was quicker, also where it is theirs no longer.
    const asIfOpen = { ...before, state: 'open' as const };
    if (!maySeeReport(by, asIfOpen, now)) throw new NotFound(decision.reference);
    if (before.version !== decision.version || before.state !== 'open') {
      throw new OutOfDate(decision.version);
    }
    if (isArticle(before)) await settleArticle(tx, by, before, decision, now);
    else await settleItem({ tx, parts, city, now }, by, before, decision);
    const after: Report = {
      ...before,
      state: 'decided',
      outcome: decision.outcome,
      answer: decision.answer,
      decidedBy: by.id,
      decidedAt: now,
      version: before.version + 1,
    };
    await saveReport(tx, after);
    await putInOutbox(
      tx,
      mailToReporter({ city, now }, after, MAILS[decision.outcome], decision.answer),
    );
    return after;
  });
  parts.log.info(
    { report: report.reference, outcome: report.outcome, by: by.id },
    'report decided',
  );
  parts.mailIsWaiting();
  return report;
}

function isArticle(report: Report): boolean {
  return ARTICLE_KINDS.some((kind) => kind === report.subjectKind);
}

async function settleArticle(
  tx: Transaction,
  by: Account,
  report: Report,
  decision: ReportDecision,
  now: number,
): Promise<void> {
  if ((await findArticle(tx, report.subjectId)) === undefined) return;
  const article = await lockArticle(tx, report.subjectId);
  refuseOutdated(article.version, decision);
  if (decision.outcome === 'removed' && article.state === 'live') {
    await setArticleState(tx, article, by.id, 'withdraw', now);
  }
}

interface Frame {
  readonly tx: Transaction;
  readonly parts: WorkflowParts;
  readonly city: City;
  readonly now: number;
}

async function settleItem(
  frame: Frame,
  by: Account,
  report: Report,
  decision: ReportDecision,
): Promise<void> {
  const { tx, parts, now } = frame;
  if ((await findSubmission(tx, report.subjectId)) === undefined) return;
  const submission = await lockSubmission(tx, report.subjectId);
  refuseOutdated(submission.version, decision);
  if (decision.outcome !== 'removed' || !isPublic(submission)) return;
  const policy = await readPolicy(tx, parts.delays);
  // Whoever may answer the report may also do what the answer says: the portal's desk where it is overdue.
  await step(
    frame,
    submission,
    {
      type: 'retract',
      by: { kind: 'account', id: by.id },
      now,
      policy,
      message: sayReasons(submission.language, report, decision),
    },
    by.name,
  );
}

function isPublic({ publication }: Submission): boolean {
  return publication === 'live' || publication === 'ended';
}

/** Facts, ground, automated means and redress, as Article 17(3) of the DSA lists them. */
function sayReasons(language: string, report: Report, decision: ReportDecision): string {
  const { t } = wordsOf(language);
  const { reference } = report;
  return [
    decision.answer,
    t(`report.statement.${decision.ground}`, { reference }),
    t('report.statement.redress'),
  ].join('\n\n');
}

function refuseOutdated(version: number, decision: ReportDecision): void {
  if (decision.subjectVersion !== version) throw new OutOfDate(decision.version);
}
