import { not } from 'xstate';
import type { MachineWords } from './machine-words.ts';

// What an office has decided, and how each decision can be taken back, answered or outlived.

export function describeChangesRequested(words: MachineWords) {
  return words.createStateConfig({
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
  });
}

export function describeApproved(words: MachineWords) {
  return words.createStateConfig({
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
  });
}

export function describeRejected(words: MachineWords) {
  return words.createStateConfig({
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
  });
}
