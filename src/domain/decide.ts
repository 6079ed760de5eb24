import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import { NEVER } from './delays.ts';
import type { DeskNotice, EditorNotice, MailKind } from './notices.ts';
import type { SubmissionMachine } from './submission-machine.ts';
import {
  EVENT_TYPES,
  type Actor,
  type EventType,
  type FreshnessState,
  type Policy,
  type PromotionState,
  type PublicationState,
  type ReviewState,
  type SubmissionContext,
  type SubmissionEvent,
} from './submission-types.ts';

/** What follows from a transition beside the new state, as data for apply-effects.ts. */
export type Effect =
  | {
      readonly type: 'tellContributor';
      readonly params: { readonly mail: MailKind; readonly held?: boolean };
    }
  | { readonly type: 'tellDesk'; readonly params: { readonly notice: DeskNotice } }
  | { readonly type: 'tellEditors'; readonly params: { readonly notice: EditorNotice } }
  | { readonly type: PlainEffect };

const PLAIN_EFFECTS = [
  'cancelHeldMail',
  'putOnSite',
  'moveToArchive',
  'takeOffSite',
  'showOnLandingPage',
  'takeOffLandingPage',
  'erasePrivateData',
  'eraseEverything',
] as const;
type PlainEffect = (typeof PLAIN_EFFECTS)[number];

/** A timer of the machine's own: `event` goes back into it when `delay` milliseconds have passed. */
export interface TimerStart {
  readonly id: string;
  readonly event: string;
  readonly delay: number;
}

export interface Outcome {
  readonly next: SubmissionContext;
  readonly effects: readonly Effect[];
  readonly timersToStart: readonly TimerStart[];
  readonly timersToCancel: readonly string[];
}

/** A timer that fell due: the machine's own `after` event, as a row of `timers` keeps it. */
export interface TimerEvent {
  readonly type: `xstate.after.${string}`;
  readonly now: number;
  readonly by: Actor;
  readonly policy?: Policy;
}

type Snapshot = SnapshotFrom<SubmissionMachine>;

/** The state in which a submission begins, with its first timers. */
export function begin(machine: SubmissionMachine, context: SubmissionContext): Outcome {
  const [snapshot, actions] = initialTransition(machine, context);
  return toOutcome(snapshot, actions);
}

/** One transition. `undefined` means that the machine does not allow the event in this state. */
export function decide(
  machine: SubmissionMachine,
  context: SubmissionContext,
  event: SubmissionEvent | TimerEvent,
): Outcome | undefined {
  const snapshot = restore(machine, context);
  // `after` events are the machine's own and not part of its public event type.
  const [next, actions] = transition(machine, snapshot, event as SubmissionEvent);
  // A reminder changes neither state nor context, but it has something to do.
  if (next === snapshot && actions.length === 0) return undefined;
  return toOutcome(next, actions);
}

/** The events that the machine allows now, to this person: what the page has buttons for. */
export function listPossible(
  machine: SubmissionMachine,
  context: SubmissionContext,
  by: Actor,
  now: number,
  policy?: Policy,
): EventType[] {
  const snapshot = restore(machine, context);
  return EVENT_TYPES.filter((type) => snapshot.can(sample(type, by, now, policy)));
}

/** The event by which a new text comes in now: a correction of what is live, or an answer to the office. */
export function findEditEvent(
  possible: readonly EventType[],
): 'proposeRevision' | 'resubmit' | undefined {
  return (['proposeRevision', 'resubmit'] as const).find((type) => possible.includes(type));
}

/** An event of each type whose details never stand in the way, to ask whether it is possible. */
function sample(type: EventType, by: Actor, now: number, policy?: Policy): SubmissionEvent {
  const details = { endsAt: null, districtId: '', message: '', reason: 'duplicate', until: null };
  return { ...details, type, by, now, policy, at: now + 1 } as SubmissionEvent;
}

function restore(machine: SubmissionMachine, context: SubmissionContext): Snapshot {
  const { review, publication, promotion, freshness } = context;
  const open = review === 'queued' || review === 'inReview';
  return machine.resolveState({
    value: { review: open ? { open: review } : review, publication, promotion, freshness },
    context,
  });
}

function toOutcome(
  snapshot: Snapshot,
  actions: readonly { readonly type: string; readonly params: unknown }[],
): Outcome {
  const value = snapshot.value as {
    review: ReviewState | { open: ReviewState };
    publication: PublicationState;
    promotion: PromotionState;
    freshness: FreshnessState;
  };
  const effects: Effect[] = [];
  const timersToStart: TimerStart[] = [];
  const timersToCancel: string[] = [];
  for (const action of actions) {
    if (action.type === 'xstate.raise') {
      const timer = action.params as { id: string; delay: number; event: { type: string } };
      if (timer.delay < NEVER) {
        timersToStart.push({ id: timer.id, event: timer.event.type, delay: timer.delay });
      }
    } else if (action.type === 'xstate.cancel') {
      const { sendId } = action.params as { sendId: string };
      timersToCancel.push(sendId);
      // A state that is entered and left in one step starts a timer and takes it back.
      const started = timersToStart.findIndex((timer) => timer.id === sendId);
      if (started >= 0) timersToStart.splice(started, 1);
    } else if (isEffect(action)) {
      effects.push(withoutInfo(action));
    } else {
      throw new Error(`the machine asked for an effect that nobody knows: ${action.type}`);
    }
  }
  return {
    next: {
      ...snapshot.context,
      review: typeof value.review === 'string' ? value.review : value.review.open,
      publication: value.publication,
      promotion: value.promotion,
      freshness: value.freshness,
    },
    effects,
    timersToStart,
    timersToCancel,
  };
}

/** XState adds the whole snapshot to each action; an effect is its name and its parameters. */
function withoutInfo(effect: Effect): Effect {
  return (
    'params' in effect ? { type: effect.type, params: effect.params } : { type: effect.type }
  ) as Effect;
}

function isEffect(action: { readonly type: string }): action is Effect {
  return (
    action.type === 'tellContributor' ||
    action.type === 'tellDesk' ||
    action.type === 'tellEditors' ||
    PLAIN_EFFECTS.some((type) => type === action.type)
  );
}
