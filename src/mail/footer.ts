import type { OutboxMail } from '../db/outbox.ts';
import { ACCOUNT_MAILS, DESK_NOTICES, EDITOR_NOTICES, REPORT_MAILS } from '../domain/notices.ts';
import type { Words } from '../locales/words.ts';
import type { MailData } from './compose.ts';

const EDITORS: readonly string[] = EDITOR_NOTICES;
const ACCOUNT: readonly string[] = ACCOUNT_MAILS;
const REPORTS: readonly string[] = REPORT_MAILS;

/** Is it for the coordinators of a district? */
export function isForDesk(kind: string): boolean {
  return DESK_NOTICES.some((known) => known === kind);
}

/** Why somebody got a letter, and where an answer goes. */
export function footerOf(
  mail: Pick<OutboxMail, 'mail' | 'replyTo' | 'data'>,
  values: Record<string, unknown>,
  words: Words,
  portal: string,
): string[] {
  const why = words.t(`mail.why.${audienceOf(mail)}`, { ...values, portal });
  return [why, words.t(`mail.reply.${answererOf(mail)}`, values)];
}

function audienceOf({
  mail: kind,
  data,
}: Pick<OutboxMail, 'mail' | 'data'>):
  'contributor' | 'desk' | 'editor' | 'account' | 'invited' | 'draft' | 'report' | 'office' {
  if (isForDesk(kind)) return 'desk';
  if (EDITORS.includes(kind)) return 'editor';
  if (kind === 'barrierReported') return 'office';
  if (REPORTS.includes(kind)) return 'report';
  // A colleague has handed in nothing; whoever invited them has.
  const isGuest = (data as MailData).participantId !== undefined;
  if (isGuest || kind === 'invited') return 'invited';
  if (kind === 'draftSaved' || kind === 'draftReminder') return 'draft';
  return kind === 'passwordReset' ? 'account' : 'contributor';
}

/** The envelope says where an answer goes; apply-effects.ts has chosen it by the same rule. */
function answererOf(mail: Pick<OutboxMail, 'mail' | 'replyTo'>) {
  if (mail.replyTo === '') return 'nobody';
  if (mail.mail === 'messageToDesk') return 'contributor';
  if (mail.mail === 'barrierReported') return 'reporter';
  return isForDesk(mail.mail) || ACCOUNT.includes(mail.mail) ? 'portal' : 'office';
}
