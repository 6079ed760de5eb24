import type { Transaction } from '../db/connection.ts';
import { districtNamesOf, stadtteilNameOf } from '../db/place-names.ts';
import { indexDocument } from '../db/search.ts';
import { facetsOf } from '../domain/facets.ts';
import type { Content } from '../domain/kinds/content.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import { LANGUAGES } from '../locales/languages.ts';
import { wordsOf } from '../locales/words.ts';

interface Item {
  readonly submissionId: string;
  readonly districtId: string;
  readonly content: Content;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly changedAt: number;
}

/** Makes a live item findable by its words, its place, who offers it and what it is about. */
export async function indexItem(
  tx: Transaction,
  item: Item,
  zone: string,
  now: number,
): Promise<void> {
  const { content, districtId } = item;
  await indexDocument(tx, {
    source: content.kind,
    sourceId: item.submissionId,
    districtId,
    title: content.title,
    names: lines([
      content.kind === 'entry' ? content.organisation : '',
      content.kind === 'story' ? content.partners : '',
      content.placeName,
      `${content.street} ${content.houseNumber}`,
      content.postalCode,
      await stadtteilNameOf(tx, content.stadtteil),
      await districtNamesOf(tx, districtId),
      topicWords(content.topics),
    ]),
    body: lines([content.summary, content.description, content.easyText, ...ownTexts(content)]),
    freshAt: freshAtOf(item, zone, now),
    facets: facetsOf(content),
  });
}

/** In all languages of the portal: who searches in Turkish for health finds what is offered in German. */
function topicWords(topics: readonly string[]): string {
  const all = LANGUAGES.flatMap(({ code }) => {
    const { t } = wordsOf(code);
    return topics.map((topic) => t(`choice.topics.${topic}`));
  });
  return lines([...new Set(all)]);
}

function ownTexts(content: Content): string[] {
  switch (content.kind) {
    case 'event':
      return [content.price];
    case 'entry':
      return [content.offer, content.eligibility, content.costs];
    case 'story':
      return [content.period, content.result];
  }
}

/** A series is as near as its next date. */
function freshAtOf({ content, endsAt, changedAt }: Item, zone: string, now: number): number {
  if (content.kind !== 'event') return changedAt;
  const [next] = listOccurrences(content, zone, { now, from: now, limit: 1 });
  return next?.endsAt ?? endsAt ?? now;
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n');
}
