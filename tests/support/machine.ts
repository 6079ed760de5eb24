import { fromTransition, type AnyStateNode } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { begin, decide, type Outcome, type TimerEvent } from '../../src/domain/decide.ts';
import { DEFAULT_DELAYS } from '../../src/domain/delays.ts';
import { createSubmissionMachine } from '../../src/domain/submission-machine.ts';
import {
  EVENT_TYPES,
  type Actor,
  type EventType,
  type SubmissionContext,
  type SubmissionEvent,
} from '../../src/domain/submission-types.ts';

export const machine = createSubmissionMachine(DEFAULT_DELAYS);

export const NOW = Date.parse('2026-11-24T09:00:00Z');
/** After the grace of any decision that was taken at `NOW`. */
export const LATER = NOW + 3_600_000;
export const EVENT_END = Date.parse('2026-12-05T17:30:00Z');

export const kim: Actor = { kind: 'account', id: 'kim' };
export const ayla: Actor = { kind: 'account', id: 'ayla' };
export const contributor: Actor = { kind: 'contributor' };
export const system: Actor = { kind: 'system' };

export type Event = SubmissionEvent | TimerEvent;

/** What was just handed in, before its address is confirmed. */
export const fresh: SubmissionContext = {
  review: 'awaitingConfirmation',
  publication: 'hidden',
  promotion: 'none',
  freshness: 'notAsked',
  kind: 'event',
  districtId: 'kalk',
  confirmed: false,
  claimedBy: null,
  waitingSince: null,
  escalated: false,
  revision: 1,
  endsAt: EVENT_END,
  approvedRevision: null,
  approvedEndsAt: null,
  publishAt: null,
  promotedUntil: null,
  confirmedAt: null,
  undo: null,
};

/** An address that was just handed in: it has no end, so it is asked whether it still holds. */
export const freshEntry: SubmissionContext = { ...fresh, kind: 'entry', endsAt: null };

/** An event of a type with details that are in order. */
export function make(type: EventType, by: Actor = kim, now = NOW): SubmissionEvent {
  const details = {
    endsAt: EVENT_END,
    districtId: 'chorweiler',
    message: 'Bitte',
    reason: 'duplicate',
    until: null,
    at: now + 86_400_000,
    date: '2026-12-05',
  };
  const policy = { freshFor: DEFAULT_DELAYS.freshFor, directCancel: true };
  return { ...details, type, by, now, policy } as SubmissionEvent;
}

/** A timer that falls due, by the name of its delay and the state that it belongs to. */
export function due(name: string, now = NOW): TimerEvent {
  const type = TIMER_TYPES.find((known) => `${known}.`.startsWith(`xstate.after.${name}.`));
  if (type === undefined) throw new Error(`no timer is called ${name}`);
  return { type, by: system, now };
}

/** Every `after` of the machine, read from the machine itself. */
export const TIMER_TYPES: readonly TimerEvent['type'][] = [
  ...new Set(
    listNodes(machine.root).flatMap((node) =>
      node.after.map((delayed) => delayed.eventType as TimerEvent['type']),
    ),
  ),
];

function listNodes(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(listNodes)];
}

/** Takes event after event and gives the last outcome; one that is refused is an error. */
export function take(from: SubmissionContext, ...events: readonly Event[]): Outcome {
  let outcome: Outcome = { next: from, effects: [], timersToStart: [], timersToCancel: [] };
  for (const event of events) {
    const taken = decide(machine, outcome.next, event);
    if (taken === undefined) {
      throw new Error(`${event.type} was refused in ${describeState(outcome.next)}`);
    }
    outcome = taken;
  }
  return outcome;
}

export function describeState(context: SubmissionContext): string {
  const { review, publication, promotion, freshness } = context;
  const states = `${review}/${publication}/${promotion}`;
  return freshness === 'notAsked' ? states : `${states}/${freshness}`;
}

/** Everything that may happen: each event by two colleagues, in and after the grace, each timer. */
export const ALL_EVENTS: readonly Event[] = [
  ...[NOW, LATER].flatMap((now) =>
    EVENT_TYPES.flatMap((type) => [make(type, kim, now), make(type, ayla, now)]),
  ),
  ...TIMER_TYPES.map((type) => ({ type, by: system, now: LATER })),
];

export interface Walk {
  readonly events: readonly Event[];
  readonly end: SubmissionContext;
}

/** The shortest walk to every state that `decide` can reach, told apart by `key`. */
export function listWalks(
  key: (context: SubmissionContext) => string,
  start: SubmissionContext = fresh,
): Walk[] {
  const logic = fromTransition(
    (context: SubmissionContext, event: Event) => decide(machine, context, event)?.next ?? context,
    begin(machine, start).next,
  );
  const paths = getShortestPaths(logic, {
    events: ALL_EVENTS.map((event) => withEndOf(start, event)),
    serializeState: (snapshot) => key(snapshot.context),
    serializeEvent: (event) => JSON.stringify(event),
  });
  return paths.map((path) => ({
    events: path.steps.map((step) => step.event).filter((event) => 'by' in event),
    end: path.state.context,
  }));
}

/** A new revision of what has no end has none either. */
export function withEndOf(start: SubmissionContext, event: Event): Event {
  return start.endsAt === null && 'endsAt' in event ? { ...event, endsAt: null } : event;
}

/** What the machine looks at: two contexts with the same key allow the same. */
export function lookOf(context: SubmissionContext): string {
  const { undo } = context;
  return [
    describeState(context),
    context.confirmed,
    context.escalated,
    context.claimedBy,
    context.approvedRevision !== null,
    context.publishAt !== null,
    undo === null ? '-' : `${undo.publication} until ${String(undo.until)}`,
    undo === null ? '-' : undo.approvedRevision !== null,
    undo === null ? '-' : undo.publishAt !== null,
  ].join(' ');
}
