import { expect } from 'chai';
import { begin, decide, type Outcome } from '../../src/domain/decide.ts';
import { DEFAULT_DELAYS } from '../../src/domain/delays.ts';
import {
  EVENT_END,
  LATER,
  NOW,
  ayla,
  contributor,
  due,
  fresh,
  kim,
  machine,
  make,
  take,
} from '../support/machine.ts';

const DAY = 86_400_000;

/** `xstate.after.claimLease.submission…` is known to people as `claimLease`. */
const nameOf = (id: string): string => id.split('.')[2] ?? id;

const started = (outcome: Outcome): Record<string, number> =>
  Object.fromEntries(outcome.timersToStart.map((timer) => [nameOf(timer.event), timer.delay]));
const cancelled = (outcome: Outcome): string[] =>
  outcome.timersToCancel.map((id) => nameOf(id)).sort();

const confirmed = take(fresh, make('confirm', contributor)).next;
const live = take(confirmed, make('approve')).next;

describe('The timers of a submission', () => {
  it('when it is handed in, then a reminder and the deadline of its confirmation begin', () => {
    expect(started(begin(machine, fresh))).to.deep.equal({
      confirmationReminder: 2 * DAY,
      confirmationDeadline: 7 * DAY,
    });
  });

  it('when it is confirmed, then those two end and the reminders of the office begin', () => {
    const outcome = take(fresh, make('confirm', contributor));
    expect(cancelled(outcome)).to.deep.equal(['confirmationDeadline', 'confirmationReminder']);
    expect(started(outcome)).to.deep.equal({ deskReminder: 3 * DAY, escalation: 7 * DAY });
  });

  it('when it is claimed and released, then only the lease begins and ends, the reminders go on', () => {
    const claimed = take(confirmed, make('claim'));
    expect(started(claimed)).to.deep.equal({ claimLease: DEFAULT_DELAYS.claimLease });
    expect(claimed.timersToCancel).to.deep.equal([]);

    const released = take(claimed.next, make('release'));
    expect(cancelled(released)).to.deep.equal(['claimLease']);
    expect(released.timersToStart).to.deep.equal([]);

    const lapsed = take(claimed.next, due('claimLease'));
    expect(lapsed.next).to.include({ review: 'queued', claimedBy: null });
    expect(lapsed.timersToStart).to.deep.equal([]);
  });

  it('when a colleague takes a claim over, then the lease begins anew for them', () => {
    const outcome = take(confirmed, make('claim', kim), make('claim', ayla));
    expect(cancelled(outcome)).to.deep.equal(['claimLease']);
    expect(started(outcome)).to.deep.equal({ claimLease: DEFAULT_DELAYS.claimLease });
  });

  it('when an item in review waits too long, then the office is reminded and the claim stays', () => {
    const claimed = take(confirmed, make('claim')).next;
    const reminded = take(claimed, due('deskReminder'));
    expect(reminded.next).to.deep.equal(claimed);
    expect(reminded.effects).to.deep.equal([{ type: 'tellDesk', params: { notice: 'overdue' } }]);
    const escalated = take(claimed, due('escalation'));
    expect(escalated.next).to.deep.equal({ ...claimed, escalated: true });
  });

  for (const decision of ['approve', 'requestChanges', 'reject'] as const) {
    it(`when the office decides (${decision}), then its reminders and the lease end`, () => {
      const outcome = take(confirmed, make('claim'), make(decision));
      expect(cancelled(outcome)).to.deep.equal(['claimLease', 'deskReminder', 'escalation']);
    });
  }

  it('when it goes to another office or is mended, then the reminders begin anew', () => {
    for (const event of [make('handOver'), make('resubmit', contributor)]) {
      const outcome = take(confirmed, event);
      expect(cancelled(outcome)).to.deep.equal(['deskReminder', 'escalation']);
      expect(started(outcome)).to.deep.equal({ deskReminder: 3 * DAY, escalation: 7 * DAY });
    }
  });

  it('when changes are requested, then the contributor is reminded and has three weeks', () => {
    const outcome = take(confirmed, make('requestChanges'));
    expect(started(outcome)).to.deep.equal({ changesReminder: 7 * DAY, changesDeadline: 21 * DAY });
    const answered = take(outcome.next, make('resubmit', contributor));
    expect(cancelled(answered)).to.deep.equal(['changesDeadline', 'changesReminder']);
    const late = take(outcome.next, due('changesReminder'), due('changesDeadline'));
    expect(late.next).to.include({ review: 'expired', publication: 'hidden', undo: null });
    expect(late.effects).to.deep.equal([{ type: 'tellContributor', params: { mail: 'expired' } }]);
  });

  it('when an item is scheduled, then it appears at that moment, and not at an earlier plan', () => {
    const at = NOW + 3 * DAY;
    const outcome = take(confirmed, { ...make('schedule'), at } as ReturnType<typeof make>);
    expect(started(outcome)).to.deep.equal({ publicationDate: 3 * DAY });
    const sooner = take(outcome.next, make('publish', kim, LATER));
    expect(cancelled(sooner)).to.deep.equal(['publicationDate']);
    expect(started(sooner)).to.deep.equal({ endOfItem: EVENT_END - LATER });
  });

  it('when an event is public, then it leaves the lists at its end; an address has no end', () => {
    expect(started(take(confirmed, make('approve')))).to.deep.equal({ endOfItem: EVENT_END - NOW });
    const entry = { ...confirmed, kind: 'entry', endsAt: null } as const;
    expect(started(take(entry, make('approve')))).to.deep.equal({ freshFor: 365 * DAY });
    const story = { ...confirmed, kind: 'story', endsAt: null } as const;
    expect(started(take(story, make('approve')))).to.deep.equal({});
    const late = take(confirmed, make('approve', kim, EVENT_END + DAY));
    expect(started(late)).to.deep.equal({ endOfItem: 0 });
  });

  it('when a new revision with another date is approved, then the old end no longer counts', () => {
    const moved = EVENT_END + 7 * DAY;
    const proposal = { ...make('proposeRevision', contributor), endsAt: moved };
    const outcome = take(live, proposal, make('approve'));
    expect(cancelled(outcome)).to.include('endOfItem');
    expect(started(outcome)).to.deep.equal({ endOfItem: moved - NOW });
  });

  it('when an item is promoted, then it leaves the landing page at its end or after a month', () => {
    expect(started(take(live, make('promote')))).to.deep.equal({ endOfPromotion: EVENT_END - NOW });
    const entry = take({ ...confirmed, endsAt: null }, make('approve')).next;
    expect(started(take(entry, make('promote')))).to.deep.equal({ endOfPromotion: 30 * DAY });
    const until = { ...make('promote'), until: NOW + DAY } as ReturnType<typeof make>;
    const outcome = take(live, until);
    expect(started(outcome)).to.deep.equal({ endOfPromotion: DAY });
    expect(take(outcome.next, due('endOfPromotion')).next.promotion).to.equal('none');
    expect(cancelled(take(outcome.next, make('demote')))).to.deep.equal(['endOfPromotion']);
  });

  it('private data leaves ninety days after every end, whichever it is', () => {
    const ends = {
      withdrawn: take(confirmed, make('withdraw', contributor)),
      rejected: take(confirmed, make('reject')),
      expired: take(fresh, due('confirmationDeadline')),
      ended: take(live, due('endOfItem', EVENT_END)),
      retracted: take(live, make('retract', kim, LATER)),
    };
    for (const [name, outcome] of Object.entries(ends)) {
      const timer = outcome.timersToStart.find(({ event }) => nameOf(event) === 'erasure');
      expect(timer?.delay, name).to.equal(90 * DAY);
      const type = timer?.event as `xstate.after.${string}`;
      const later = NOW + 90 * DAY;
      const after = decide(machine, outcome.next, { type, now: later, by: { kind: 'system' } });
      expect(
        after?.effects.map((effect) => effect.type),
        name,
      ).to.deep.equal(['erasePrivateData']);
    }
  });

  it('when a change to a public item was rejected, then its contributor is not erased', () => {
    const kept = take(live, make('proposeRevision', contributor), make('reject')).next;
    expect(decide(machine, kept, due('erasure.submission.review.rejected'))).to.equal(undefined);
  });

  it('when a timer of a state that is gone falls due, then it is refused', () => {
    for (const name of ['confirmationDeadline', 'deskReminder', 'claimLease', 'changesDeadline']) {
      expect(decide(machine, live, due(name)), name).to.equal(undefined);
    }
  });
});
