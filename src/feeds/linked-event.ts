import type { DayOfWeek, Event, EventSeries, Schedule } from 'schema-dts';
import type { PublishedItem } from '../db/published-items.ts';
import type { EventContent } from '../domain/kinds/content.ts';
import { listOccurrences, type Occurrence } from '../domain/recurrence.ts';
import { ruleOf, usesRule } from '../domain/rule-days.ts';
import { dayOf } from '../domain/time.ts';
import type { FeedFrame } from './frame.ts';
import { describeCommon, describeOffice, describePlace } from './linked-common.ts';
import { firstDayOf, saysEnd } from './series-rule.ts';
import { toZoned } from './zoned.ts';

/** Of a series that goes on; search engines look at the near ones. */
const DATES_SHOWN = 12;

const ATTENDANCE = {
  onsite: 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const;

const STATUS = {
  planned: 'https://schema.org/EventScheduled',
  moved: 'https://schema.org/EventRescheduled',
  cancelled: 'https://schema.org/EventCancelled',
} as const;

/** An event with its date and status, or a series with its rule and its next dates. */
export function describeEvent(
  row: PublishedItem,
  content: EventContent,
  frame: FeedFrame,
): Event | EventSeries {
  const online = { '@type': 'VirtualLocation' as const, url: content.onlineUrl };
  const shared = {
    eventAttendanceMode: ATTENDANCE[content.attendance],
    location:
      content.attendance === 'onsite'
        ? describePlace(content, frame)
        : content.attendance === 'online'
          ? online
          : [describePlace(content, frame), online],
    organizer: describeOffice(row, frame),
    isAccessibleForFree: content.free,
    ...(content.free ? { offers: describeFreeOffer(row, frame) } : {}),
  };
  const common = { ...describeCommon(row, frame), ...shared };
  const { zone, now } = frame;
  if (content.recurrence === 'none') {
    const [only] = listOccurrences(content, zone, { now, limit: 1 });
    return { '@type': 'Event', ...common, ...(only ? describeDate(content, only, zone) : {}) };
  }
  const next = listOccurrences(content, zone, { now, from: now, limit: DATES_SHOWN });
  return {
    '@type': 'EventSeries',
    ...common,
    eventStatus: STATUS.planned,
    ...(next[0] === undefined ? {} : { startDate: sayInstant(content, next[0].startsAt, zone) }),
    ...(content.recurrenceUntil === '' ? {} : { endDate: content.recurrenceUntil }),
    ...(usesRule(content) ? { eventSchedule: describeSchedule(content, zone) } : {}),
    subEvent: next.map((one): Event => ({
      '@type': 'Event',
      name: row.title,
      url: frame.links.item(row),
      ...shared,
      ...describeDate(content, one, zone),
    })),
  };
}

function describeFreeOffer(row: PublishedItem, frame: FeedFrame) {
  return {
    '@type': 'Offer' as const,
    price: 0,
    priceCurrency: 'EUR',
    url: frame.links.item(row),
    availability: 'https://schema.org/InStock' as const,
  };
}

function describeDate(content: EventContent, one: Occurrence, zone: string) {
  const end = content.allDay ? one.endsAt - 1 : one.endsAt;
  return {
    eventStatus: STATUS[one.state],
    startDate: sayInstant(content, one.startsAt, zone),
    ...(saysEnd(content) ? { endDate: sayInstant(content, end, zone) } : {}),
    ...(one.state === 'moved'
      ? { previousStartDate: content.allDay ? one.date : `${one.date}T${content.startTime}` }
      : {}),
  };
}

function sayInstant(content: EventContent, instant: number, zone: string): string {
  return content.allDay ? dayOf(instant, zone) : toZoned(instant, zone);
}

const DAYS: Readonly<Record<string, DayOfWeek>> = {
  MO: 'https://schema.org/Monday',
  TU: 'https://schema.org/Tuesday',
  WE: 'https://schema.org/Wednesday',
  TH: 'https://schema.org/Thursday',
  FR: 'https://schema.org/Friday',
  SA: 'https://schema.org/Saturday',
  SU: 'https://schema.org/Sunday',
};

function describeSchedule(content: EventContent, zone: string): Schedule {
  const { freq, interval = 1, byDay = [], byMonthDay } = ruleOf(content);
  const [day] = byDay;
  const week = /^-?\d+/.exec(day ?? '')?.[0];
  return {
    '@type': 'Schedule',
    scheduleTimezone: zone,
    startDate: firstDayOf(content),
    ...(content.recurrenceUntil === '' ? {} : { endDate: content.recurrenceUntil }),
    ...(content.allDay ? {} : { startTime: content.startTime }),
    ...(content.allDay || content.endTime === '' ? {} : { endTime: content.endTime }),
    repeatFrequency: `P${String(interval)}${freq === 'MONTHLY' ? 'M' : 'W'}`,
    ...(byMonthDay === undefined ? {} : { byMonthDay: [...byMonthDay] }),
    ...(week === undefined ? {} : { byMonthWeek: Number(week) }),
    ...(byDay.length === 0
      ? {}
      : {
          byDay: byDay.map((code) => DAYS[code.slice(-2)] ?? 'https://schema.org/Monday'),
        }),
    ...(content.exceptions.length === 0 ? {} : { exceptDate: [...content.exceptions] }),
  };
}
