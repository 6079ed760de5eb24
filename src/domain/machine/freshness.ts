import { and, not, stateIn } from 'xstate';
import { FRESHNESS_STATES } from '../submission-types.ts';
import type { MachineWords } from './machine-words.ts';

/**
 * Does it still hold? What has no end of its own goes stale without anybody noticing, so its
 * contributor is asked, reminded, then the office; then the page says so, and at last it goes.
 */
export function describeFreshness(words: MachineWords) {
  const isGone = { guard: not(stateIn({ publication: 'live' })), target: 'notAsked' } as const;
  const leaves = [isGone, { guard: not('ages'), target: 'notAsked' }] as const;
  const answers = {
    confirmFresh: { target: 'confirmed', actions: ['noteFresh', 'putOnSite'] },
    // Whoever approves a new text has just looked at it.
    approve: {
      guard: and(['isOpen', 'isUnclaimedOrOwn']),
      target: 'confirmed',
      actions: 'noteFresh',
    },
  } as const;
  return words.createStateConfig({
    initial: 'notAsked',
    on: {
      undo: FRESHNESS_STATES.map((state) => ({
        guard: and(['isUnderGrace', { type: 'freshnessWas', params: { state } }]),
        target: `.${state}` as const,
      })),
    },
    states: {
      notAsked: {
        // Looks at the state that the publication has reached, not at the one that it came from.
        always: {
          guard: and([stateIn({ publication: 'live' }), 'ages']),
          target: 'confirmed',
          actions: 'noteFresh',
        },
      },
      confirmed: {
        always: leaves,
        after: {
          freshFor: {
            target: 'asked',
            actions: { type: 'tellContributor', params: { mail: 'stillCorrect' } },
          },
        },
        on: { approve: { ...answers.approve, reenter: true } },
      },
      asked: {
        always: leaves,
        after: {
          freshnessReminder: {
            target: 'reminded',
            actions: { type: 'tellContributor', params: { mail: 'stillCorrectReminder' } },
          },
        },
        on: answers,
      },
      reminded: {
        always: leaves,
        after: {
          freshnessDesk: {
            target: 'checking',
            actions: { type: 'tellDesk', params: { notice: 'freshnessUnanswered' } },
          },
        },
        on: answers,
      },
      checking: {
        always: leaves,
        after: { freshnessMark: { target: 'unconfirmed', actions: 'putOnSite' } },
        on: answers,
      },
      unconfirmed: {
        always: leaves,
        after: { freshnessEnd: { target: 'lapsed' } },
        on: answers,
      },
      // The publication sees it and takes the item off; one late yes brings it back.
      lapsed: {
        always: {
          guard: and([
            not(stateIn({ publication: 'live' })),
            not(stateIn({ publication: 'retracted' })),
          ]),
          target: 'notAsked',
        },
        on: {
          confirmFresh: { guard: not('isGivenUp'), target: 'confirmed', actions: 'noteFresh' },
          publish: { guard: not('isGivenUp'), target: 'notAsked' },
          approve: { guard: and(['isOpen', 'isUnclaimedOrOwn']), target: 'notAsked' },
        },
      },
    },
  });
}
