import type { PublishedItem } from '../../db/published-items.ts';
import type { EventDate } from '../../db/queries/event-dates.ts';
import { listOccurrences } from '../../domain/recurrence.ts';
import { formatDay } from '../../locales/formats.ts';
import { sayState } from '../../locales/series-words.ts';
import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { formatDateBlock } from '../../locales/formats.ts';
import {
  listLineTimes,
  listTags,
  presentItem,
  presentPicture,
  publicDistrict,
  shownDay,
  type ItemView,
} from '../present-item.ts';

/** A series as a card shows it: at its next date that takes place, and not at its first. */
export function atNextDate(row: PublishedItem, zone: string, now: number): PublishedItem {
  const { content } = row;
  if (content.kind !== 'event' || content.recurrence === 'none') return row;
  // As many may be cancelled in a row as a form takes; a few are enough for a card.
  const next = listOccurrences(content, zone, { now, from: now, limit: 10 });
  const { startsAt, endsAt } = next.find(({ state }) => state !== 'cancelled') ?? next[0] ?? row;
  return { ...row, startsAt, endsAt };
}

/** What one line of a list, or one card, says of an item. `firstDay` is where the list begins. */
export function presentLine(
  context: Context,
  zone: string,
  row: PublishedItem | EventDate,
  firstDay = context.now,
) {
  const { words, paths, city, now } = context;
  const district = publicDistrict(words, city, row.districtId);
  const frame = { words, zone, now };
  const [first] = row.content.images;
  const day = row.startsAt === null ? undefined : shownDay(row.startsAt, firstDay, zone);
  return {
    kind: row.kind,
    kindWord: words.t(`kind.${row.kind}.one`),
    url: paths.item(row.kind, row.slug),
    title: row.title,
    summary: row.summary,
    lang: row.language,
    district,
    block: day === undefined ? undefined : formatDateBlock(words, zone, day),
    day: day === undefined ? '' : formatDay(words, zone, day, now),
    times: listLineTimes(row.content, row.startsAt, row.endsAt, frame),
    cancelled: isCancelled(row) ? words.t('series.cancelled') : '',
    moved:
      'dateState' in row && row.dateState === 'moved'
        ? sayState({ ...row, state: 'moved' }, frame)
        : '',
    place:
      row.content.placeName ||
      (city.stadtteilByCode.get(row.stadtteil)?.name ?? row.content.street),
    tags: listTags(row.content, words),
    picture: first === undefined ? undefined : presentPicture(first, { words, paths }),
  };
}

function isCancelled(row: PublishedItem | EventDate): boolean {
  return 'dateState' in row && row.dateState === 'cancelled';
}

export type Line = ReturnType<typeof presentLine>;

/** A calendar list under its days: "Samstag, 12. Dezember" once, then what happens then. */
export function groupByDay(lines: readonly Line[]): { day: string; lines: Line[] }[] {
  const groups: { day: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.day === line.day) last.lines.push(line);
    else groups.push({ day: line.day, lines: [line] });
  }
  return groups;
}

export function presentPublished(context: Context, parts: WebParts, row: PublishedItem): ItemView {
  const { words, paths, city, now } = context;
  return presentItem(
    {
      kind: row.kind,
      content: row.content,
      html: row.html,
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      ended: row.state === 'ended',
      district: publicDistrict(words, city, row.districtId),
    },
    { words, paths, city, zone: parts.zone, now },
  );
}
