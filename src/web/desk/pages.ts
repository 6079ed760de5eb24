import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { listAccountNames } from '../../db/accounts.ts';
import { findMailMark } from '../../db/mail-marks.ts';
import type { QueueRow } from '../../db/queries/queue.ts';
import {
  findContributor,
  listRevisions,
  listSubmissionsOf,
  toContext,
  type Submission,
} from '../../db/submissions.ts';
import { listHistory } from '../../db/history.ts';
import { listPossible } from '../../domain/decide.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { spanOf } from '../../domain/kinds/read-form.ts';
import { mayDo, type Account } from '../../domain/permissions.ts';
import { renderRichText } from '../../domain/rich-text.ts';
import { REJECT_REASONS } from '../../domain/submission-types.ts';
import { DAY, dayOf } from '../../domain/time.ts';
import { digestAddress } from '../../domain/tokens.ts';
import { formatAgo, formatDay, formatDaysAway, formatMoment } from '../../locales/formats.ts';
import { listDateChoices } from '../list-dates.ts';
import { presentFreshness } from '../present-freshness.ts';
import { mediaKey } from '../media-key.ts';
import { presentHistory } from '../present-history.ts';
import { presentItem } from '../present-item.ts';
import { listChanges } from './differences.ts';
import { listHints } from './hints.ts';

/** One line of the queue: how urgent, what, from whom, with whom. */
export function presentQueueRow(
  context: Context,
  parts: WebParts,
  account: Account,
  row: QueueRow,
) {
  const { words, paths, city, now } = context;
  const { submission } = row;
  const district = city.byId.get(submission.districtId) ?? city.portal;
  const from = row.organisation || row.contributorName || words.t('history.erased');
  const mine = submission.claimedBy === account.id;
  return {
    reference: submission.reference,
    url: paths.submission(submission.reference),
    decisionsUrl: paths.decisions(submission.reference),
    version: submission.version,
    title: submission.title,
    lang: submission.textLanguage,
    kindWord: words.t(`kind.${submission.kind}.one`),
    from,
    ago: formatAgo(words, parts.zone, submission.waitingSince ?? submission.changedAt, now),
    district,
    showDistrict:
      account.districtIds.length > 1 || submission.districtId !== account.districtIds[0],
    urgency: presentUrgency(context, parts.zone, submission),
    who:
      submission.review === 'inReview'
        ? mine
          ? words.t('queue.claimedByYou')
          : words.t('queue.claimedBy', { name: row.claimedByName ?? '' })
        : '',
    state: submission.dueAt === null ? '' : stateText(context, submission),
    isUncertain: !submission.routeCertain,
    isRevision:
      submission.approvedRevision !== null && submission.revision !== submission.approvedRevision,
    isEscalated: submission.escalated,
  };
}

function deskState(submission: Submission): string {
  if (submission.review === 'approved') return submission.publication;
  return submission.review;
}

/** Both halves where there are two: "öffentlich · Änderung abgelehnt". */
function stateText(context: Context, submission: Submission): string {
  const { t } = context.words;
  const state = t(`state.${deskState(submission)}`);
  if (submission.review === 'approved' || submission.publication === 'hidden') return state;
  return t('state.ofChange', { publication: t(`state.${submission.publication}`), state });
}

/** Urgency in words: the event's day where there is one, else the promise to answer. */
function presentUrgency(context: Context, zone: string, submission: Submission) {
  const { words, now } = context;
  const { startsAt, dueAt } = submission;
  if (dueAt === null) {
    return { main: stateText(context, submission), small: '', hot: false };
  }
  const eventIsSooner = startsAt !== null && startsAt <= dueAt + 4 * DAY;
  if (eventIsSooner) {
    return {
      main: formatDaysAway(words, zone, startsAt, now),
      small: words.t('queue.eventOn', { day: formatDay(words, zone, startsAt, now) }),
      hot: startsAt - now < 2 * DAY,
    };
  }
  const overdue = dueAt < now;
  const day = formatDay(words, zone, dueAt, now);
  const isToday = dayOf(dueAt, zone) === dayOf(now, zone);
  return {
    main: overdue
      ? words.t('queue.isOverdue')
      : isToday
        ? words.t('queue.untilToday')
        : words.t('queue.until', { day }),
    small: overdue
      ? words.t('queue.wasDue', { day })
      : words.t('queue.waitingSince', {
          when: formatAgo(words, zone, submission.waitingSince ?? submission.createdAt, now),
        }),
    hot: overdue,
  };
}

