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
] as const;
export type DeskNotice = (typeof DESK_NOTICES)[number];

/** Notices to the editors of the landing page. */
export const EDITOR_NOTICES = ['promotionRequested', 'promotedItemChanged'] as const;
export type EditorNotice = (typeof EDITOR_NOTICES)[number];

/** Mails that belong to an account, not to a submission. */
export const ACCOUNT_MAILS = ['passwordReset', 'ownSubmissions'] as const;
export type AccountMail = (typeof ACCOUNT_MAILS)[number];

export type AnyMail = MailKind | DeskNotice | EditorNotice | AccountMail;
