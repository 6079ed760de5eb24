import { fromTransition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { begin, decide, type Outcome, type TimerEvent } from '../../src/domain/decide.ts';
import { DEFAULT_DELAYS } from '../../src/domain/delays.ts';
import type { EventType, SubmissionContext } from '../../src/domain/submission-types.ts';
import {
  EVENT_END,
  NOW,
  TIMER_TYPES,
  contributor,
  describeState,
  fresh,
  kim,
  machine,
  make,
  system,
} from './machine.ts';

// The machine with a clock: its timers fall due in their order, as they do in a portal that runs.

export type Who = 'contributor' | 'kalk' | 'editor';
export type Step =
  | { readonly type: EventType; readonly by: Who; readonly afterGrace: boolean }
  | { readonly type: TimerEvent['type'] };

export interface World {
  readonly context: SubmissionContext;
  readonly now: number;
  readonly timers: readonly {
    readonly id: string;
    readonly event: string;
    readonly dueAt: number;
  }[];
}

/** Who sends what, from which page; a hand-over would end in another desk's hands. */
const SENDERS: readonly (readonly [Who, readonly EventType[]])[] = [
  ['contributor', ['confirm', 'withdraw', 'resubmit', 'proposeRevision']],
  [
    'kalk',
    [
      'claim',
      'release',
      'approve',
      'schedule',
      'requestChanges',
      'reject',
      'reopen',
      'undo',
      'publish',
      'retract',
      'requestPromotion',
    ],
  ],
  ['editor', ['promote', 'declinePromotion', 'demote']],
];

const STEPS: readonly Step[] = [
  ...SENDERS.flatMap(([by, types]) => types.map((type) => ({ type, by, afterGrace: false }))),
  { type: 'retract', by: 'kalk', afterGrace: true },
  { type: 'reopen', by: 'kalk', afterGrace: true },
  // Reminders change nothing but the mail, and erasure nothing but private data.
  ...TIMER_TYPES.filter((type) => !/Reminder|erasure|escalation/.test(type)).map((type) => ({
    type,
  })),
];

/** What was handed in just now. */
export function bear(given: { districtId: string; endsAt: number | null; now: number }): World {
  const { now, ...own } = given;
  return follow(
    { context: { ...fresh, ...own }, now, timers: [] },
    begin(machine, { ...fresh, ...own }),
  );
}

/** One step and what falls due until then; `undefined` where it is refused. */
export function go(world: World, step: Step, actor: { kalk: string }): World | undefined {
  if (!('by' in step)) {
    const timer = world.timers.find(({ event }) => event === step.type);
    return timer && fireDue({ ...world, now: timer.dueAt });
  }
  const then = fireDue({
    ...world,
    now: world.now + (step.afterGrace ? DEFAULT_DELAYS.undoGrace : 0),
  });
  // The editors' desk shows what was asked for; nothing else can be put on the landing page there.
  if (step.type === 'promote' && then.context.promotion !== 'requested') return undefined;
  const by =
    step.by === 'contributor'
      ? contributor
      : { ...kim, id: step.by === 'kalk' ? actor.kalk : 'eda' };
  const { endsAt } = then.context;
  const event = {
    ...make(step.type, by, then.now),
    ...('endsAt' in make(step.type) && { endsAt }),
  };
  const outcome = decide(machine, then.context, event);
  return outcome && follow(then, outcome);
}

function fireDue(world: World): World {
  const [due] = world.timers
    .filter(({ dueAt }) => dueAt <= world.now)
    .sort((one, other) => one.dueAt - other.dueAt);
  if (due === undefined) return world;
  const rest = { ...world, timers: world.timers.filter((timer) => timer !== due) };
  const event = { type: due.event as TimerEvent['type'], now: world.now, by: system };
  const outcome = decide(machine, world.context, event);
  return fireDue(outcome === undefined ? rest : follow(rest, outcome));
}

function follow(world: World, outcome: Outcome): World {
  const gone = new Set([...outcome.timersToCancel, ...outcome.timersToStart.map(({ id }) => id)]);
  return {
    context: outcome.next,
    now: world.now,
    timers: [
      ...world.timers.filter(({ id }) => !gone.has(id)),
      ...outcome.timersToStart.map(({ id, event, delay }) => ({
        id,
        event,
        dueAt: world.now + delay,
      })),
    ],
  };
}

/** The shortest way to every combination of the three states that people and time can reach. */
export function listTimedWalks(): { state: string; context: SubmissionContext; steps: Step[] }[] {
  const logic = fromTransition(
    (world: World, step: Step) => go(world, step, { kalk: 'kim' }) ?? world,
    bear({ districtId: 'kalk', endsAt: EVENT_END, now: NOW }),
  );
  const paths = getShortestPaths(logic, {
    events: STEPS,
    serializeState: (snapshot) => describeState(snapshot.context.context),
    serializeEvent: (event) => JSON.stringify(event),
  });
  return paths.map((path) => ({
    state: describeState(path.state.context.context),
    context: path.state.context.context,
    // The first of each path is the machine's own beginning.
    steps: path.steps
      .map(({ event }) => event)
      .filter(({ type }) => !type.startsWith('xstate.init')),
  }));
}
