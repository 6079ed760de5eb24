import type { Transaction } from '../../src/db/connection.ts';
import {
  contributors,
  counters,
  history,
  outbox,
  publishedItems,
  revisions,
  submissions,
  timers,
} from '../../src/db/schema.ts';
import type { Services } from '../../src/services.ts';
import { replaceFacets } from '../../src/db/facets.ts';
import { replaceOccurrences } from '../../src/db/occurrences.ts';
import { facetsOf } from '../../src/domain/facets.ts';
import { listOccurrences } from '../../src/domain/recurrence.ts';
import { indexItem } from '../../src/workflow/index-item.ts';
import { DAY, ZONE, makeLife, type Life } from './lives.ts';
import { readTemplates } from './templates.ts';

// SQLite takes 32,766 values in one statement, and the widest table has some thirty columns.
const BATCH = 500;
const PROMOTED = 12;

/** Fills a fresh database with so many submissions, as they would lie there after a few years. */
export async function fill(
  services: Services,
  rows: number,
  /** How many there will be in the end, when these are copied. */
  inAll: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const now = services.now();
  const [city, templates] = await Promise.all([services.city(), readTemplates(now)]);
  let promoted = 0;
  // New references go on where these end.
  const years = [0, 1, 2].map((back) => new Date(now).getUTCFullYear() - back);
  await services.db.transact(async (tx) => {
    await tx.insert(counters).values(
      [...city.districts, city.portal].flatMap((district) =>
        years.map((year) => ({
          name: `reference ${district.code} ${String(year)}`,
          value: inAll,
        })),
      ),
    );
  });
  for (let start = 0; start < rows; start += BATCH) {
    const lives: Life[] = [];
    for (let number = start + 1; number <= Math.min(rows, start + BATCH); number += 1) {
      const template = templates[number % templates.length];
      if (template !== undefined) lives.push(makeLife(number, template, city, now));
    }
    await services.db.transact((tx) => insertLives(tx, lives, now));
    const items = lives.filter((life) => life.site !== undefined);
    if (items.length > 0) {
      const rank = (life: Life) =>
        life.site === 'live' && promoted < PROMOTED ? (promoted += 1) : null;
      await services.db.transact(async (tx) => {
        await tx.insert(publishedItems).values(items.map((life) => toItem(life, rank(life))));
        for (const life of items) if (life.site === 'live') await makeFindable(tx, life, now);
      });
    }
    onProgress(Math.min(rows, start + BATCH));
  }
}

async function insertLives(tx: Transaction, lives: readonly Life[], now: number): Promise<void> {
  await tx.insert(submissions).values(lives.map((life) => life.submission));
  await tx.insert(revisions).values(
    lives.map(({ submission, content }) => ({
      submissionId: submission.id,
      number: 1,
      content,
      by: { kind: 'contributor' as const },
      createdAt: submission.createdAt,
    })),
  );
  await tx.insert(contributors).values(
    lives.map(({ submission, submitter }) => ({
      submissionId: submission.id,
      ...submitter,
      consentAt: submission.createdAt,
    })),
  );
  await tx
    .insert(history)
    .values(
      lives.flatMap((life) =>
        life.history.map((entry) => ({ ...entry, submissionId: life.submission.id })),
      ),
    );
  await tx.insert(timers).values(
    lives.map(({ submission }, index) => ({
      submissionId: submission.id,
      timerId: 'bench',
      event: 'xstate.after.erasure.bench',
      dueAt: now + (30 + (index % 300)) * DAY,
    })),
  );
  await tx.insert(outbox).values(
    lives.map(({ submission, submitter }) => ({
      id: `mail-${submission.id}`,
      submissionId: submission.id,
      mail: 'received',
      status: 'sent' as const,
      toAddress: submitter.email,
      toName: submitter.name,
      replyTo: 'buero@example.org',
      language: 'de',
      data: { reference: submission.reference, title: submission.title },
      held: false,
      createdAt: submission.createdAt,
      sendAfter: submission.createdAt,
      attempts: 0,
      sentAt: submission.createdAt,
    })),
  );
}

/** As publish-item.ts does: dates, filters and search. */
async function makeFindable(tx: Transaction, life: Life, now: number): Promise<void> {
  const { submission, content, sortKey } = life;
  const { id: submissionId, kind, districtId } = submission;
  const placed = { submissionId, kind, districtId, sortKey };
  const span = { startsAt: submission.startsAt ?? null, endsAt: submission.endsAt ?? null };
  await replaceFacets(tx, placed, facetsOf(content));
  await indexItem(tx, { ...placed, content, ...span, changedAt: now }, ZONE, now);
  if (content.kind !== 'event') return;
  const dates = listOccurrences(content, ZONE, { now, from: now });
  await replaceOccurrences(tx, { ...placed, stadtteil: content.stadtteil }, dates);
}

function toItem(life: Life, landingRank: number | null): typeof publishedItems.$inferInsert {
  const { submission, content } = life;
  return {
    submissionId: submission.id,
    kind: submission.kind,
    state: life.site ?? 'live',
    districtId: submission.districtId,
    slug: submission.slug,
    sortKey: life.sortKey,
    title: content.title,
    summary: content.summary,
    language: content.textLanguage,
    stadtteil: content.stadtteil,
    startsAt: submission.startsAt ?? null,
    endsAt: submission.endsAt ?? null,
    content,
    html: life.html,
    publishedAt: submission.changedAt,
    changedAt: submission.changedAt,
    landingRank,
  };
}
