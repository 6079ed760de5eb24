import { and, not, stateIn } from 'xstate';
import type { MachineWords } from './machine-words.ts';

/** Can the public see it? Decisions of the review count here too, in the same moment. */
export function describePublication(words: MachineWords) {
  return words.createStateConfig({
    initial: 'hidden',
    on: {
      erase: { target: '.hidden', actions: ['clearSchedule', 'takeOffSite'] },
      undo: [
        {
          guard: and(['isUnderGrace', 'wasLive']),
          // Not `reenter`: it would leave the whole region, and lose to the review's own step back.
          target: '.live',
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
            actions: ['clearSchedule', { type: 'tellContributor', params: { mail: 'retracted' } }],
          },
          withdraw: { guard: 'isWithdrawable', target: 'hidden', actions: 'clearSchedule' },
        },
      },
      live: {
        always: {
          guard: stateIn({ freshness: 'lapsed' }),
          target: 'retracted',
          actions: [
            'takeOffSite',
            { type: 'tellContributor', params: { mail: 'lapsed' } },
            { type: 'tellDesk', params: { notice: 'lapsedNotice' } },
          ],
        },
        after: { endOfItem: { target: 'ended', actions: 'moveToArchive' } },
        on: {
          cancelDate: {
            guard: 'mayChangeDate',
            actions: [
              'noteDateChange',
              'closeGrace',
              'putOnSite',
              { type: 'tellContributor', params: { mail: 'dateCancelled' } },
              { type: 'tellDesk', params: { notice: 'dateCancelledNotice' } },
            ],
          },
          restoreDate: {
            guard: 'mayChangeDate',
            actions: [
              'noteDateChange',
              'closeGrace',
              'putOnSite',
              { type: 'tellContributor', params: { mail: 'dateRestored' } },
              { type: 'tellDesk', params: { notice: 'dateRestoredNotice' } },
            ],
          },
          approve: {
            guard: and(['isOpen', 'isUnclaimedOrOwn']),
            target: 'live',
            reenter: true,
            actions: 'putOnSite',
          },
          retract: {
            guard: not('isUnderGrace'),
            target: 'retracted',
            actions: ['takeOffSite', { type: 'tellContributor', params: { mail: 'retracted' } }],
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
          retract: {
            guard: not('isUnderGrace'),
            target: 'retracted',
            actions: ['takeOffSite', { type: 'tellContributor', params: { mail: 'retracted' } }],
          },
          withdraw: { guard: 'isWithdrawable', target: 'hidden', actions: 'takeOffSite' },
        },
      },
      retracted: {
        after: { erasure: { actions: 'erasePrivateData' } },
        on: {
          confirmFresh: {
            guard: and([stateIn({ freshness: 'lapsed' }), not('isGivenUp')]),
            target: 'live',
            actions: ['putOnSite', { type: 'tellContributor', params: { mail: 'published' } }],
          },
          publish: {
            guard: not('isGivenUp'),
            target: 'live',
            actions: ['putOnSite', { type: 'tellContributor', params: { mail: 'published' } }],
          },
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
  });
}
