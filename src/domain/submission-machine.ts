import { and, assign, not, setup, stateIn } from 'xstate';
import { NEVER, type Delays } from './delays.ts';
import type { DeskNotice, EditorNotice, MailKind } from './notices.ts';
import type { SubmissionContext, SubmissionEvent } from './submission-types.ts';

/** Raise it when states or context change their meaning, and migrate the stored rows with it. */
export const MACHINE_VERSION = 1;

/**
 * The workflow of a submission: the single source of what is legal, which buttons exist, what falls
 * due when and what follows. It is only ever asked, never run: `decide.ts` restores a snapshot, asks
 * for one transition and gets back the next state with its effects as data.
 *
 * Three regions, since three questions are independent: has it been judged (review), can the public
 * see it (publication), does the landing page show it (promotion).
 */
export function createSubmissionMachine(delays: Delays) {
  return setup({
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- it carries the types
    types: {} as { context: SubmissionContext; input: SubmissionContext; events: SubmissionEvent },

    actions: {
      // Effects: names with typed parameters and no body. apply-effects.ts turns each into rows.
      tellContributor: (_, _params: { mail: MailKind; held?: boolean }) => undefined,
      tellDesk: (_, _params: { notice: DeskNotice }) => undefined,
      tellEditors: (_, _params: { notice: EditorNotice }) => undefined,
      cancelHeldMail: () => undefined,
      putOnSite: () => undefined,
      moveToArchive: () => undefined,
      takeOffSite: () => undefined,
      showOnLandingPage: () => undefined,
      takeOffLandingPage: () => undefined,
      erasePrivateData: () => undefined,

      // Notes: what the machine itself remembers.
      noteConfirmed: assign({ confirmed: true }),
      noteClaim: assign({
        claimedBy: ({ event }) => (event.by.kind === 'account' ? event.by.id : null),
      }),
      dropClaim: assign({ claimedBy: null }),
      startWaiting: assign({
        claimedBy: null,
        escalated: false,
        waitingSince: ({ event }) => event.now,
      }),
      stopWaiting: assign({ claimedBy: null, waitingSince: null }),
      noteEscalation: assign({ escalated: true }),
      noteRevision: assign(({ context, event }) =>
        event.type === 'resubmit' || event.type === 'proposeRevision'
          ? { revision: context.revision + 1, endsAt: event.endsAt }
          : {},
      ),
      noteDistrict: assign(({ event }) =>
        event.type === 'handOver' ? { districtId: event.districtId } : {},
      ),
      noteApproved: assign({
        approvedRevision: ({ context }) => context.revision,
        approvedEndsAt: ({ context }) => context.endsAt,
      }),
      noteSchedule: assign(({ event }) =>
        event.type === 'schedule' ? { publishAt: event.at } : {},
      ),
      clearSchedule: assign({ publishAt: null }),
      notePromotionEnd: assign(({ context, event }) =>
        event.type === 'promote'
          ? {
              promotedUntil:
                event.until ?? context.approvedEndsAt ?? event.now + delays.promotionLimit,
            }
          : {},
      ),
      openGrace: assign(({ context, event }) => ({
        claimedBy: null,
        waitingSince: null,
        undo: {
          until: event.now + delays.undoGrace,
          publication: context.publication,
          approvedRevision: context.approvedRevision,
          approvedEndsAt: context.approvedEndsAt,
          publishAt: context.publishAt,
          escalated: context.escalated,
        },
      })),
      closeGrace: assign({ undo: null }),
      goBack: assign(({ context }) =>
        context.undo === null
          ? {}
          : {
              approvedRevision: context.undo.approvedRevision,
              approvedEndsAt: context.undo.approvedEndsAt,
              publishAt: context.undo.publishAt,
              // Whoever saw it because it was left lying can still see what they took back.
              escalated: context.undo.escalated,
              undo: null,
            },
      ),
    },

    guards: {
      isOpen: ({ context }) => context.review === 'queued' || context.review === 'inReview',
      // A colleague's claim keeps others from deciding; it can be taken over, but only on purpose.
      isUnclaimedOrOwn: ({ context, event }) =>
        context.claimedBy === null ||
        (event.by.kind === 'account' && event.by.id === context.claimedBy),
      isOwnClaim: ({ context, event }) =>
        event.by.kind === 'account' && event.by.id === context.claimedBy,
      isOthersClaim: ({ context, event }) =>
        event.by.kind === 'account' && event.by.id !== context.claimedBy,
      isUnderGrace: ({ context, event }) => context.undo !== null && event.now < context.undo.until,
      wasHidden: ({ context }) => context.undo?.publication === 'hidden',
      wasScheduled: ({ context }) => context.undo?.publication === 'scheduled',
      wasLive: ({ context }) => context.undo?.publication === 'live',
      wasEnded: ({ context }) => context.undo?.publication === 'ended',
      wasRetracted: ({ context }) => context.undo?.publication === 'retracted',
      isLive: ({ context }) => context.publication === 'live',
      isOffSite: ({ context }) =>
        context.publication === 'hidden' || context.publication === 'retracted',
      isGivenUp: ({ context }) => context.review === 'expired' || context.review === 'withdrawn',
      isPromoted: ({ context }) => context.promotion === 'promoted',
      wasConfirmed: ({ context }) => context.confirmed,
      isInFuture: ({ event }) => event.type === 'schedule' && event.at > event.now,
      isElsewhere: ({ context, event }) =>
        event.type === 'handOver' && event.districtId !== context.districtId,
      isWithdrawable: ({ context }) =>
        context.review !== 'withdrawn' &&
        context.review !== 'expired' &&
        (context.review !== 'rejected' || context.publication === 'live'),
    },

    delays: {
      confirmationReminder: delays.confirmationReminder,
      confirmationDeadline: delays.confirmationDeadline,
      claimLease: delays.claimLease,
      deskReminder: delays.deskReminder,
      escalation: delays.escalation,
      changesReminder: delays.changesReminder,
      changesDeadline: delays.changesDeadline,
      erasure: delays.erasure,
      // An instant that a person chose becomes a delay from the event's own clock.
      publicationDate: ({ context, event }) => untilInstant(context.publishAt, event.now),
      endOfItem: ({ context, event }) => untilInstant(context.approvedEndsAt, event.now),
      endOfPromotion: ({ context, event }) => untilInstant(context.promotedUntil, event.now),
    },
  }).createMachine({
    id: 'submission',
    type: 'parallel',
    context: ({ input }) => input,
    states: {
      review: {
        initial: 'awaitingConfirmation',
        states: {
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
              withdraw: { target: 'withdrawn' },
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
                guard: 'isLive',
                target: 'withdrawn',
                actions: [
                  'cancelHeldMail',
                  'closeGrace',
                  { type: 'tellDesk', params: { notice: 'withdrawnNotice' } },
                ],
              },
            },
          },

          withdrawn: {
            entry: { type: 'tellContributor', params: { mail: 'withdrawn' } },
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
      },

      publication: {
        initial: 'hidden',
        on: {
          undo: [
            {
              guard: and(['isUnderGrace', 'wasLive']),
              target: '.live',
              reenter: true,
              actions: 'putOnSite',
            },
            {
              guard: and(['isUnderGrace', 'wasEnded']),
              target: '.ended',
              // The archive, too, goes back to the revision that was approved before.
              actions: ['putOnSite', 'moveToArchive'],
            },
            {
              guard: and(['isUnderGrace', 'wasScheduled']),
              target: '.scheduled',
              actions: 'takeOffSite',
            },
            {
              guard: and(['isUnderGrace', 'wasRetracted']),
              target: '.retracted',
              actions: 'takeOffSite',
            },
            {
              guard: and(['isUnderGrace', 'wasHidden']),
              target: '.hidden',
              actions: 'takeOffSite',
            },
          ],
        },
        states: {
          hidden: {
            on: {
              approve: {
                guard: and(['isOpen', 'isUnclaimedOrOwn']),
                target: 'live',
                actions: 'putOnSite',
              },
              schedule: {
                guard: and(['isOpen', 'isUnclaimedOrOwn', 'isInFuture']),
                target: 'scheduled',
              },
            },
          },
          scheduled: {
            after: {
              publicationDate: {
                target: 'live',
                actions: [
                  'clearSchedule',
                  'putOnSite',
                  { type: 'tellContributor', params: { mail: 'published' } },
                ],
              },
            },
            on: {
              publish: {
                target: 'live',
                actions: [
                  'clearSchedule',
                  'putOnSite',
                  { type: 'tellContributor', params: { mail: 'published' } },
                ],
              },
              approve: {
                guard: and(['isOpen', 'isUnclaimedOrOwn']),
                target: 'live',
                actions: ['clearSchedule', 'putOnSite'],
              },
              schedule: {
                guard: and(['isOpen', 'isUnclaimedOrOwn', 'isInFuture']),
                target: 'scheduled',
                reenter: true,
              },
              retract: {
                guard: not('isUnderGrace'),
                target: 'retracted',
                actions: [
                  'clearSchedule',
                  { type: 'tellContributor', params: { mail: 'retracted' } },
                ],
              },
              withdraw: { guard: 'isWithdrawable', target: 'hidden', actions: 'clearSchedule' },
            },
          },
          live: {
            after: { endOfItem: { target: 'ended', actions: 'moveToArchive' } },
            on: {
              approve: {
                guard: and(['isOpen', 'isUnclaimedOrOwn']),
                target: 'live',
                reenter: true,
                actions: 'putOnSite',
              },
              retract: {
                guard: not('isUnderGrace'),
                target: 'retracted',
                actions: [
                  'takeOffSite',
                  { type: 'tellContributor', params: { mail: 'retracted' } },
                ],
              },
              withdraw: { guard: 'isWithdrawable', target: 'hidden', actions: 'takeOffSite' },
            },
          },
          ended: {
            after: { erasure: { actions: 'erasePrivateData' } },
            on: {
              approve: {
                guard: and(['isOpen', 'isUnclaimedOrOwn']),
                target: 'live',
                actions: 'putOnSite',
              },
              schedule: {
                guard: and(['isOpen', 'isUnclaimedOrOwn', 'isInFuture']),
                target: 'scheduled',
                actions: 'takeOffSite',
              },
              withdraw: { guard: 'isWithdrawable', target: 'hidden', actions: 'takeOffSite' },
            },
          },
          retracted: {
            after: { erasure: { actions: 'erasePrivateData' } },
            on: {
              publish: { guard: not('isGivenUp'), target: 'live', actions: 'putOnSite' },
              approve: {
                guard: and(['isOpen', 'isUnclaimedOrOwn']),
                target: 'live',
                actions: 'putOnSite',
              },
              schedule: {
                guard: and(['isOpen', 'isUnclaimedOrOwn', 'isInFuture']),
                target: 'scheduled',
              },
              withdraw: { guard: 'isWithdrawable', target: 'hidden' },
            },
          },
        },
      },

      // One rule for every way down: what is not live is not on the landing page.
      promotion: {
        initial: 'none',
        states: {
          none: {
            on: {
              requestPromotion: {
                guard: 'isLive',
                target: 'requested',
                actions: { type: 'tellEditors', params: { notice: 'promotionRequested' } },
              },
              promote: {
                guard: 'isLive',
                target: 'promoted',
                actions: ['notePromotionEnd', 'showOnLandingPage'],
              },
            },
          },
          requested: {
            always: { guard: not(stateIn({ publication: 'live' })), target: 'none' },
            on: {
              promote: {
                target: 'promoted',
                actions: [
                  'notePromotionEnd',
                  'showOnLandingPage',
                  { type: 'tellDesk', params: { notice: 'promoted' } },
                ],
              },
              declinePromotion: {
                target: 'declined',
                actions: { type: 'tellDesk', params: { notice: 'promotionDeclined' } },
              },
            },
          },
          promoted: {
            always: {
              guard: not(stateIn({ publication: 'live' })),
              target: 'none',
              actions: 'takeOffLandingPage',
            },
            after: { endOfPromotion: { target: 'none', actions: 'takeOffLandingPage' } },
            on: {
              demote: { target: 'none', actions: 'takeOffLandingPage' },
              promote: {
                target: 'promoted',
                reenter: true,
                actions: ['notePromotionEnd', 'showOnLandingPage'],
              },
              approve: {
                guard: and(['isOpen', 'isUnclaimedOrOwn']),
                actions: { type: 'tellEditors', params: { notice: 'promotedItemChanged' } },
              },
            },
          },
          declined: {
            always: { guard: not(stateIn({ publication: 'live' })), target: 'none' },
            on: {
              requestPromotion: {
                guard: 'isLive',
                target: 'requested',
                actions: { type: 'tellEditors', params: { notice: 'promotionRequested' } },
              },
              promote: {
                guard: 'isLive',
                target: 'promoted',
                actions: ['notePromotionEnd', 'showOnLandingPage'],
              },
            },
          },
        },
      },
    },
  });
}

export type SubmissionMachine = ReturnType<typeof createSubmissionMachine>;

function untilInstant(instant: number | null, now: number): number {
  return instant === null ? NEVER : Math.max(0, instant - now);
}
