import { expect } from 'chai';
import { decide, listPossible } from '../../src/domain/decide.ts';
import type { EventType, SubmissionContext } from '../../src/domain/submission-types.ts';
import {
  EVENT_END,
  LATER,
  NOW,
  ayla,
  contributor,
  describeState,
  due,
  fresh,
  kim,
  machine,
  make,
  take,
} from '../support/machine.ts';

const confirmed = take(fresh, make('confirm', contributor)).next;
const claimed = take(confirmed, make('claim')).next;
const live = take(confirmed, make('approve')).next;
const scheduled = take(confirmed, make('schedule')).next;
const promoted = take(live, make('promote')).next;
const proposed = take(live, make('proposeRevision', contributor)).next;
const ended = take(live, due('endOfItem', EVENT_END)).next;
const retracted = take(live, make('retract', kim, LATER)).next;
const rejected = take(confirmed, make('reject')).next;
const waiting = take(confirmed, make('requestChanges')).next;
const expired = take(fresh, due('confirmationDeadline')).next;
const withdrawn = take(live, make('withdraw', contributor)).next;

/** From a state by an event to a state, or to nothing where the office must not be able to. */
const table: [string, SubmissionContext, EventType, number, string | undefined][] = [
  ['handed in', fresh, 'confirm', NOW, 'queued/hidden/none'],
  ['handed in', fresh, 'withdraw', NOW, 'withdrawn/hidden/none'],
  ['handed in', fresh, 'approve', NOW, undefined],
  ['handed in', fresh, 'claim', NOW, undefined],
  ['in the queue', confirmed, 'confirm', NOW, undefined],
  ['in the queue', confirmed, 'claim', NOW, 'inReview/hidden/none'],
  ['in the queue', confirmed, 'release', NOW, undefined],
  ['in the queue', confirmed, 'approve', NOW, 'approved/live/none'],
  ['in the queue', confirmed, 'schedule', NOW, 'approved/scheduled/none'],
  ['in the queue', confirmed, 'requestChanges', NOW, 'changesRequested/hidden/none'],
  ['in the queue', confirmed, 'reject', NOW, 'rejected/hidden/none'],
  ['in the queue', confirmed, 'handOver', NOW, 'queued/hidden/none'],
  ['in the queue', confirmed, 'promote', NOW, undefined],
  ['in review', claimed, 'claim', NOW, undefined],
  ['in review', claimed, 'release', NOW, 'queued/hidden/none'],
  ['in review', claimed, 'handOver', NOW, 'queued/hidden/none'],
  ['in review', claimed, 'resubmit', NOW, 'queued/hidden/none'],
  ['public', live, 'approve', NOW, undefined],
  ['public', live, 'resubmit', NOW, undefined],
  ['public', live, 'proposeRevision', NOW, 'queued/live/none'],
  ['public', live, 'requestPromotion', NOW, 'approved/live/requested'],
  ['public', live, 'promote', NOW, 'approved/live/promoted'],
  ['public', live, 'undo', NOW, 'queued/hidden/none'],
  ['public', live, 'undo', LATER, undefined],
  ['public, decided just now', live, 'retract', NOW, undefined],
  ['public', live, 'retract', LATER, 'approved/retracted/none'],
  ['public', live, 'withdraw', LATER, 'withdrawn/hidden/none'],
  ['scheduled', scheduled, 'publish', NOW, 'approved/live/none'],
  ['scheduled', scheduled, 'requestPromotion', NOW, undefined],
  ['scheduled', scheduled, 'retract', LATER, 'approved/retracted/none'],
  ['scheduled', scheduled, 'withdraw', LATER, 'withdrawn/hidden/none'],
  ['on the landing page', promoted, 'demote', NOW, 'approved/live/none'],
  ['on the landing page', promoted, 'retract', LATER, 'approved/retracted/none'],
  ['on the landing page', promoted, 'withdraw', LATER, 'withdrawn/hidden/none'],
  ['on the landing page', promoted, 'requestPromotion', NOW, undefined],
  ['public with a change proposed', proposed, 'approve', NOW, 'approved/live/none'],
  ['public with a change proposed', proposed, 'reject', NOW, 'rejected/live/none'],
  ['public with a change proposed', proposed, 'requestChanges', NOW, 'changesRequested/live/none'],
  ['public with a change proposed', proposed, 'schedule', NOW, undefined],
  ['public with a change proposed', proposed, 'proposeRevision', NOW, undefined],
  ['over', ended, 'retract', LATER, 'approved/retracted/none'],
  ['over', ended, 'promote', LATER, undefined],
  ['over', ended, 'proposeRevision', LATER, 'queued/ended/none'],
  ['over', ended, 'withdraw', LATER, 'withdrawn/hidden/none'],
  ['retracted', retracted, 'publish', LATER, 'approved/live/none'],
  ['retracted', retracted, 'retract', LATER, undefined],
  ['retracted', retracted, 'requestPromotion', LATER, undefined],
  ['rejected', rejected, 'reopen', NOW, undefined],
  ['rejected', rejected, 'undo', NOW, 'queued/hidden/none'],
  ['rejected', rejected, 'reopen', LATER, 'queued/hidden/none'],
  ['rejected', rejected, 'resubmit', LATER, undefined],
  ['rejected', rejected, 'withdraw', LATER, undefined],
  ['asked for changes', waiting, 'resubmit', NOW, 'queued/hidden/none'],
  ['asked for changes', waiting, 'approve', NOW, undefined],
  ['asked for changes', waiting, 'reopen', LATER, 'queued/hidden/none'],
  ['asked for changes', waiting, 'withdraw', NOW, 'withdrawn/hidden/none'],
  ['never confirmed', expired, 'confirm', LATER, 'queued/hidden/none'],
  ['never confirmed', expired, 'resubmit', LATER, undefined],
  ['never confirmed', expired, 'publish', LATER, undefined],
  ['withdrawn', withdrawn, 'reopen', LATER, undefined],
  ['withdrawn', withdrawn, 'publish', LATER, undefined],
  ['withdrawn', withdrawn, 'withdraw', LATER, undefined],
];

