import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { dayOf } from '../../domain/time.ts';
import type { ImportedRow, ImportScene, RowPlace } from '../imported-row.ts';
import { uidKey } from '../uid-key.ts';
import { withoutEmpty } from '../without-empty.ts';
import type { EventProperties } from './parse-event.ts';
import { readEvent, type EventReading } from './read-event.ts';
import { readSeries } from './read-series.ts';

export interface ParsedEvent {
  readonly properties: EventProperties;
  readonly rules: readonly string[];
  readonly place: RowPlace;
}

/** What belongs to one UID: an event, and single dates of it that were changed later. */
export function readGroup(
  uid: string,
  events: readonly ParsedEvent[],
  scene: ImportScene,
): ImportedRow[] {
  const isOverride = (event: ParsedEvent) => event.properties.has('recurrence-id');
  const overrides = events.filter(isOverride);
  // Of several with one UID the last is the newest, unless they were numbered.
  const main = events
    .filter((event) => !isOverride(event))
    .sort((a, b) => sequenceOf(a) - sequenceOf(b))
    .at(-1);
  if (main === undefined) return overrides.map((event) => single(ownUid(uid, event), event, scene));
  const reading = readEvent(main.properties, scene);
  const { start, portal } = reading;
  const repeats = main.rules.length > 0 || main.properties.has('rdate');
  if (start === undefined || portal === undefined || !repeats) {
    return [
      toRow(uid, main, reading, {}, [], scene),
      ...overrides.map((event) => single(ownUid(uid, event), event, scene)),
    ];
  }
  const from = scene.firstDays?.get(uidKey(uid)) ?? dayOf(scene.clock.now, scene.clock.zone);
  const series = readSeries(main.properties, main.rules, start, portal, from);
  const changes = readOverrides(uid, overrides, reading, series, scene);
  const { endDate } = reading.answers;
  const many = changes.dates.length > 0;
  const row = toRow(
    uid,
    main,
    reading,
    {
      ...series.answers,
      // The end of the first date is not the end of one that comes later.
      ...(typeof endDate === 'string' && series.first !== portal.date ? { endDate: '' } : {}),
      ...(changes.cancelled.length > 0 ? { cancelled: changes.cancelled } : {}),
      ...(changes.moved.length > 0 ? { moved: changes.moved } : {}),
      ...(many
        ? { exceptions: [...listOf(series.answers['exceptions']), ...changes.dates].sort() }
        : {}),
    },
    [...series.notes, ...changes.notes],
    scene,
  );
  const isOver = series.first === '';
  return [isOver ? { ...row, leaveOut: true } : row, ...changes.rows];
}

const sequenceOf = (event: ParsedEvent): number => Number(event.properties.text('sequence')) || 0;

const listOf = (answer: Answers[string]): readonly string[] =>
  answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer;

function ownUid(uid: string, event: ParsedEvent): string {
  const moment = event.properties.moment('recurrence-id');
  return `${uid}#${moment === undefined ? '' : moment.wall.date}`;
}

/** Dates that moved or were cancelled belong to the series; one with another name is its own event. */
function readOverrides(
  uid: string,
  overrides: readonly ParsedEvent[],
  main: EventReading,
  series: ReturnType<typeof readSeries>,
  scene: ImportScene,
) {
  const cancelled: string[] = [];
  const moved: string[] = [];
  const dates: string[] = [];
  const rows: ImportedRow[] = [];
  const notes: FieldProblem[] = [];
  for (const override of overrides) {
    const moment = override.properties.moment('recurrence-id');
    if (moment === undefined) continue;
    const day = series.toPortalDay(moment);
    const own = readEvent(override.properties, scene);
    if (series.first === '' || day < series.first) continue;
    if (own.cancelled) cancelled.push(day);
    else if (isOtherEvent(own.answers, main.answers)) {
      dates.push(day);
      rows.push(toRow(ownUid(uid, override), override, own, {}, [], scene));
    } else if (own.portal !== undefined) {
      const time = own.portal.time === main.portal?.time ? '' : own.portal.time;
      if (own.portal.date !== day || time !== '') {
        moved.push(`${day} ${own.portal.date} ${time}`.trim());
      }
      if (override.properties.isForFuture('recurrence-id')) {
        notes.push({ field: 'recurrence', message: 'fromThenOn', values: { date: day } });
      }
    }
  }
  return { cancelled: cancelled.sort(), moved: moved.sort(), dates, rows, notes };
}

function isOtherEvent(own: Answers, main: Answers): boolean {
  return ['title', 'placeName', 'street', 'onlineUrl'].some(
    (name) => own[name] !== undefined && own[name] !== main[name],
  );
}

function single(uid: string, event: ParsedEvent, scene: ImportScene): ImportedRow {
  return toRow(uid, event, readEvent(event.properties, scene), {}, [], scene);
}

function toRow(
  uid: string,
  event: ParsedEvent,
  reading: EventReading,
  more: Answers,
  moreNotes: readonly FieldProblem[],
  scene: ImportScene,
): ImportedRow {
  const notes = [...reading.notes, ...moreNotes];
  const { portal, cancelled, isPrivate } = reading;
  const answers = withoutEmpty({
    ...reading.answers,
    ...more,
    ...(cancelled && portal !== undefined ? { cancelled: [portal.date] } : {}),
  });
  if (cancelled) notes.push({ field: 'startDate', message: 'cancelled' });
  if (isPrivate) notes.push({ field: 'title', message: 'private' });
  const today = dayOf(scene.clock.now, scene.clock.zone);
  const last = [answers['endDate'], answers['startDate']].find(
    (day) => day !== '' && day !== undefined,
  );
  const isPast = typeof last === 'string' && last < today && answers['recurrence'] === undefined;
  const title = answers['title'];
  return {
    kind: 'event',
    place: { ...event.place, title: typeof title === 'string' ? title : '' },
    uid,
    answers,
    notes,
    leaveOut: cancelled || isPrivate || isPast,
  };
}
