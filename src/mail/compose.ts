import { readFileSync } from 'node:fs';
import ejs from 'ejs';
import type { OutboxMail } from '../db/outbox.ts';
import { REMINDERS } from '../domain/notices.ts';
import { wordsOf, type Words } from '../locales/words.ts';
import { footerOf, isForDesk } from './footer.ts';
import {
  colourOf,
  factsOf,
  listOwn,
  presentItems,
  sameIn,
  showsItem,
  valuesOf,
  type Button,
  type Items,
  type OwnSubmission,
} from './present-mail.ts';
import { toText } from './to-text.ts';

/** Addresses that mails point to. services.ts makes them from the one list of paths. */
export interface MailLinks {
  readonly host: string;
  /** The portal's name. */
  readonly portal: string;
  confirm(submissionId: string, language: string): string;
  /** `guest`: a colleague who was invited, with a link of their own. */
  confirmFresh(submissionId: string, language: string, guest?: string): string;
  status(submissionId: string, language: string, guest?: string): string;
  edit(submissionId: string, language: string, guest?: string): string;
  withdraw(submissionId: string, language: string, guest?: string): string;
  /** Everything that came in together. */
  batch(batchId: string, language: string): string;
  /** Where the reader at this address asks for no more reminders. */
  unsubscribe(address: string, language: string): string;
  /** The list of all that was handed in under one address, named by one of it. */
  own(submissionId: string, language: string): string;
  draft(draftId: string, language: string): string;
  item(kind: string, slug: string, district: string, language: string): string;
  desk(reference: string): string;
  /** One report of content, at the desk. */
  report(reference: string): string;
  queue(): string;
  landingDesk(): string;
  /** Signs what the row says: none of them holds a key. */
  password(said: string): string;
  home(): string;
}

export interface ComposedMail {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly references: string | undefined;
  /** Only in reminders: the address that ends them. */
  readonly unsubscribe: string | undefined;
}

/** What the row of a mail knows, for its words. Of an unknown kind or an old row, parts may be missing. */
export interface MailData {
  readonly submissionId?: string;
  readonly reference?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly slug?: string;
  readonly startsAt?: number | null;
  readonly publishAt?: number | null;
  /** The day of a series that it is about, YYYY-MM-DD. */
  readonly date?: string;
  /** What is on the page now; `name` is a word below `fact.`, where there is no label yet. */
  readonly facts?: readonly { label?: string; name?: string; text: string }[];
  readonly batchId?: string;
  /** The colleague whom it is for. */
  readonly participantId?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly byName?: string;
  readonly fromOffice?: string;
  readonly token?: string;
  readonly submissions?: readonly OwnSubmission[];
  /** One of them, whose address all of them share: the link to the list is made of it. */
  readonly ownAnchor?: string;
  readonly draftId?: string;
  /** When a draft is deleted, UTC milliseconds. */
  readonly deadline?: number;
  readonly office?: {
    name: string;
    phone: string;
    hours: string;
    district: string;
    slug: string;
    colour: string;
    colourDark?: string;
  };
}

type Target =
  | 'confirm'
  | 'fresh'
  | 'status'
  | 'edit'
  | 'item'
  | 'desk'
  | 'report'
  | 'landingDesk'
  | 'password'
  | 'own'
  | 'draft'
  | 'none';

// Where the one button of each mail leads.
const TARGETS: Readonly<Record<string, Target>> = {
  confirmRequest: 'confirm',
  confirmReminder: 'confirm',
  received: 'status',
  approved: 'item',
  scheduled: 'status',
  published: 'item',
  changesRequested: 'edit',
  changesReminder: 'edit',
  revisionReceived: 'status',
  rejected: 'status',
  reopened: 'status',
  retracted: 'status',
  handedOver: 'status',
  expired: 'edit',
  withdrawn: 'none',
  messageToContributor: 'status',
  stillCorrect: 'fresh',
  stillCorrectReminder: 'fresh',
  lapsed: 'fresh',
  dateCancelled: 'status',
  dateRestored: 'status',
  erased: 'none',
  invited: 'status',
  newSubmission: 'desk',
  resubmitted: 'desk',
  revisionProposed: 'desk',
  withdrawnNotice: 'desk',
  handedOverNotice: 'desk',
  overdue: 'desk',
  escalated: 'desk',
  promoted: 'desk',
  promotionDeclined: 'desk',
  messageToDesk: 'desk',
  freshnessUnanswered: 'desk',
  lapsedNotice: 'desk',
  dateCancelledNotice: 'desk',
  dateRestoredNotice: 'desk',
  erasedNotice: 'none',
  reportNotice: 'report',
  reportReceived: 'none',
  reportKept: 'none',
  reportCorrected: 'none',
  reportRemoved: 'none',
  barrierReceived: 'none',
  barrierReported: 'none',
  promotionRequested: 'landingDesk',
  promotedItemChanged: 'landingDesk',
  passwordReset: 'password',
  ownSubmissions: 'own',
  draftSaved: 'draft',
  draftReminder: 'draft',
};

const template = ejs.compile(
  readFileSync(new URL('../../views/mail/mail.ejs', import.meta.url), 'utf8'),
  { _with: false, localsName: 'v', filename: 'views/mail/mail.ejs', rmWhitespace: true },
);

/**
 * Writes a row of the outbox out as a mail: subject, text and HTML in the recipient's language.
 * `members`: all mails that this one letter tells of, itself among them, the oldest first.
 */
