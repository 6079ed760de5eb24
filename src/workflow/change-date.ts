import type { Transaction } from '../db/connection.ts';
import { loadContent, type Submission } from '../db/submissions.ts';
import { Invalid, NotPossible } from '../domain/errors.ts';
import type { Content } from '../domain/kinds/content.ts';
import { isInSeries } from '../domain/recurrence.ts';
import { isDate } from '../domain/time.ts';

interface DateChange {
  readonly type: 'cancelDate' | 'restoreDate';
  readonly date: string;
}

/**
 * The revisions that cancelling or restoring one date makes: of what is live, and of the newer text
 * that waits for its decision, if there is one. Throws `Invalid` for a day that the event has not.
 */
export async function changeDate(
  tx: Transaction,
  submission: Submission,
  change: DateChange,
): Promise<Content[]> {
  const { approvedRevision, revision } = submission;
  if (approvedRevision === null) return [];
  const numbers = approvedRevision === revision ? [revision] : [approvedRevision, revision];
  const contents: Content[] = [];
  for (const number of numbers) {
    const content = await loadContent(tx, submission.id, number);
    const isThere = hasDate(content, change.date);
    if (!isThere && number === approvedRevision) {
      const values = { day: change.date };
      throw new Invalid([{ field: 'date', message: 'dayNotInSeries', values }]);
    }
    // Pressed twice, it was done the first time: nobody is told of it again.
    const isDone = isThere && isCancelled(content, change.date) === (change.type === 'cancelDate');
    if (isDone && number === approvedRevision) throw new NotPossible(change.type, []);
    // A newer text may have other dates; then it stays as it is.
    contents.push(isThere ? withDate(content, change) : content);
  }
  return contents;
}

function hasDate(content: Content, date: string): boolean {
  if (content.kind !== 'event' || !isDate(date)) return false;
  return isInSeries(content, date) && !content.exceptions.includes(date);
}

function isCancelled(content: Content, date: string): boolean {
  return content.kind === 'event' && content.cancelled.includes(date);
}

/** The same content with one date of the event cancelled, or taking place again. */
export function withDate(content: Content, { type, date }: DateChange): Content {
  if (content.kind !== 'event') throw new Invalid([{ field: 'date', message: 'date' }]);
  const others = content.cancelled.filter((day) => day !== date);
  return {
    ...content,
    cancelled: type === 'restoreDate' ? others : [...others, date].sort(),
  };
}
