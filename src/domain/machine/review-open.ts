import { and, not } from 'xstate';
import type { MachineWords } from './machine-words.ts';

/**
 * Everything a desk can act on. The reminders belong to the whole, so that taking an item in hand and
 * letting it go again does not restart the clock of its contributor.
 */
export function describeOpen(words: MachineWords) {
  return words.createStateConfig({
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
  });
}
