import { expect } from 'chai';
import fc from 'fast-check';
import { begin, decide, listPossible } from '../../src/domain/decide.ts';
import {
  EVENT_TYPES,
  FRESHNESS_STATES,
  PROMOTION_STATES,
  PUBLICATION_STATES,
  REVIEW_STATES,
  type EventType,
  type SubmissionContext,
} from '../../src/domain/submission-types.ts';
import {
  ALL_EVENTS,
  LATER,
  NOW,
  TIMER_TYPES,
  ayla,
  contributor,
  describeState,
  fresh,
  freshEntry,
  kim,
  listWalks,
  lookOf,
  machine,
  make,
  system,
  take,
  type Walk,
} from '../support/machine.ts';

const POLICY = { freshFor: 1, directCancel: true };
const DECISIONS: readonly EventType[] = ['approve', 'schedule', 'requestChanges', 'reject'];

/** What brings the site back to where it was, by what the public could see of it. */
const AGAIN = {
  hidden: ['takeOffSite'],
  scheduled: ['takeOffSite'],
  live: ['putOnSite'],
  ended: ['putOnSite', 'moveToArchive'],
  retracted: ['takeOffSite'],
} as const;

/** The rules that no way through the workflow may break; gives those that this state breaks. */
function listBroken(context: SubmissionContext): string[] {
  const { review, publication, promotion } = context;
  const rules: Record<string, boolean> = {
    'only what is live is on the landing page or asked for':
      promotion === 'none' || publication === 'live',
    'what the public sees was approved':
      (publication !== 'live' && publication !== 'scheduled' && publication !== 'ended') ||
      context.approvedRevision !== null,
    'a scheduled item has its date': (publication === 'scheduled') === (context.publishAt !== null),
    'only what is in review is claimed': (review === 'inReview') === (context.claimedBy !== null),
    'what was withdrawn or has expired is not public and will not be':
      !['withdrawn', 'expired'].includes(review) ||
      publication === 'hidden' ||
      publication === 'retracted',
    'nobody judges what was not confirmed':
      context.confirmed || ['awaitingConfirmation', 'expired', 'withdrawn'].includes(review),
    'what waits for the office says since when':
      (review === 'queued' || review === 'inReview') === (context.waitingSince !== null) ||
      review === 'withdrawn',
    'only what is public and has no end is asked whether it still holds':
      context.freshness === 'notAsked' ||
      (publication === 'live' && context.freshness !== 'lapsed') ||
      (publication === 'retracted' && context.freshness === 'lapsed'),
    'what has no end is never left unasked':
      context.freshness !== 'notAsked' ||
      publication !== 'live' ||
      context.approvedEndsAt !== null ||
      context.kind === 'story',
    'the approved revision exists': (context.approvedRevision ?? 0) <= context.revision,
    'only a decision can be undone':
      context.undo === null || ['approved', 'changesRequested', 'rejected'].includes(review),
  };
  return Object.keys(rules).filter((rule) => rules[rule] === false);
}

