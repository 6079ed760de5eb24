export const KINDS = ['event', 'entry', 'story'] as const;
export type Kind = (typeof KINDS)[number];

export const REVIEW_STATES = [
  'awaitingConfirmation',
  'queued',
  'inReview',
  'changesRequested',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const PUBLICATION_STATES = ['hidden', 'scheduled', 'live', 'ended', 'retracted'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

export const PROMOTION_STATES = ['none', 'requested', 'promoted', 'declined'] as const;
export type PromotionState = (typeof PROMOTION_STATES)[number];

/** Does it still hold? Only what has no end of its own is asked. */
export const FRESHNESS_STATES = [
  'notAsked',
  'confirmed',
  'asked',
  'reminded',
  'checking',
  'unconfirmed',
  'lapsed',
] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

/** The way in which a submission came. */
export const SOURCES = ['form', 'import', 'subscription', 'api'] as const;
export type Source = (typeof SOURCES)[number];

/** Who did it. The system is a timer that fell due. */
export type Actor =
  | { readonly kind: 'contributor' }
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'system' };

export const REJECT_REASONS = [
  'outside-area',
  'not-public-interest',
  'advertising',
  'duplicate',
  'incomplete',
  'unlawful',
  'rights-unclear',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** What undo goes back to, kept from the moment of the decision. Instants are UTC milliseconds. */
export interface UndoNote {
  readonly until: number;
  readonly publication: PublicationState;
  readonly approvedRevision: number | null;
  readonly approvedEndsAt: number | null;
  readonly publishAt: number | null;
  readonly escalated: boolean;
  readonly freshness: FreshnessState;
  readonly confirmedAt: number | null;
}

/**
 * What the machine knows of a submission beside its four states. The states stand here too, as
 * they were before the event, so that a region's guard can look at its neighbours.
 */
export interface SubmissionContext {
  readonly review: ReviewState;
  readonly publication: PublicationState;
  readonly promotion: PromotionState;
  readonly freshness: FreshnessState;
  readonly kind: Kind;
  readonly districtId: string;
  readonly confirmed: boolean;
  readonly claimedBy: string | null;
  readonly waitingSince: number | null;
  readonly escalated: boolean;
  /** The number of the newest revision, and when what it describes is over. */
  readonly revision: number;
  readonly endsAt: number | null;
  /** The revision that the public sees while publication is live. */
  readonly approvedRevision: number | null;
  readonly approvedEndsAt: number | null;
  readonly publishAt: number | null;
  readonly promotedUntil: number | null;
  /** When somebody last said that it still holds. */
  readonly confirmedAt: number | null;
  readonly undo: UndoNote | null;
}

/** What the administrator decides about the workflow, as it is at the moment of the event. */
export interface Policy {
  /** How long an entry is taken to hold before its contributor is asked; milliseconds. */
  readonly freshFor: number;
  /** A contributor may cancel a single date without waiting for the office. */
  readonly directCancel: boolean;
}

interface Told {
  /** UTC milliseconds from the app's clock: the machine has none of its own. */
  readonly now: number;
  readonly by: Actor;
  /** Without it the delays of the configuration hold, and nothing is cancelled directly. */
  readonly policy?: Policy;
}

/** Imperatives: the same word is the button, the entry in the history and the event. */
export type SubmissionEvent = Told &
  (
    | { readonly type: 'confirm' }
    | { readonly type: 'claim' }
    | { readonly type: 'release' }
    | { readonly type: 'requestChanges'; readonly message: string }
    | { readonly type: 'resubmit'; readonly endsAt: number | null }
    | { readonly type: 'approve'; readonly message?: string }
    | { readonly type: 'reject'; readonly reason: RejectReason; readonly message?: string }
    | { readonly type: 'reopen' }
    | { readonly type: 'undo' }
    | { readonly type: 'withdraw'; readonly message?: string }
    | { readonly type: 'proposeRevision'; readonly endsAt: number | null }
    | { readonly type: 'handOver'; readonly districtId: string; readonly message: string }
    | { readonly type: 'schedule'; readonly at: number; readonly message?: string }
    | { readonly type: 'publish' }
    | { readonly type: 'retract'; readonly message: string }
    | { readonly type: 'requestPromotion'; readonly message?: string }
    | { readonly type: 'promote'; readonly until: number | null }
    | { readonly type: 'declinePromotion'; readonly message?: string }
    | { readonly type: 'demote' }
    | { readonly type: 'confirmFresh' }
    | { readonly type: 'cancelDate'; readonly date: string }
    | { readonly type: 'restoreDate'; readonly date: string }
    | { readonly type: 'erase' }
  );

export type EventType = SubmissionEvent['type'];

export const EVENT_TYPES = [
  'confirm',
  'claim',
  'release',
  'requestChanges',
  'resubmit',
  'approve',
  'reject',
  'reopen',
  'undo',
  'withdraw',
  'proposeRevision',
  'handOver',
  'schedule',
  'publish',
  'retract',
  'requestPromotion',
  'promote',
  'declinePromotion',
  'demote',
  'confirmFresh',
  'cancelDate',
  'restoreDate',
  'erase',
] as const satisfies readonly EventType[];
