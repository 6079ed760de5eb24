import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { cleanLine } from '../../domain/text.ts';
import { addDays } from '../../domain/time.ts';
import type { ImportScene } from '../imported-row.ts';
import { matchAudiences, matchTopics } from '../match-words.ts';
import { decodeEntities, splitDescription } from '../plain-text.ts';
import { withoutEmpty } from '../without-empty.ts';
import { readLocation } from '../read-location.ts';
import { readMinutes } from './durations.ts';
import type { EventProperties, Moment } from './parse-event.ts';
import { atInstant, instantOf, moveWall, type Wall } from './zones.ts';

/** The answers of one event without its repetitions. */
export interface EventReading {
  readonly answers: Answers;
  readonly notes: readonly FieldProblem[];
  readonly start: Moment | undefined;
  /** The start as the portal's clocks show it. */
  readonly portal: Wall | undefined;
  readonly cancelled: boolean;
  readonly isPrivate: boolean;
}

const LATEST_END_OF_A_NIGHT = '08:00';

export function readEvent(properties: EventProperties, scene: ImportScene): EventReading {
  const notes: FieldProblem[] = [];
  const start = properties.moment('dtstart');
  const zone = scene.clock.zone;
  const portal = start === undefined ? undefined : moveWall(start.wall, start.zone, zone);
  if (start?.unknownZone !== undefined) {
    notes.push({
      field: 'startTime',
      message: 'zoneUnknown',
      values: { zone: start.unknownZone.slice(0, 80), portal: zone },
    });
  }
  const html = properties.text('x-alt-desc');
  const text = splitDescription(properties.text('description') || html);
  const { online, ...location } = readLocation(properties.text('location'), scene);
  const website = [properties.text('url'), ...properties.texts('x-url')].find(isWebAddress) ?? '';
  const categories = properties.texts('categories');
  const title = cleanLine(decodeEntities(properties.text('summary')));
  const answers: Record<string, string | readonly string[]> = {
    title: title.slice(0, 120),
    ...text,
    ...location,
    website,
    topics: matchTopics(categories),
    audiences: matchAudiences(categories),
    ...(online === true ? takePartFrom(location.onlineUrl ?? website) : {}),
    ...(portal === undefined || start === undefined ? {} : readWhen(start, portal)),
  };
  if (title.length > 120) notes.push({ field: 'title', message: 'titleCut' });
  return {
    answers: withoutEmpty(answers),
    notes,
    start,
    portal,
    cancelled:
      /^CANCELLED$/i.test(properties.text('status')) ||
      /^(?:abgesagt|canceled|cancelled|entfällt)\b\s*[:!–-]/i.test(title),
    isPrivate: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(properties.text('class')),
  };

  function readWhen(from: Moment, at: Wall): Record<string, string> {
    const end = properties.moment('dtend');
    const minutes = readMinutes(properties.text('duration'));
    const wholeDay =
      at.time === '' || /^TRUE$/i.test(properties.text('x-microsoft-cdo-alldayevent'));
    if (wholeDay) {
      // The end of a whole day is the day after it (RFC 5545, section 3.6.1).
      const days = minutes === undefined ? 1 : Math.ceil(minutes / 1_440);
      const given = end === undefined ? undefined : moveWall(end.wall, end.zone, zone);
      if (given !== undefined && given.date < at.date) {
        notes.push({ field: 'endDate', message: 'endBeforeStart' });
      }
      const last = given === undefined ? addDays(at.date, days - 1) : addDays(given.date, -1);
      return { startDate: at.date, allDay: 'yes', ...(last > at.date ? { endDate: last } : {}) };
    }
    const begin = instantOf(from.wall, from.zone);
    const finish =
      end === undefined
        ? minutes === undefined
          ? undefined
          : begin + minutes * 60_000
        : end.wall.time === ''
          ? undefined
          : instantOf(end.wall, end.zone);
    const when = { startDate: at.date, startTime: at.time };
    if (finish === undefined || finish === begin) return when;
    if (finish < begin) {
      notes.push({ field: 'endTime', message: 'endBeforeStart' });
      return when;
    }
    return { ...when, ...endAnswers(at, atInstant(finish, zone)) };
  }
}

function takePartFrom(onlineUrl: string): Record<string, string> {
  return onlineUrl === '' ? {} : { attendance: 'online', onlineUrl };
}

/** An end on the same day, or before the next morning, needs no day of its own. */
function endAnswers(start: Wall, end: Wall): Record<string, string> {
  if (end.date === start.date) return { endTime: end.time };
  const isNight =
    end.date === addDays(start.date, 1) &&
    end.time <= LATEST_END_OF_A_NIGHT &&
    end.time <= start.time;
  return isNight ? { endTime: end.time } : { endDate: end.date, endTime: end.time };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]{4,490}$/i.test(text) && URL.canParse(text);
}
