import type { OutboxMail } from '../db/outbox.ts';
import { timeOf, toInstant } from '../domain/time.ts';
import { formatDay, formatTimes } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';
import type { MailData } from './compose.ts';

export interface Button {
  readonly url: string;
  readonly label: string;
}

interface Item {
  readonly title: string;
  readonly when: string;
  readonly reference: string;
  readonly url: string | undefined;
  /** What was said to this one alone. */
  readonly note: string;
}

export interface Items {
  readonly rows: readonly Item[];
  /** How many there are beyond those. */
  readonly more: string;
}

/** Enough to recognise a file by; a letter with a thousand lines is cut off by its reader's program. */
const LISTED = 100;

/** What the words of a mail are filled with. */
export function valuesOf(
  members: readonly OutboxMail[],
  words: Words,
  zone: string,
): Record<string, unknown> {
  const [mail] = members;
  const data = (mail?.data ?? {}) as MailData;
  const now = mail?.createdAt ?? 0;
  const kinds = new Set(members.map((member) => (member.data as MailData).kind));
  const [only = ''] = kinds.size === 1 ? kinds : ['any'];
  const count = members.length > 1 ? members.length : (data.submissions?.length ?? 0);
  return {
    name: mail?.toName ?? '',
    hasName: mail?.toName ? 'yes' : 'no',
    title: data.title ?? '',
    reference: data.reference ?? '',
    kind: data.kind === undefined ? '' : words.t(`kind.${data.kind}.one`),
    office: data.office?.name ?? '',
    district: data.office?.district ?? '',
    byName: data.byName ?? '',
    fromOffice: data.fromOffice ?? '',
    publishAt: data.publishAt ? formatWhen(words, zone, data.publishAt, now) : '',
    date: data.date ? formatDay(words, zone, toInstant(data.date, '12:00', zone), now) : '',
    deadline: data.deadline ? formatDay(words, zone, data.deadline, now) : '',
    count,
    things: members.length > 1 ? words.t(`mail.things.${only}`, { count }) : '',
  };
}

/** "Samstag, 12. Dezember, 15 Uhr"; what lasts all day begins at midnight and has no hour. */
function formatWhen(words: Words, zone: string, instant: number, now: number): string {
  const day = formatDay(words, zone, instant, now);
  if (timeOf(instant, zone) === '00:00') return day;
  return words.t('mail.when', { day, time: formatTimes(words, zone, instant, null) });
}

// These speak of nothing that could be looked at, or of it in words of their own.
const WITHOUT_ITEM = new Set(['erased', 'erasedNotice', 'passwordReset', 'ownSubmissions']);

export function showsItem(mail: OutboxMail, data: MailData): boolean {
  return data.reference !== undefined && !WITHOUT_ITEM.has(mail.mail);
}

/** What it is about, as cards: one with its date, or each of many with a link of its own. */
export function presentItems(
  members: readonly OutboxMail[],
  linkOf: (mail: OutboxMail, data: MailData) => string | undefined,
  words: Words,
  zone: string,
): Items {
  const isMany = members.length > 1;
  const hasOwnNotes = isMany && sameIn(members, 'message') === undefined;
  const rows = members
    .toSorted(byStart)
    .slice(0, LISTED)
    .map((member) => {
      const data = member.data as MailData;
      return {
        title: data.title ?? '',
        // A mail about one day of a series must not name another one as well.
        when:
          data.startsAt && data.date === undefined
            ? formatWhen(words, zone, data.startsAt, member.createdAt)
            : '',
        reference: data.reference ?? '',
        // A single mail has its button; the same address twice would only make it longer.
        url: isMany ? linkOf(member, data) : undefined,
        note: hasOwnNotes ? (data.message ?? '') : '',
      };
    });
  const rest = members.length - rows.length;
  return { rows, more: rest > 0 ? words.t('mail.many.more', { count: rest }) : '' };
}

export interface OwnSubmission {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  /** Where a colleague invited to it, and the reader's link is another. */
  readonly participantId?: string;
}

export function listOwn(
  submissions: readonly OwnSubmission[],
  linkOf: (submission: OwnSubmission) => string,
): Items {
  const rows = submissions.map((submission) => {
    const { title, reference } = submission;
    return { title, when: '', reference, url: linkOf(submission), note: '' };
  });
  return { rows, more: '' };
}

/** As in a calendar; what has no date, by its number. */
function byStart(one: OutboxMail, other: OutboxMail): number {
  const [a, b] = [one.data as MailData, other.data as MailData];
  const byDate = (a.startsAt ?? 0) - (b.startsAt ?? 0);
  return byDate !== 0 ? byDate : (a.reference ?? '') < (b.reference ?? '') ? -1 : 1;
}

/** What all of them were told alike; nothing where they differ. */
export function sameIn(
  members: readonly OutboxMail[],
  name: 'message' | 'reason',
): string | undefined {
  const said = new Set(members.map((member) => (member.data as MailData)[name]));
  return said.size === 1 ? [...said][0] : undefined;
}

export function factsOf(data: MailData, words: Words): { label: string; text: string }[] {
  return (data.facts ?? []).map(({ label, name = '', text }) => ({
    label: label ?? (words.has(`fact.${name}`) ? words.t(`fact.${name}`) : ''),
    text,
  }));
}

/** Only a colour becomes part of the style of a letter. */
export function colourOf(given: string | undefined, fallback: string): string {
  return /^#[0-9a-f]{6}$/i.test(given ?? '') ? (given ?? fallback) : fallback;
}
