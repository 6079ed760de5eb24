import { assign, setup } from 'xstate';
import { NEVER, type Delays } from '../delays.ts';
import type { DeskNotice, EditorNotice, MailKind } from '../notices.ts';
import type { FreshnessState, SubmissionContext, SubmissionEvent } from '../submission-types.ts';

/** The words that the four regions are written in: effects, notes, guards and delays. */
export function setUpMachine(delays: Delays) {
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
      eraseEverything: () => undefined,

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
      noteFresh: assign({ confirmedAt: ({ event }) => event.now }),
      // What the public sees becomes a revision of its own. A newer one that waits for its decision
      // is written again after it, with the same date changed, so that its approval undoes nothing.
      noteDateChange: assign(({ context }) => {
        const isNewest = context.revision === context.approvedRevision;
        return {
          approvedRevision: context.revision + 1,
          revision: context.revision + (isNewest ? 1 : 2),
        };
      }),
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
          freshness: context.freshness,
          confirmedAt: context.confirmedAt,
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
              confirmedAt: context.undo.confirmedAt,
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
      freshnessWas: ({ context }, params: { state: FreshnessState }) =>
        context.undo?.freshness === params.state,
      wasRetracted: ({ context }) => context.undo?.publication === 'retracted',
      isLive: ({ context }) => context.publication === 'live',
      // A story tells what was; what has an end ends by itself. The rest is asked whether it holds.
      ages: ({ context }) => context.approvedEndsAt === null && context.kind !== 'story',
      mayChangeDate: ({ context, event }) =>
        context.kind === 'event' &&
        (event.by.kind !== 'contributor' || event.policy?.directCancel === true),
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
        (context.review !== 'rejected' ||
          ['live', 'scheduled', 'ended'].includes(context.publication)),
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
      // From the day of the last confirmation, which an undone approval leaves as it was.
      freshFor: ({ context, event }) =>
        untilInstant(
          (context.confirmedAt ?? event.now) + (event.policy?.freshFor ?? delays.freshFor),
          event.now,
        ),
      freshnessReminder: delays.freshnessReminder,
      freshnessDesk: delays.freshnessDesk,
      freshnessMark: delays.freshnessMark,
      freshnessEnd: delays.freshnessEnd,
      // An instant that a person chose becomes a delay from the event's own clock.
      publicationDate: ({ context, event }) => untilInstant(context.publishAt, event.now),
      endOfItem: ({ context, event }) => untilInstant(context.approvedEndsAt, event.now),
      endOfPromotion: ({ context, event }) => untilInstant(context.promotedUntil, event.now),
    },
  });
}

export type MachineWords = ReturnType<typeof setUpMachine>;

function untilInstant(instant: number | null, now: number): number {
  return instant === null ? NEVER : Math.max(0, instant - now);
}