describe('What may follow on what', () => {
  for (const [title, from, type, now, to] of table) {
    const when = now === LATER ? ', an hour later' : '';
    it(`${title}${when}: ${type} ${to === undefined ? 'is not possible' : `leads to ${to}`}`, () => {
      const outcome = decide(machine, from, make(type, kim, now));
      expect(outcome && describeState(outcome.next)).to.equal(to);
      expect(listPossible(machine, from, kim, now).includes(type)).to.equal(to !== undefined);
    });
  }

  it('when a submission is handed over to the district that has it already, then nothing happens', () => {
    const same = { ...make('handOver'), districtId: confirmed.districtId } as ReturnType<
      typeof make
    >;
    expect(decide(machine, confirmed, same)).to.equal(undefined);
  });

  it('when an item is scheduled for a moment that is past, then nothing happens', () => {
    const past = { ...make('schedule'), at: NOW } as ReturnType<typeof make>;
    expect(decide(machine, confirmed, past)).to.equal(undefined);
  });

  it('when a colleague takes over a claim, then the first holder can no longer decide', () => {
    const taken = take(claimed, make('claim', ayla)).next;
    expect(taken.claimedBy).to.equal('ayla');
    expect(decide(machine, taken, make('approve', kim))).to.equal(undefined);
    expect(take(taken, make('approve', ayla)).next.publication).to.equal('live');
  });

  it('when a change to a public item is rejected or runs out, then the public revision stays', () => {
    for (const event of [make('reject'), make('requestChanges')]) {
      const after = take(proposed, event).next;
      expect(after).to.include({ publication: 'live', revision: 2, approvedRevision: 1 });
    }
    const late = take(proposed, make('requestChanges'), due('changesDeadline'));
    expect(late.next).to.include({ review: 'approved', publication: 'live', approvedRevision: 1 });
    expect(late.effects).to.deep.equal([]);
  });

  it('when a change to a scheduled item runs out, then the item still appears on its day', () => {
    const late = take(
      scheduled,
      make('proposeRevision', contributor),
      make('requestChanges'),
      due('changesDeadline', LATER),
    ).next;
    expect(late).to.include({ review: 'approved', publication: 'scheduled', approvedRevision: 1 });
    expect(take(late, due('publicationDate', LATER)).next.publication).to.equal('live');
  });

  it('when a retracted item has expired, then no button brings it back to the public', () => {
    const given = take(
      retracted,
      make('proposeRevision', contributor, LATER),
      make('requestChanges', kim, LATER),
      due('changesDeadline', LATER),
    ).next;
    expect(given).to.include({ review: 'expired', publication: 'retracted' });
    expect(decide(machine, given, make('publish', kim, LATER))).to.equal(undefined);
  });

  for (const [title, from, effect] of [
    ['over', ended, 'takeOffSite'],
    ['retracted', retracted, undefined],
  ] as const) {
    it(`when a new revision of an item that is ${title} is scheduled, then it does appear on its day`, () => {
      const again = take(from, make('proposeRevision', contributor, LATER)).next;
      const planned = take(again, make('schedule', kim, LATER));
      expect(planned.next).to.include({ publication: 'scheduled', approvedRevision: 2 });
      expect(planned.effects.some(({ type }) => type === effect)).to.equal(effect !== undefined);
      const shown = take(planned.next, due('publicationDate', LATER));
      expect(shown.next).to.include({ publication: 'live', publishAt: null });
      expect(shown.effects.map(({ type }) => type)).to.include('putOnSite');
    });
  }
});
