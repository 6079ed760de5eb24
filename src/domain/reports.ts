import { ARTICLE_KINDS } from './articles.ts';
import { KINDS } from './submission-types.ts';

/** What a visitor can report: whatever has a page of its own. */
export const REPORTABLE = [...KINDS, ...ARTICLE_KINDS] as const;
export type Reportable = (typeof REPORTABLE)[number];

/** Why somebody reports it; the words are `report.reason.<name>`. */
export const REPORT_REASONS = [
  'illegal',
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
