/** Every waiting time of the workflow, in milliseconds. Config may shorten them all at once. */
export interface Delays {
  readonly confirmationReminder: number;
  readonly confirmationDeadline: number;
  readonly claimLease: number;
  readonly deskReminder: number;
  readonly escalation: number;
  readonly changesReminder: number;
  readonly changesDeadline: number;
  readonly undoGrace: number;
  readonly promotionLimit: number;
  readonly freshFor: number;
  readonly freshnessReminder: number;
  readonly freshnessDesk: number;
  readonly freshnessMark: number;
  readonly freshnessEnd: number;
  readonly erasure: number;
  readonly draftReminder: number;
  readonly draftDeadline: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a real portal runs with; each is a setting (`DELAY_…`), so that a test can shorten one. */
export const DEFAULT_DELAYS: Delays = {
  confirmationReminder: 2 * DAY,
  confirmationDeadline: 7 * DAY,
  claimLease: 30 * MINUTE,
  deskReminder: 3 * DAY,
  escalation: 7 * DAY,
  changesReminder: 7 * DAY,
  changesDeadline: 21 * DAY,
  undoGrace: 5 * MINUTE,
  promotionLimit: 30 * DAY,
  freshFor: 365 * DAY,
  freshnessReminder: 14 * DAY,
  freshnessDesk: 14 * DAY,
  freshnessMark: 14 * DAY,
  freshnessEnd: 60 * DAY,
  erasure: 90 * DAY,
  draftReminder: 23 * DAY,
  draftDeadline: 30 * DAY,
};

/** A delay that is no delay: an entry has no end, so no timer is written for it. */
export const NEVER = Number.MAX_SAFE_INTEGER;
