import type { Delays } from './delays.ts';
import { describeFreshness } from './machine/freshness.ts';
import { setUpMachine } from './machine/machine-words.ts';
import { describePromotion } from './machine/promotion.ts';
import { describePublication } from './machine/publication.ts';
import { describeReview } from './machine/review.ts';

/** Raise it when states or context change their meaning, and migrate the stored rows with it. */
export const MACHINE_VERSION = 3;

/**
 * The workflow of a submission: the single source of what is legal, which buttons exist, what falls
 * due when and what follows. It is only ever asked, never run: `decide.ts` restores a snapshot, asks
 * for one transition and gets back the next state with its effects as data.
 *
 * Four regions, since four questions are independent: has it been judged (review), can the public see
 * it (publication), does the landing page show it (promotion), does it still hold (freshness).
 */
export function createSubmissionMachine(delays: Delays) {
  const words = setUpMachine(delays);
  return words.createMachine({
    id: 'submission',
    type: 'parallel',
    context: ({ input }) => input,
    states: {
      review: describeReview(words),
      publication: describePublication(words),
      promotion: describePromotion(words),
      freshness: describeFreshness(words),
    },
  });
}

export type SubmissionMachine = ReturnType<typeof createSubmissionMachine>;