describe('The workflow of a submission', function () {
  // Some six hundred states, each asked for everything that may happen.
  this.timeout(180_000);
  let walks: readonly Walk[];
  before(() => {
    walks = [...listWalks(lookOf), ...listWalks(describeState, freshEntry)];
  });

  it('when every state is reached by its shortest walk, then no rule is broken on the way', () => {
    const broken = new Set<string>();
    for (const { events, end } of walks) {
      let context = begin(machine, end.kind === 'event' ? fresh : freshEntry).next;
      for (const event of events) {
        context = decide(machine, context, event)?.next ?? context;
        for (const rule of listBroken(context)) {
          broken.add(
            `${describeState(context)}: ${rule} (${events.map((e) => e.type).join(' > ')})`,
          );
        }
      }
    }
    expect([...broken]).to.deep.equal([]);
  });

  it('each state of each region is reached by some walk, so that none is there for nothing', () => {
    const ends = walks.map((walk) => walk.end);
    expect(new Set(ends.map((end) => end.review))).to.deep.equal(new Set(REVIEW_STATES));
    expect(new Set(ends.map((end) => end.publication))).to.deep.equal(new Set(PUBLICATION_STATES));
    expect(new Set(ends.map((end) => end.freshness))).to.deep.equal(new Set(FRESHNESS_STATES));
    expect(new Set(ends.map((end) => end.promotion))).to.deep.equal(new Set(PROMOTION_STATES));
  });

  it('each event and each timer of the machine is taken somewhere, so that none is there for nothing', () => {
    const taken = new Set<string>();
    for (const { end } of walks) {
      for (const event of ALL_EVENTS) if (decide(machine, end, event)) taken.add(event.type);
    }
    expect([...taken].sort()).to.deep.equal([...EVENT_TYPES, ...TIMER_TYPES].sort());
  });

  it('what a page offers as a button is what the machine takes, for everybody and in every state', () => {
    const people = { contributor, kim, ayla, system };
    const wrong: string[] = [];
    for (const { end } of walks) {
      for (const [name, by] of Object.entries(people)) {
        for (const now of [NOW, LATER]) {
          const offered = listPossible(machine, end, by, now, POLICY);
          for (const type of EVENT_TYPES) {
            const isTaken = decide(machine, end, make(type, by, now)) !== undefined;
            if (isTaken !== offered.includes(type)) {
              wrong.push(
                `${lookOf(end)}: ${type} by ${name} is ${isTaken ? 'taken' : 'offered'} only`,
              );
            }
          }
        }
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('a claim keeps everybody but its holder from deciding, and only the holder releases it', () => {
    const claimed = walks.map((walk) => walk.end).filter((end) => end.claimedBy === 'kim');
    expect(claimed.length).to.be.greaterThan(4);
    for (const context of claimed) {
      const own = listPossible(machine, context, kim, NOW);
      expect(own, describeState(context)).to.include.members([
        'approve',
        'reject',
        'requestChanges',
      ]);
      expect(own).to.include.members(['handOver', 'release']).and.not.include('claim');
      for (const other of [ayla, contributor, system]) {
        const others = listPossible(machine, context, other, NOW);
        expect(others).not.to.include.oneOf([...DECISIONS, 'handOver', 'release']);
      }
      expect(listPossible(machine, context, ayla, NOW)).to.include('claim');
    }
  });

  it('when a decision is undone within its grace, then all is as it was before, unclaimed in the queue', () => {
    let undone = 0;
    for (const { end: before } of walks) {
      // Of an earlier decision that could still be undone, a new one leaves nothing to undo.
      for (const type of DECISIONS) {
        const after = decide(machine, before, make(type, kim));
        if (after === undefined) continue;
        const back = take(after.next, make('undo', kim, NOW + 1_000));
        const expected = {
          ...before,
          review: 'queued',
          claimedBy: null,
          undo: null,
          waitingSince: NOW + 1_000,
        };
        expect(back.next, `${lookOf(before)}, ${type}`).to.deep.equal(expected);
        const effects = back.effects.map((effect) => effect.type);
        expect(effects, lookOf(before)).to.deep.equal([
          'cancelHeldMail',
          ...AGAIN[before.publication],
        ]);
        undone += 1;
      }
    }
    expect(undone).to.be.greaterThan(50);
  });

  it('whatever happens in whatever order, no rule is broken', () => {
    // Weighted by walks: most events are refused in most states, so a run begins anywhere.
    fc.assert(
      fc.property(
        fc.constantFrom(...walks.map((walk) => walk.end)),
        fc.array(fc.constantFrom(...ALL_EVENTS), { minLength: 1, maxLength: 30 }),
        (start, events) => {
          let context = start;
          for (const event of events) {
            context = decide(machine, context, event)?.next ?? context;
            expect(listBroken(context), describeState(context)).to.deep.equal([]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