export function composeMail(
  mail: OutboxMail,
  links: MailLinks,
  zone: string,
  members: readonly OutboxMail[] = [mail],
): ComposedMail {
  const words = wordsOf(mail.language);
  const data = mail.data as MailData;
  const isMany = members.length > 1;
  const values = valuesOf(members, words, zone);
  const word = (part: string) => words.t(`mail.${mail.mail}.${part}`, values);
  // A subject is one line: no name or title may bring a header of its own with it.
  const subject = word(isMany ? 'many.subject' : 'subject')
    .replace(/\s+/g, ' ')
    .trim();
  const paragraphs = word(isMany ? 'many.text' : 'text').split('\n\n');
  const unsubscribe = REMINDERS.has(mail.mail)
    ? links.unsubscribe(mail.toAddress, mail.language)
    : undefined;
  const reason = sameIn(members, 'reason');
  const html = template({
    words,
    dir: words.direction,
    subject,
    greeting: words.t('mail.greeting', values),
    paragraphs,
    quote: sameIn(members, 'message') ?? '',
    quoteLabel: words.t('mail.quote', values),
    reason: reason === undefined ? '' : words.t(`reason.${reason}.long`),
    // Who asks whether it still holds shows it; who speaks of many lists them.
    facts: factsOf(data, words),
    items: itemsOf(mail, members, links, words, zone),
    buttons: isMany ? manyButtons(mail, data, links, words) : buttonsOf(mail, data, links, word),
    // Colleagues know their own office.
    office: isForDesk(mail.mail) || mail.mail === 'barrierReported' ? undefined : data.office,
    colour: colourOf(data.office?.colour, '#1d4ed8'),
    colourDark: colourOf(data.office?.colourDark, '#a5b8ff'),
    footer: footerOf(mail, values, words, links.portal),
    unsubscribe,
  });
  return {
    messageId: `<${mail.id}@${links.host}>`,
    subject,
    html,
    text: toText(html),
    references: threadOf(data, isMany, links.host),
    unsubscribe,
  };
}

/** All mails about one submission are one thread, and those about one batch are another. */
function threadOf(data: MailData, isMany: boolean, host: string): string | undefined {
  const id = isMany ? data.batchId : data.submissionId;
  return id === undefined ? undefined : `<${id}@${host}>`;
}

function buttonsOf(
  mail: OutboxMail,
  data: MailData,
  links: MailLinks,
  word: (part: string) => string,
): Button[] {
  const url = targetOf(mail, data, links);
  if (url === undefined) return [];
  const buttons = [{ url, label: word('button') }];
  if (TARGETS[mail.mail] !== 'fresh') return buttons;
  const { submissionId = '', participantId } = data;
  const { language } = mail;
  buttons.push({ url: links.edit(submissionId, language, participantId), label: word('change') });
  // What has been taken off already need not be taken off by hand.
  if (mail.mail === 'lapsed') return buttons;
  buttons.push({
    url: links.withdraw(submissionId, language, participantId),
    label: word('remove'),
  });
  return buttons;
}

function manyButtons(mail: OutboxMail, data: MailData, links: MailLinks, words: Words): Button[] {
  const target = TARGETS[mail.mail];
  if (target === 'desk') return [{ url: links.queue(), label: words.t('mail.many.desk') }];
  if (data.batchId === undefined) return [];
  const url = links.batch(data.batchId, mail.language);
  return [{ url, label: words.t(`mail.many.${target === 'confirm' ? 'confirm' : 'all'}`) }];
}

/** What it is about, as cards: one, each of many, or all that one person has handed in. */
function itemsOf(
  mail: OutboxMail,
  members: readonly OutboxMail[],
  links: MailLinks,
  words: Words,
  zone: string,
): Items | undefined {
  const data = mail.data as MailData;
  if (data.submissions !== undefined) {
    return listOwn(data.submissions, ({ id, participantId }) =>
      links.status(id, mail.language, participantId),
    );
  }
  if (members.length === 1 && !showsItem(mail, data)) return undefined;
  return presentItems(members, (one, its) => linkOf(one, its, links), words, zone);
}

/** What stands behind the title of each of many. */
function linkOf(mail: OutboxMail, data: MailData, links: MailLinks): string | undefined {
  // One button confirms all; a title leads to where its own can be changed or withdrawn.
  if (TARGETS[mail.mail] !== 'confirm') return targetOf(mail, data, links);
  return links.status(data.submissionId ?? '', mail.language);
}

function targetOf(mail: OutboxMail, data: MailData, links: MailLinks): string | undefined {
  const { submissionId = '', slug = '', kind = '', reference = '', office } = data;
  const { language } = mail;
  switch (TARGETS[mail.mail]) {
    case 'confirm':
      return links.confirm(submissionId, language);
    case 'fresh':
      return links.confirmFresh(submissionId, language, data.participantId);
    case 'status':
      return links.status(submissionId, language, data.participantId);
    case 'edit':
      return links.edit(submissionId, language, data.participantId);
    case 'item':
      return links.item(kind, slug, office?.slug ?? '', language);
    case 'desk':
      return links.desk(reference);
    case 'report':
      return links.report(reference);
    case 'landingDesk':
      return links.landingDesk();
    case 'password':
      return links.password(data.token ?? '');
    case 'own':
      return data.ownAnchor === undefined ? undefined : links.own(data.ownAnchor, language);
    case 'draft':
      return links.draft(data.draftId ?? '', language);
    case 'none':
    case undefined:
      return undefined;
  }
}
