import type { Fields } from '../../support/visitor.ts';

/** A form that was sent and not answered: nobody knows what became of it, so it is sent again. */
export interface SentForm {
  readonly path: string;
  readonly fields: Fields;
  readonly title: string;
}

/**
 * What people were told, kept outside the program that is killed. What was answered with success is
 * a promise; what was not answered may have happened or not, but never twice.
 */
export interface Ledger {
  /** Reference by the title that was handed in; every title is used once. */
  readonly acknowledged: Map<string, string>;
  readonly confirmed: Set<string>;
  readonly decided: Set<string>;
  readonly unanswered: SentForm[];
  /** Titles of everything that was ever sent. */
  readonly sent: Set<string>;
  resent: number;
}

export function openLedger(): Ledger {
  return {
    acknowledged: new Map(),
    confirmed: new Set(),
    decided: new Set(),
    unanswered: [],
    sent: new Set(),
    resent: 0,
  };
}
