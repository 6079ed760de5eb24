import { and, not } from 'xstate';
import type { MachineWords } from './machine-words.ts';

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

      // Everything a desk can act on. The reminders belong to the whole, so that taking an item
      // in hand and letting it go again does not restart the clock of its contributor.
      open: {
        initial: 'queued',
        after: {
          deskReminder: { actions: { type: 'tellDesk', params: { notice: 'overdue' } } },
          escalation: {
            actions: ['noteEscalation', { type: 'tellDesk', params: { notice: 'escalated' } }],
          },
        },
        on: {
          approve: {
            guard: 'isUnclaimedOrOwn',
            target: 'approved',
            actions: [
              'openGrace',
              'noteApproved',
              { type: 'tellContributor', params: { mail: 'approved', held: true } },
            ],
          },
          schedule: {
            guard: and(['isUnclaimedOrOwn', 'isInFuture', not('isLive')]),
            target: 'approved',
            actions: [
              'openGrace',
              'noteApproved',
              'noteSchedule',
              { type: 'tellContributor', params: { mail: 'scheduled', held: true } },
            ],
          },
          requestChanges: {
            guard: 'isUnclaimedOrOwn',
            target: 'changesRequested',
            actions: [
              'openGrace',
              { type: 'tellContributor', params: { mail: 'changesRequested', held: true } },
            ],
          },
          reject: {
            guard: 'isUnclaimedOrOwn',
            target: 'rejected',
            actions: [
              'openGrace',
              { type: 'tellContributor', params: { mail: 'rejected', held: true } },
            ],
          },
          handOver: {
            guard: and(['isUnclaimedOrOwn', 'isElsewhere']),
            target: 'open',
            reenter: true,
            actions: [
              'noteDistrict',
              'startWaiting',
              { type: 'tellContributor', params: { mail: 'handedOver' } },
              { type: 'tellDesk', params: { notice: 'handedOverNotice' } },
            ],
          },
          // A contributor may mend what nobody has judged yet.
          resubmit: {
            target: 'open',
            reenter: true,
            actions: ['noteRevision', 'startWaiting'],
          },
          withdraw: {
            target: 'withdrawn',
            actions: [
              'stopWaiting',
              { type: 'tellContributor', params: { mail: 'withdrawn' } },
              { type: 'tellDesk', params: { notice: 'withdrawnNotice' } },
            ],
          },
        },
        states: {
          queued: { on: { claim: { target: 'inReview', actions: 'noteClaim' } } },
          inReview: {
            after: { claimLease: { target: 'queued', actions: 'dropClaim' } },
            on: {
              release: { guard: 'isOwnClaim', target: 'queued', actions: 'dropClaim' },
              claim: {
                guard: 'isOthersClaim',
                target: 'inReview',
                reenter: true,
                actions: 'noteClaim',
              },
            },
          },
        },
      },

      changesRequested: {
        after: {
          changesReminder: {
            actions: { type: 'tellContributor', params: { mail: 'changesReminder' } },
          },
          // What is already public outlives an unanswered question about its correction.
          changesDeadline: [
            { guard: not('isOffSite'), target: 'approved', actions: 'closeGrace' },
            {
              target: 'expired',
              actions: ['closeGrace', { type: 'tellContributor', params: { mail: 'expired' } }],
            },
          ],
        },
        on: {
          resubmit: {
            target: 'open',
            actions: [
              'cancelHeldMail',
              'closeGrace',
              'noteRevision',
              'startWaiting',
              { type: 'tellDesk', params: { notice: 'resubmitted' } },
            ],
          },
          reopen: {
            guard: not('isUnderGrace'),
            target: 'open',
            actions: ['closeGrace', 'startWaiting'],
          },
          undo: {
            guard: 'isUnderGrace',
            target: 'open',
            actions: ['cancelHeldMail', 'startWaiting', 'goBack'],
          },
          withdraw: {
            target: 'withdrawn',
            actions: [
              'cancelHeldMail',
              'closeGrace',
              { type: 'tellContributor', params: { mail: 'withdrawn' } },
              { type: 'tellDesk', params: { notice: 'withdrawnNotice' } },
            ],
          },
        },
      },

      approved: {
        on: {
          proposeRevision: {
            target: 'open',
            actions: [
              'closeGrace',
              'noteRevision',
              'startWaiting',
              { type: 'tellContributor', params: { mail: 'revisionReceived' } },
              { type: 'tellDesk', params: { notice: 'revisionProposed' } },
            ],
          },
          undo: {
            guard: 'isUnderGrace',
            target: 'open',
            actions: ['cancelHeldMail', 'startWaiting', 'goBack'],
          },
          withdraw: {
            target: 'withdrawn',
            actions: [
              'cancelHeldMail',
              'closeGrace',
              { type: 'tellContributor', params: { mail: 'withdrawn' } },
              { type: 'tellDesk', params: { notice: 'withdrawnNotice' } },
            ],
          },
        },
      },

      rejected: {
        after: { erasure: { guard: not('isLive'), actions: 'erasePrivateData' } },
        on: {
          reopen: {
            guard: not('isUnderGrace'),
            target: 'open',
            actions: [
              'closeGrace',
              'startWaiting',
              { type: 'tellContributor', params: { mail: 'reopened' } },
            ],
          },
          undo: {
            guard: 'isUnderGrace',
            target: 'open',
            actions: ['cancelHeldMail', 'startWaiting', 'goBack'],
          },
          proposeRevision: {
            guard: 'isLive',
            target: 'open',
            actions: [
              'closeGrace',
              'noteRevision',
              'startWaiting',
              { type: 'tellContributor', params: { mail: 'revisionReceived' } },
              { type: 'tellDesk', params: { notice: 'revisionProposed' } },
            ],
          },
          withdraw: {
            guard: 'isWithdrawable',
            target: 'withdrawn',
            actions: [
              'cancelHeldMail',
              'closeGrace',
              { type: 'tellContributor', params: { mail: 'withdrawn' } },
              { type: 'tellDesk', params: { notice: 'withdrawnNotice' } },
            ],
          },
        },
      },

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
