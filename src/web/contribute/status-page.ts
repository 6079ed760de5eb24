import type { Response } from 'express';
import {
  listHistory,
  loadContent,
  type HistoryEntry,
  type Submission,
} from '../../db/submissions.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import { signToken } from '../../domain/tokens.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { presentHistory } from '../present-history.ts';
import { sendPage } from '../render.ts';
import { presentPreview } from './pages.ts';
import { may } from './token-access.ts';

/** Where it is, who has it, what was said, and what can be done. */
export async function showStatus(
  parts: WebParts,
  res: Response,
  submission: Submission,
  problems: readonly FieldProblem[],
  typed = '',
): Promise<void> {
  const context = contextOf(res);
  const { words, city } = context;
  const possible = may(parts, submission);
  const seen = asFarAsTold(submission, parts.now());
  const entries = await listHistory(parts.db.read, submission.id);
  const history = seen === submission ? entries : entries.slice(0, lastDecision(entries));
  const content = await loadContent(parts.db.read, submission.id, submission.revision);
  const district = city.byId.get(submission.districtId) ?? city.portal;
  sendPage(
    res,
    'contribute/status',
    {
      title: submission.title,
      noIndex: true,
      submission,
      district,
      token: signToken(parts.secret, 'status', submission.id),
      stateTitle: words.t(`status.${stateWord(seen)}.title`),
      stateText: words.t(`status.${stateWord(seen)}.text`, { office: district.officeName }),
      possible,
      canEdit: possible.includes('resubmit') || possible.includes('proposeRevision'),
      item: presentPreview(context, parts, content, district, submission.language),
      publicUrl:
        submission.publication === 'live'
          ? parts.links.item(submission.kind, submission.slug, district.slug, words.language)
          : '',
      history: presentHistory(history, context, parts.zone, 'contributor'),
      problem: problems[0] ? words.t(`problem.${problems[0].message}`, problems[0].values) : '',
      typed,
    },
    problems.length > 0 ? 422 : 200,
  );
}

/** Three columns become the one word that a contributor wants to know. */
function stateWord(submission: Submission): string {
  const { review, publication } = submission;
  if (publication === 'live' && review !== 'approved') return `live.${review}`;
  if (review === 'approved') return publication === 'hidden' ? 'approved' : publication;
  return review;
}

/** What can still be taken back is not told yet: its mail waits out the same grace. */
function asFarAsTold(submission: Submission, now: number): Submission {
  const { review, undo } = submission;
  const isHeld = undo !== null && now < undo.until;
  const isBadNews = review === 'rejected' || review === 'changesRequested';
  return isHeld && isBadNews ? { ...submission, review: 'queued' } : submission;
}

function lastDecision(entries: readonly HistoryEntry[]): number {
  return entries.findLastIndex(({ event }) => event === 'reject' || event === 'requestChanges');
}
