import { v7 as uuid } from 'uuid';
import type { Content, Submitter } from '../../src/domain/kinds/content.ts';
import { spanOf } from '../../src/domain/kinds/read-form.ts';
import { formatReference } from '../../src/domain/reference.ts';
import { MACHINE_VERSION } from '../../src/domain/submission-machine.ts';
import { slugify, fold } from '../../src/domain/text.ts';
import { addDays, dayOf } from '../../src/domain/time.ts';
import type { PublicationState, ReviewState } from '../../src/domain/submission-types.ts';
import type { City, District } from '../../src/db/places.ts';
import type { NewSubmission } from '../../src/db/submissions.ts';
import type { HistoryEntry } from '../../src/db/history.ts';
import type { Template } from './templates.ts';

export const DAY = 86_400_000;
export const ZONE = 'Europe/Berlin';

/** What a portal has kept of one submission; `number` decides everything about it. */
export interface Life {
  readonly submission: NewSubmission & { readonly id: string };
  readonly content: Content;
  readonly html: string;
  readonly submitter: Submitter;
  readonly history: readonly Omit<HistoryEntry, 'submissionId'>[];
  readonly sortKey: string;
  /** Its place on a site: nothing for what was never approved. */
  readonly site: 'live' | 'ended' | undefined;
}

// Of a hundred submissions: twelve wait for a decision, so that also a small portal has a full page
// of a queue; most are decided, and of what was approved half is over.
function stateOf(number: number): { review: ReviewState; publication: PublicationState } {
  const share = (number * 37) % 100;
  if (share < 11) return { review: 'queued', publication: 'hidden' };
  if (share < 12) return { review: 'inReview', publication: 'hidden' };
  if (share < 14) return { review: 'changesRequested', publication: 'hidden' };
  if (share < 25) return { review: 'rejected', publication: 'hidden' };
  if (share < 28) return { review: 'expired', publication: 'hidden' };
  return { review: 'approved', publication: share % 2 === 0 ? 'live' : 'ended' };
}

/** Two of five come from Kalk, whose pages and queue are the ones that are measured. */
function districtOf(number: number, city: City): District {
  const measured = city.bySlug.get('kalk-humboldt') ?? city.portal;
  if (number % 5 < 2) return measured;
  return city.districts[number % city.districts.length] ?? measured;
}

export function makeLife(number: number, template: Template, city: City, now: number): Life {
  const district = districtOf(number, city);
  const state = stateOf(number);
  const ended = state.publication === 'ended' && template.content.kind === 'event';
  const { review } = state;
  const publication = state.publication === 'ended' && !ended ? 'live' : state.publication;

  const createdAt = now - ((number * 7_919) % (365 * DAY)) - (ended ? 60 * DAY : DAY);
  const content = moveInTime(template.content, number, now, ended);
  const title = `${content.title} ${String(number)}`;
  const year = Number(dayOf(createdAt, ZONE).slice(0, 4));
  const id = uuid({ msecs: createdAt });
  const reference = formatReference(district.code, year, number);
  const span = spanOf(content, ZONE);
  const approved = review === 'approved';
  const open = review === 'queued' || review === 'inReview';
  const submission = {
    id,
    reference,
    kind: content.kind,
    districtId: district.id,
    routedBy: 'stadtteil',
    routeCertain: number % 10 > 0,
    idempotencyKey: `bench-${String(number)}`,
    language: 'de',
    fillSeconds: 120 + (number % 300),
    title,
    slug: `${slugify(title)}-${reference.toLowerCase()}`,
    startsAt: span.startsAt,
    createdAt,
    review,
    publication,
    promotion: approved && number % 50 === 0 ? ('requested' as const) : ('none' as const),
    machineVersion: MACHINE_VERSION,
    version: 4,
    changedAt: createdAt + 2 * DAY,
    confirmed: true,
    claimedBy: null,
    waitingSince: open ? createdAt : null,
    escalated: false,
    revision: 1,
    endsAt: span.endsAt,
    approvedRevision: approved ? 1 : null,
    approvedEndsAt: approved ? span.endsAt : null,
    publishAt: null,
    promotedUntil: null,
    undo: null,
    dueAt: open ? Math.min(span.startsAt ?? Infinity, createdAt + 3 * DAY) : null,
  };
  return {
    submission,
    content: { ...content, title },
    html: template.html,
    submitter: { ...template.submitter, email: `person-${String(number % 20_000)}@example.org` },
    history: listHistory(submission, template.submitter.name),
    sortKey: sortKeyOf({ ...content, title }, span.startsAt, id, createdAt),
    site: approved ? (publication === 'ended' ? 'ended' : 'live') : undefined,
  };
}

/** An event takes place in the coming four months, or was in the past two years. */
function moveInTime(content: Content, number: number, now: number, ended: boolean): Content {
  if (content.kind !== 'event') return content;
  const days = ended ? -2 - ((number * 31) % 700) : 1 + ((number * 31) % 120);
  const startDate = addDays(dayOf(now, ZONE), days);
  return { ...content, startDate, endDate: '' };
}

function listHistory(
  submission: NewSubmission & { readonly id: string },
  byName: string,
): Omit<HistoryEntry, 'submissionId'>[] {
  const events = ['handIn', 'confirm', ...(submission.waitingSince ? [] : ['claim', 'approve'])];
  return events.map((event, index) => ({
    id: uuid({ msecs: submission.createdAt + index * 3_600_000 }),
    at: submission.createdAt + index * 3_600_000,
    version: index + 1,
    event,
    by: { kind: 'contributor' as const },
    byName,
    review: submission.review,
    publication: submission.publication,
    promotion: submission.promotion,
    details: {},
  }));
}

/** As publish-item.ts makes it. */
function sortKeyOf(
  content: Content,
  startsAt: number | null,
  id: string,
  createdAt: number,
): string {
  const digits = (value: number) => String(Math.max(0, value)).padStart(15, '0');
  if (content.kind === 'event') return `${digits(startsAt ?? 0)} ${id}`;
  if (content.kind === 'story') return `${digits(1e15 - createdAt)} ${id}`;
  return `${fold(content.title)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} ${id}`;
}
