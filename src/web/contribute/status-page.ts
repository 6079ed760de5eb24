import type { Response } from 'express';
import { loadContent, type Submission } from '../../db/submissions.ts';
import { listHistory, type HistoryEntry } from '../../db/history.ts';
import { findEditEvent } from '../../domain/decide.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { listParticipants } from '../../db/participants.ts';
import { contextOf } from '../context.ts';
import { presentFreshness } from '../present-freshness.ts';
import type { WebParts } from '../parts.ts';
import type { Field } from '../form-fields.ts';
import { presentQuestion } from '../present-field.ts';
import { presentHistory } from '../present-history.ts';
import { sayProblem } from '../problems.ts';
import { sendPage } from '../render.ts';
import { presentPreview } from './pages.ts';
import { may, type Holder } from './token-access.ts';

const COLLEAGUE_FIELDS: readonly Field[] = [
  { name: 'colleagueName', type: 'line', required: true },
  { name: 'colleagueEmail', type: 'email', required: true },
];

/** Where it is, who has it, what was said, and what can be done. */
export async function showStatus(
  parts: WebParts,
  res: Response,
  holder: Holder,
  problems: readonly FieldProblem[],
  typed = '',
  typedColleague: Answers = {},
): Promise<void> {
  const { submission, token, colleague } = holder;
  const context = contextOf(res);
  const { words, city, paths } = context;
  const possible = await may(parts, submission);
  const seen = asFarAsTold(submission, parts.now());
  const entries = await listHistory(parts.db.read, submission.id);
  const history = seen === submission ? entries : entries.slice(0, lastDecision(entries));
  const content = await loadContent(parts.db.read, submission.id, submission.revision);
  const district = city.byId.get(submission.districtId) ?? city.portal;
  const problemAt = (field: string) => {
    const problem = problems.find((one) => one.field === field);
    return problem === undefined ? '' : sayProblem(words, problem);
  };
  sendPage(
    res,
    'contribute/status',
    {
      title: submission.title,
      noIndex: true,
      submission,
      district,
      token,
      stateTitle: words.t(`status.${stateWord(submission, parts.now())}.title`),
      stateText: words.t(`status.${stateWord(submission, parts.now())}.text`, {
        office: district.officeName,
      }),
      possible,
      // Colleagues look after it with the contributor; whose it is stays whose it was.
      isOwner: colleague === undefined,
      people: (await listParticipants(parts.db.read, submission.id)).map((person) => ({
        id: person.id,
        name: person.name,
        email: colleague === undefined ? person.email : '',
        accepted: person.acceptedAt !== null,
      })),
      freshness: presentFreshness(words, parts.zone, submission, context.now),
      dataUrl: paths.data(token),
      canEdit: findEditEvent(possible) !== undefined,
      item: presentPreview(context, parts, content, district),
      publicUrl:
        submission.publication === 'live'
          ? parts.links.item(submission.kind, submission.slug, district.slug, words.language)
          : '',
      history: presentHistory(history, context, parts.zone, 'contributor'),
      invitation: COLLEAGUE_FIELDS.map((field) =>
        presentQuestion(field, {
          label: words.t(`people.${field.name}`),
          answers: typedColleague,
          problem: problemAt(field.name),
        }),
      ),
      problem: problemAt('message'),
      typed,
    },
    problems.length > 0 ? 422 : 200,
  );
}

/** Three columns become the one word that a contributor wants to know. */
export function stateWord(submission: Submission, now: number): string {
  const { review, publication } = asFarAsTold(submission, now);
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
