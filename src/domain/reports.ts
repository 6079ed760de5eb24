import { ARTICLE_KINDS } from './articles.ts';
import { KINDS } from './submission-types.ts';

/** What a visitor can report: whatever has a page of its own. */
export const REPORTABLE = [...KINDS, ...ARTICLE_KINDS] as const;
export type Reportable = (typeof REPORTABLE)[number];

/** Why somebody reports it; the words are `report.reason.<name>`. */
export const REPORT_REASONS = [
  'illegal',
  'childAbuse',
  'hate',
  'personalData',
  'copyright',
  'misleading',
  'wrong',
  'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const REPORT_STATES = ['open', 'decided'] as const;

/** What became of the content: it stays, it was corrected, it was taken off. */
export const REPORT_OUTCOMES = ['kept', 'corrected', 'removed'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** Why something is taken off after a report: Article 17(3)(d) and (e) of the DSA. */
export const REMOVAL_GROUNDS = ['illegal', 'terms'] as const;
export type RemovalGround = (typeof REMOVAL_GROUNDS)[number];

/** Name and address must be given, but not for what Article 16(2)(c) of the DSA exempts. */
export function mayBeAnonymous(reason: ReportReason | undefined): boolean {
  return reason === 'childAbuse';
}

export const REPORT_LIMITS = { explanation: 6_000, name: 120, answer: 4_000 } as const;
export const REPORT_CODE = 'MEL';

interface Situated {
  readonly districtId: string;
  readonly state: (typeof REPORT_STATES)[number];
  readonly dueAt: number;
}

/** One's own districts, and for the portal's desk also what was due before now and is still open. */
export function maySeeReport(
  account: { readonly districtIds: readonly string[]; readonly isPortalDesk: boolean },
  report: Situated,
  now: number,
): boolean {
  return (
    account.districtIds.includes(report.districtId) ||
    (account.isPortalDesk && report.state === 'open' && report.dueAt <= now)
  );
}
