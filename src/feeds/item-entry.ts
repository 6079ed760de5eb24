import { dayOf } from '../domain/time.ts';
import { escapeMarkup } from './escape-markup.ts';
import type { FeedFrame } from './frame.ts';
import { listPlace } from './place.ts';
import { isCancelled, sayWhen, type DatedItem } from './say-when.ts';
import type { FeedEntry, FeedEntryMore } from './syndication.ts';

/** An item as readers of feeds show it. When and where stand in the text: feeds have no field for it. */
export function toFeedEntry(row: DatedItem, frame: FeedFrame): FeedEntry {
  const { words, city, links } = frame;
  const { content } = row;
  const [picture] = content.images;
  const facts = [...sayWhen(row, frame), listPlace(content, city).join(', ')].filter(Boolean);
  const lead = facts.map(escapeMarkup).join('<br>');
  return {
    id: `urn:uuid:${row.submissionId}`,
    url: links.item(row),
    title: row.title,
    summary: [...facts.slice(0, 1), row.summary].join('. ').replaceAll('..', '.'),
    html: (lead === '' ? '' : `<p>${lead}</p>`) + row.html,
    publishedAt: row.publishedAt,
    changedAt: row.changedAt,
    tags: content.topics.map((topic) => words.t(`choice.topics.${topic}`)),
    picture: picture === undefined ? undefined : links.picture(picture.id, 'medium'),
    author: (city.byId.get(row.districtId) ?? city.portal).officeName,
    language: row.language,
    more: presentMore(row, frame),
  };
}

/** What a list on somebody else's page needs beside title and link, for programs and not for people. */
function presentMore(row: DatedItem, { city, zone }: FeedFrame): FeedEntryMore {
  const { content, startsAt, endsAt } = row;
  const place = content.placeName || listPlace(content, city).join(', ');
  const where = place === '' ? {} : { place };
  if (content.kind !== 'event' || startsAt === null || endsAt === null) return where;
  const say = (instant: number) =>
    content.allDay ? dayOf(instant, zone) : new Date(instant).toISOString();
  return {
    starts: say(startsAt),
    ends: say(content.allDay ? endsAt - 1 : endsAt),
    ...where,
    cancelled: isCancelled(row),
  };
}