/** Everything on the page of one submission. */
export async function presentSubmission(
  context: Context,
  parts: WebParts,
  account: Account,
  submission: Submission,
  wantedRevision: string,
) {
  const { words, paths, city, now } = context;
  const read = parts.db.read;
  const revisions = await listRevisions(read, submission.id);
  const newest = revisions.at(-1);
  const shown = revisions.find((row) => String(row.number) === wantedRevision) ?? newest;
  const live = revisions.find((row) => row.number === submission.approvedRevision);
  const contributor = await findContributor(read, submission.id);
  const history = await listHistory(read, submission.id);
  const district = city.byId.get(submission.districtId) ?? city.portal;
  const actor = { kind: 'account' as const, id: account.id };
  const possible = listPossible(parts.machine, toContext(submission), actor, now).filter((event) =>
    mayDo(account, submission, event),
  );
  const names = await listAccountNames(read, submission.claimedBy ? [submission.claimedBy] : []);
  const earlier = contributor
    ? (await listSubmissionsOf(read, contributor.email, 12)).filter(
        (row) => row.id !== submission.id,
      )
    : [];
  // What is compared: the shown revision with the one that the public sees, or the one before.
  const before = revisions.find((row) =>
    submission.approvedRevision !== null && submission.approvedRevision < (shown?.number ?? 0)
      ? row.number === submission.approvedRevision
      : row.number === (shown?.number ?? 0) - 1,
  );

  return {
    submission,
    district,
    possible,
    may: Object.fromEntries(possible.map((event) => [event, true])),
    decisionsUrl: paths.decisions(submission.reference),
    messageUrl: paths.deskMessage(submission.reference),
    urgency: presentUrgency(context, parts.zone, submission),
    stateText: stateText(context, submission),
    states: {
      publication: words.t(`state.${submission.publication}`),
      promotion: words.t(`promotion.${submission.promotion}`),
    },
    isRevision:
      submission.approvedRevision !== null && submission.revision !== submission.approvedRevision,
    routeNote: words.t(`routed.${submission.routedBy}`),
    claim:
      submission.review === 'inReview'
        ? {
            mine: submission.claimedBy === account.id,
            name: names.get(submission.claimedBy ?? '') ?? '',
          }
        : undefined,
    undoUntil:
      submission.undo !== null && submission.undo.until > now
        ? formatMoment(words, parts.zone, submission.undo.until)
        : '',
    publishAt:
      submission.publishAt === null ? '' : formatMoment(words, parts.zone, submission.publishAt),
    item: shown && presentContent(context, parts, shown.content, submission),
    hints: newest ? listHints(context, parts.zone, submission, newest.content) : [],
    revisions: revisions
      .map((row) => ({
        number: row.number,
        url: paths.submission(submission.reference, { fassung: String(row.number) }),
        moment: formatMoment(words, parts.zone, row.createdAt),
        current: row.number === shown?.number,
        isLive: submission.publication === 'live' && row.number === submission.approvedRevision,
      }))
      .reverse(),
    changes:
      shown && before
        ? listChanges(words, city, before.content, shown.content, { zone: parts.zone, now })
        : [],
    comparedWith: before?.number,
    contributor: contributor && {
      name: contributor.name,
      organisation: contributor.organisation,
      email: contributor.email,
      bounced: await describeBounce(context, parts, contributor.email),
      phone: contributor.phone,
      earlier: earlier.map((row) => ({
        title: row.title,
        lang: row.textLanguage,
        reference: row.reference,
        state: words.t(`state.${deskState(row)}`),
        url: account.districtIds.includes(row.districtId) ? paths.submission(row.reference) : '',
      })),
    },
    receivedAt: formatMoment(words, parts.zone, submission.createdAt),
    history: presentHistory(history, context, parts.zone, 'office').reverse(),
    publicUrl:
      submission.publication === 'live'
        ? parts.links.item(submission.kind, submission.slug, district.slug, words.language)
        : '',
    reasons: REJECT_REASONS.map((value) => ({
      value,
      label: words.t(`reason.${value}.short`),
      text: words.t(`reason.${value}.long`),
    })),
    otherDistricts: [...city.districts, city.portal]
      .filter((row) => row.id !== submission.districtId)
      .map((row) => ({ slug: row.slug, name: row.name })),
    dates: listDateChoices(live?.content, words, parts.zone, now),
    freshness: presentFreshness(words, parts.zone, submission, now),
    tomorrow: `${dayOf(now + DAY, parts.zone)}T08:00`,
  };
}

/** A coordinator who writes to an address that takes nothing should know it before waiting. */
async function describeBounce(context: Context, parts: WebParts, address: string): Promise<string> {
  const mark = await findMailMark(parts.db.read, digestAddress(parts.secret, address));
  if (mark?.bouncedAt == null) return '';
  const day = formatDay(context.words, parts.zone, mark.bouncedAt, context.now);
  return context.words.t('submission.bounced', { day });
}

function presentContent(
  context: Context,
  parts: WebParts,
  content: Content,
  submission: Submission,
) {
  return presentItem(
    {
      kind: content.kind,
      content,
      html: renderRichText(content.description),
      ...spanOf(content, parts.zone),
      ended: false,
      district: context.city.byId.get(submission.districtId) ?? context.city.portal,
    },
    {
      words: context.words,
      paths: context.paths,
      city: context.city,
      zone: parts.zone,
      now: context.now,
      mediaKey: (id) => mediaKey(parts.secret, id),
    },
  );
}
