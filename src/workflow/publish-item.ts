import type { Transaction } from '../db/connection.ts';
import { showAttachments } from '../db/attachments.ts';
import { replaceOccurrences } from '../db/occurrences.ts';
import { replaceFacets } from '../db/facets.ts';
import { putItem } from '../db/published-items.ts';
import { loadContent, type Submission } from '../db/submissions.ts';
import { facetsOf } from '../domain/facets.ts';
import type { Content } from '../domain/kinds/content.ts';
import { spanOf } from '../domain/kinds/read-form.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import { renderRichText } from '../domain/rich-text.ts';
import { fold } from '../domain/text.ts';
import { indexItem } from './index-item.ts';

/** Puts the approved revision on its site, with everything a page needs worked out beforehand. */
export async function publishItem(
  tx: Transaction,
  submission: Submission,
  zone: string,
  now: number,
): Promise<void> {
  const content = await loadContent(
    tx,
    submission.id,
    submission.approvedRevision ?? submission.revision,
  );
  const span = spanOf(content, zone);
  const placed = {
    submissionId: submission.id,
    kind: submission.kind,
    districtId: submission.districtId,
    sortKey: sortKeyOf(content, span.startsAt, submission),
  };
  await replaceFacets(tx, placed, facetsOf(content));
  await putItem(tx, {
    ...placed,
    state: 'live',
    slug: submission.slug,
    title: content.title,
    summary: content.summary,
    language: content.textLanguage,
    stadtteil: content.stadtteil,
    ...span,
    content,
    html: renderRichText(content.description),
    publishedAt: now,
    changedAt: now,
    confirmedAt: submission.confirmedAt,
    unconfirmed: submission.freshness === 'unconfirmed',
  });
  await indexItem(tx, { ...placed, content, ...span, changedAt: now }, zone, now);
  if (content.kind === 'event') {
    // What is over is on no list. A series that goes on is written anew with each publication.
    const dates = listOccurrences(content, zone, { now, from: now });
    await replaceOccurrences(tx, { ...placed, stadtteil: content.stadtteil }, dates);
  }
  const attached = [...content.images.map((image) => image.id), content.flyer?.id ?? ''];
  await showAttachments(
    tx,
    submission.id,
    attached.filter((id) => id !== ''),
  );
}

/** Events by their start, entries from A to Z, stories the newest first; always unique by the id. */
function sortKeyOf(content: Content, startsAt: number | null, submission: Submission): string {
  const number = (value: number) => String(Math.max(0, value)).padStart(15, '0');
  switch (content.kind) {
    case 'event':
      return `${number(startsAt ?? 0)} ${submission.id}`;
    case 'entry':
      return `${fold(content.title)
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()} ${submission.id}`;
    case 'story':
      return `${number(1e15 - submission.createdAt)} ${submission.id}`;
  }
}
