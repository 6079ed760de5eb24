import ICAL from 'ical.js';
import type { PublishedItem } from '../db/published-items.ts';
import { toEventComponents } from './event-component.ts';
import type { FeedFrame } from './frame.ts';
import type { JCalComponent, JCalProperty } from './jcal.ts';
import { nameColour } from './name-colour.ts';
import { describeZone } from './time-zone.ts';

export interface CalendarHead {
  /** As people see it in their list of calendars. */
  readonly name: string;
  readonly description: string;
  /** Where it can be fetched anew. */
  readonly source: string;
  /** The page that says the same. */
  readonly url: string;
  /** `#rrggbb` */
  readonly colour: string;
}

const REFRESH = 'PT4H';

/** Everything before the first event: who writes it, what it is called (RFC 7986), and the time zone. */
export function beginCalendar(head: CalendarHead, frame: FeedFrame): string {
  const language = { language: frame.words.language };
  const properties: JCalProperty[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', `-//Veedelpost//${frame.host}//${frame.words.language.toUpperCase()}`],
    ['calscale', {}, 'text', 'GREGORIAN'],
    ['name', language, 'text', head.name],
    ['x-wr-calname', {}, 'text', head.name],
    ['description', language, 'text', head.description],
    ['url', {}, 'uri', head.url],
    ['source', {}, 'uri', head.source],
    ['refresh-interval', {}, 'duration', REFRESH],
    // What older programs read instead.
    ['x-published-ttl', {}, 'duration', REFRESH],
    ['x-wr-timezone', {}, 'text', frame.zone],
    ['color', {}, 'text', nameColour(head.colour)],
  ];
  const zone = describeZone(frame.zone, frame.now);
  return write(['vcalendar', properties, [zone]]).replace(/END:VCALENDAR\s*$/, '');
}

export const END_OF_CALENDAR = 'END:VCALENDAR\r\n';

/** One event with all its dates, as text between the beginning and the end of a calendar. */
export function writeEvent(row: PublishedItem, frame: FeedFrame): string {
  return toEventComponents(row, frame).map(write).join('');
}

/** ical.js escapes, folds at 75 bytes and names the types that differ from the usual (RFC 5545, 3.1). */
function write(component: JCalComponent): string {
  return ICAL.stringify([...component]);
}
