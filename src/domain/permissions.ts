import { findStatutoryPage } from './articles.ts';
import type { EventType } from './submission-types.ts';

/** A signed-in person, as far as permissions go. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly isEditor: boolean;
  readonly isAdministrator: boolean;
  readonly districtIds: readonly string[];
  /** One of the districts is the portal's own desk. */
  readonly isPortalDesk: boolean;
}

interface Situated {
  readonly districtId: string;
  readonly escalated: boolean;
}

/** What decides about the landing page. */
export const EDITOR_EVENTS: readonly EventType[] = ['promote', 'declinePromotion', 'demote'];
const DESK_EVENTS: readonly EventType[] = [
  'claim',
  'release',
  'requestChanges',
  'approve',
  'reject',
  'reopen',
  'undo',
  'handOver',
  'schedule',
  'publish',
  'retract',
  'requestPromotion',
  'confirmFresh',
  'cancelDate',
  'restoreDate',
];
/** What the contributor's private link allows. */
export const CONTRIBUTOR_EVENTS: readonly EventType[] = [
  'confirm',
  'resubmit',
  'proposeRevision',
  'withdraw',
  'confirmFresh',
  'cancelDate',
  'restoreDate',
  'erase',
];

/** Is there any queue for this person? */
export function mayUseDesk(account: Account): boolean {
  return account.districtIds.length > 0;
}

/** One's own districts, and for the portal's desk also what its district left lying. */
export function maySee(account: Account, submission: Situated): boolean {
  return (
    account.districtIds.includes(submission.districtId) ||
    (account.isPortalDesk && submission.escalated)
  );
}

export function mayEditLandingPage(account: Account): boolean {
  return account.isEditor;
}

export function mayAdminister(account: Account): boolean {
  return account.isAdministrator;
}

/** Whether this person may send this event; whether it is possible is the machine's to say. */
export function mayDo(account: Account, submission: Situated, event: EventType): boolean {
  if (EDITOR_EVENTS.includes(event)) return account.isEditor;
  return DESK_EVENTS.includes(event) && maySee(account, submission);
}

/**
 * Whose article is it? What the law asks for is the administrators', the portal's own words are its
 * desk's and the editors', and a district's are its coordinators'.
 */
export function mayWriteArticle(
  account: Account,
  article: { readonly districtId: string; readonly slug: string },
  portalId: string,
): boolean {
  if (findStatutoryPage(article.slug) !== undefined) return account.isAdministrator;
  return (
    account.districtIds.includes(article.districtId) ||
    (account.isEditor && article.districtId === portalId)
  );
}
