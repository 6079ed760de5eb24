import { and, not, stateIn } from 'xstate';
import type { MachineWords } from './machine-words.ts';

/** Does the landing page show it? One rule for every way down: what is not live is not there. */
export function describePromotion(words: MachineWords) {
  return words.createStateConfig({
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
          cancelDate: {
            guard: 'mayChangeDate',
            actions: { type: 'tellEditors', params: { notice: 'promotedItemChanged' } },
          },
          restoreDate: {
            guard: 'mayChangeDate',
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
  });
}
