import { not } from 'xstate';
import type { MachineWords } from './machine-words.ts';
import { describeApproved, describeChangesRequested, describeRejected } from './review-decided.ts';
import { describeOpen } from './review-open.ts';

/** Has it been judged? The region that people work in. */
export function describeReview(words: MachineWords) {
  return words.createStateConfig({
    initial: 'arriving',
    on: {
      // The right to be forgotten (GDPR, article 17) asks for no reason and waits for nobody.
      erase: {
        target: '.withdrawn',
        actions: [
          'cancelHeldMail',
          'closeGrace',
          'stopWaiting',
          { type: 'tellContributor', params: { mail: 'erased' } },
          { type: 'tellDesk', params: { notice: 'erasedNotice' } },
          'eraseEverything',
        ],
      },
    },
    states: {
      // What comes with a key or by a coordinator's hand needs no confirmation by mail.
      arriving: {
        always: [
          {
            guard: 'wasConfirmed',
            target: 'open',
            actions: [
              { type: 'tellContributor', params: { mail: 'received' } },
              { type: 'tellDesk', params: { notice: 'newSubmission' } },
            ],
          },
          { target: 'awaitingConfirmation' },
        ],
      },
      awaitingConfirmation: {
        entry: { type: 'tellContributor', params: { mail: 'confirmRequest' } },
        after: {
          confirmationReminder: {
            actions: { type: 'tellContributor', params: { mail: 'confirmReminder' } },
          },
          confirmationDeadline: { target: 'expired' },
        },
        on: {
          confirm: {
            target: 'open',
            actions: [
              'noteConfirmed',
              'startWaiting',
              { type: 'tellContributor', params: { mail: 'received' } },
              { type: 'tellDesk', params: { notice: 'newSubmission' } },
            ],
          },
          withdraw: {
            target: 'withdrawn',
            actions: { type: 'tellContributor', params: { mail: 'withdrawn' } },
          },
        },
      },

      open: describeOpen(words),

      changesRequested: describeChangesRequested(words),
      approved: describeApproved(words),
      rejected: describeRejected(words),

      withdrawn: {
        after: { erasure: { actions: 'erasePrivateData' } },
      },

      // Nothing is lost by being late, as long as the private data is still there.
      expired: {
        after: { erasure: { actions: 'erasePrivateData' } },
        on: {
          confirm: {
            guard: not('wasConfirmed'),
            target: 'open',
            actions: [
              'noteConfirmed',
              'startWaiting',
              { type: 'tellContributor', params: { mail: 'received' } },
              { type: 'tellDesk', params: { notice: 'newSubmission' } },
            ],
          },
          resubmit: {
            guard: 'wasConfirmed',
            target: 'open',
            actions: [
              'noteRevision',
              'startWaiting',
              { type: 'tellDesk', params: { notice: 'resubmitted' } },
            ],
          },
        },
      },
    },
  });
}
