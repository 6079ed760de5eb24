import { readFileSync } from 'node:fs';
import ejs from 'ejs';
import { compile } from 'html-to-text';
import type { OutboxMail } from '../db/outbox.ts';
import { formatMoment } from '../locales/formats.ts';
import { wordsOf, type Words } from '../locales/words.ts';

/** Addresses that mails point to. services.ts makes them from the one list of paths. */
export interface MailLinks {
  readonly host: string;
  /** The portal's name. */
  readonly portal: string;
  confirm(submissionId: string, language: string): string;
  status(submissionId: string, language: string): string;
  edit(submissionId: string, language: string): string;
  item(kind: string, slug: string, district: string, language: string): string;
  desk(reference: string): string;
  landingDesk(): string;
  password(token: string): string;
  home(): string;
}

export interface ComposedMail {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly references: string | undefined;
}

interface MailData {
  readonly submissionId?: string;
  readonly reference?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly slug?: string;
  readonly publishAt?: number | null;
  readonly message?: string;
  readonly reason?: string;
  readonly byName?: string;
  readonly fromOffice?: string;
  readonly token?: string;
  readonly submissions?: readonly { id: string; title: string; reference: string }[];
  readonly office?: {
    name: string;
    phone: string;
    hours: string;
    district: string;
    slug: string;
    colour: string;
  };
}

type Target = 'confirm' | 'status' | 'edit' | 'item' | 'desk' | 'landingDesk' | 'password' | 'none';

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
  promotionRequested: 'landingDesk',
  promotedItemChanged: 'landingDesk',
  passwordReset: 'password',
  ownSubmissions: 'none',
};

const template = ejs.compile(
  readFileSync(new URL('../../views/mail/mail.ejs', import.meta.url), 'utf8'),
  { _with: false, localsName: 'v', filename: 'views/mail/mail.ejs' },
);

// Compiled once: doing so for each mail cost more than all the rest of it.
const toText = compile({
  wordwrap: 76,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['', ''] } },
    { selector: 'h1', options: { uppercase: false } },
    { selector: '.skip', format: 'skip' },
  ],
});

/** Writes a row of the outbox out as a mail: subject, text and HTML in the recipient's language. */
export function composeMail(mail: OutboxMail, links: MailLinks, zone: string): ComposedMail {
  const words = wordsOf(mail.language);
  const data = mail.data as MailData;
  const values = valuesOf(mail, data, words, zone);
  const word = (part: string) => words.t(`mail.${mail.mail}.${part}`, values);
  const url = targetOf(mail, data, links);
  const html = template({
    words,
    language: words.language,
    subject: word('subject'),
    greeting: words.t('mail.greeting', values),
    paragraphs: word('text').split('\n\n'),
    quote: data.message ?? '',
    quoteLabel: data.message === undefined ? '' : words.t('mail.quote', values),
    reason: data.reason === undefined ? '' : words.t(`reason.${data.reason}.long`),
    button: url === undefined ? undefined : { url, label: word('button') },
    list: (data.submissions ?? []).map((row) => ({
      title: row.title,
      reference: row.reference,
      url: links.status(row.id, mail.language),
    })),
    office: data.office,
    colour: data.office?.colour ?? '#1d4ed8',
    footer: words.t('mail.footer', { portal: links.portal }),
    reference: data.reference ?? '',
    home: links.home(),
  });
  return {
    messageId: `<${mail.id}@${links.host}>`,
    // A subject is one line: no name or title may bring a header of its own with it.
    subject: word('subject').replace(/\s+/g, ' ').trim(),
    html,
    text: toText(html),
    references:
      data.submissionId === undefined ? undefined : `<${data.submissionId}@${links.host}>`,
  };
}

function valuesOf(
  mail: OutboxMail,
  data: MailData,
  words: Words,
  zone: string,
): Record<string, unknown> {
  return {
    name: mail.toName,
    hasName: mail.toName === '' ? 'no' : 'yes',
    title: data.title ?? '',
    reference: data.reference ?? '',
    kind: data.kind === undefined ? '' : words.t(`kind.${data.kind}.one`),
    office: data.office?.name ?? '',
    phone: data.office?.phone ?? '',
    district: data.office?.district ?? '',
    byName: data.byName ?? '',
    fromOffice: data.fromOffice ?? '',
    publishAt: data.publishAt ? formatMoment(words, zone, data.publishAt) : '',
    count: data.submissions?.length ?? 0,
  };
}

function targetOf(mail: OutboxMail, data: MailData, links: MailLinks): string | undefined {
  const { submissionId = '', slug = '', kind = '', reference = '', office } = data;
  switch (TARGETS[mail.mail]) {
    case 'confirm':
      return links.confirm(submissionId, mail.language);
    case 'status':
      return links.status(submissionId, mail.language);
    case 'edit':
      return links.edit(submissionId, mail.language);
    case 'item':
      return links.item(kind, slug, office?.slug ?? '', mail.language);
    case 'desk':
      return links.desk(reference);
    case 'landingDesk':
      return links.landingDesk();
    case 'password':
      return links.password(data.token ?? '');
    case 'none':
    case undefined:
      return undefined;
  }
}
