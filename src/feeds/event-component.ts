import type { PublishedItem } from '../db/published-items.ts';
import type { EventContent } from '../domain/kinds/content.ts';
import type { FeedFrame } from './frame.ts';
import type { JCalComponent, JCalProperty } from './jcal.ts';
import { nameColour } from './name-colour.ts';
import { listPlace } from './place.ts';
import {
  dateProperty,
  datesOn,
  firstDayOf,
  listOverriddenDays,
  listSeriesProperties,
  momentOf,
  toUtc,
} from './series-rule.ts';

/** SEQUENCE counts the seconds since then: it grows with each change, also after a new publication. */
const SEQUENCE_BEGINS = Date.UTC(2020, 0, 1);

/**
 * An event as a calendar takes it (RFC 5545, 3.6.1; pictures and colour RFC 7986): one component, and
 * one more for each date of a series that differs from the rule.
 */
export function toEventComponents(row: PublishedItem, frame: FeedFrame): JCalComponent[] {
  const { content } = row;
  if (content.kind !== 'event') return [];
  const { zone } = frame;
  const first = firstDayOf(content);
  // The series itself stands where the rule has it; what became of its first date is said below.
  const regular: EventContent =
    content.recurrence === 'none' ? content : { ...content, moved: [], cancelled: [] };
  const [, ...end] = datesOn(regular, first, zone);
  const master = [
    dateProperty('dtstart', content, zone, momentOf(content, first)),
    ...end,
    ...listSeriesProperties(content, zone),
    statusOf(content.recurrence === 'none' && content.cancelled.length > 0),
  ];
  const shared = describe(row, content, frame);
  return [
    ['vevent', [...shared, ...master], []],
    ...listOverriddenDays(content, zone, row.changedAt).map((day): JCalComponent => [
      'vevent',
      [
        ...shared,
        dateProperty('recurrence-id', content, zone, momentOf(content, day)),
        ...datesOn(content, day, zone),
        statusOf(content.cancelled.includes(day)),
      ],
      [],
    ]),
  ];
}

const statusOf = (cancelled: boolean): JCalProperty => [
  'status',
  {},
  'text',
  cancelled ? 'CANCELLED' : 'CONFIRMED',
];

function describe(row: PublishedItem, content: EventContent, frame: FeedFrame): JCalProperty[] {
  const { words, city, host, links } = frame;
  const language = { language: row.language };
  const district = city.byId.get(row.districtId) ?? city.portal;
  const url = links.item(row);
  const place = listPlace(content, city).join(', ');
  const topics = content.topics.map((topic) => words.t(`choice.topics.${topic}`));
  const [picture] = content.images;
  const text = [
    content.summary,
    content.description,
    content.onlineUrl === '' ? '' : content.onlineUrl,
    url,
  ];
  const changed = toUtc(row.changedAt);
  const properties: (JCalProperty | undefined)[] = [
    ['uid', {}, 'text', `${row.submissionId}@${host}`],
    // Without a METHOD it says when the event was last changed (RFC 5545, 3.8.7.2).
    ['dtstamp', {}, 'date-time', changed],
    ['created', {}, 'date-time', toUtc(row.publishedAt)],
    ['last-modified', {}, 'date-time', changed],
    ['sequence', {}, 'integer', Math.max(0, Math.floor((row.changedAt - SEQUENCE_BEGINS) / 1_000))],
    ['summary', language, 'text', row.title],
    ['description', language, 'text', text.filter(Boolean).join('\n\n')],
    place === '' ? undefined : ['location', {}, 'text', place],
    ['url', {}, 'uri', url],
    topics.length === 0
      ? undefined
      : ['categories', { language: words.language }, 'text', ...topics],
    ['color', {}, 'text', nameColour(district.colour)],
    picture === undefined
      ? undefined
      : [
          'image',
          { display: 'BADGE', fmttype: 'image/webp' },
          'uri',
          links.picture(picture.id, 'medium'),
        ],
    ['transp', {}, 'text', 'TRANSPARENT'],
  ];
  return properties.filter((property) => property !== undefined);
}
