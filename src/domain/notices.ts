/** Mails to the contributor, one subject and one template each. */
export const MAIL_KINDS = [
  'confirmRequest',
  'confirmReminder',
  'received',
  'approved',
  'scheduled',
  'published',
  'changesRequested',
  'changesReminder',
  'revisionReceived',
  'rejected',
  'reopened',
  'retracted',
  'handedOver',
  'expired',
  'withdrawn',
  'messageToContributor',
  'stillCorrect',
  'stillCorrectReminder',
  'lapsed',
  'dateCancelled',
  'dateRestored',
  'erased',
  'invited',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Notices to the coordinators of the district that a submission lies in. */
export const DESK_NOTICES = [
  'newSubmission',
  'resubmitted',
  'revisionProposed',
  'withdrawnNotice',
  'handedOverNotice',
  'overdue',
  'escalated',
  'promoted',
  'promotionDeclined',
  'messageToDesk',
  'freshnessUnanswered',
  'lapsedNotice',
  'dateCancelledNotice',
  'dateRestoredNotice',
  'erasedNotice',
  'reportNotice',
] as const;
export type DeskNotice = (typeof DESK_NOTICES)[number];

/** Notices to the editors of the landing page. */
export const EDITOR_NOTICES = ['promotionRequested', 'promotedItemChanged'] as const;
export type EditorNotice = (typeof EDITOR_NOTICES)[number];

/** Mails that belong to an account, not to a submission. */
export const ACCOUNT_MAILS = [
  'passwordReset',
  'ownSubmissions',
  'draftSaved',
  'draftReminder',
] as const;
export type AccountMail = (typeof ACCOUNT_MAILS)[number];

/** Mails about what a visitor reported: content, or a barrier. The office's own letter is the last. */
export const REPORT_MAILS = [
  'reportReceived',
  'reportKept',
  'reportCorrected',
  'reportRemoved',
  'barrierReceived',
  'barrierReported',
] as const;
export type ReportMail = (typeof REPORT_MAILS)[number];

/** One reader may get many of these at once: those of one bundle leave as one letter. */
export const BUNDLED_MAILS: ReadonlySet<string> = new Set([
  'confirmRequest',
  'confirmReminder',
  'received',
  'approved',
  'rejected',
  'changesRequested',
  'published',
  'scheduled',
  'expired',
  'withdrawn',
  'messageToContributor',
  'newSubmission',
  'overdue',
  'escalated',
]);

/**
 * Mails that nobody waits for, and that their reader may therefore switch off (RFC 8058). Not the
 * reminder to confirm: without it what was handed in would be lost unseen.
 */
export const REMINDERS: ReadonlySet<string> = new Set([
  'changesReminder',
  'stillCorrect',
  'stillCorrectReminder',
  'draftReminder',
]);

export type AnyMail = MailKind | DeskNotice | EditorNotice | AccountMail | ReportMail;
