import { createHash } from 'node:crypto';
import { decodeUnfolded } from '../decode-text.ts';
import {
  pause,
  type Imported,
  type ImportedRow,
  type ImportProblem,
  type ImportScene,
} from '../imported-row.ts';
import { parseEvent, type EventProperties } from './parse-event.ts';
import { readGroup, type ParsedEvent } from './read-group.ts';
import { splitCalendar } from './split-calendar.ts';
import { readZones } from './zones.ts';

/** So many events are read before others have their turn. */
const CHUNK = 50;

/** An iCalendar file (RFC 5545) as rows, as forgiving towards its maker as can be. */
export async function readCalendar(bytes: Uint8Array, scene: ImportScene): Promise<Imported> {
  const problems: ImportProblem[] = [];
  const parts = splitCalendar(decodeUnfolded(bytes));
  if (!parts.isCalendar) return { rows: [], problems: [{ message: 'notACalendar' }] };
  const zones = readZones(parts.zones);
  // Times without a zone mean the calendar's own where it names one, else the portal's.
  const named = zones.find(parts.properties.get('X-WR-TIMEZONE') ?? '');
  const floating = typeof named === 'string' ? named : scene.clock.zone;

  const groups = new Map<string, ParsedEvent[]>();
  let number = 0;
  for (const raw of parts.events) {
    number += 1;
    if (number > scene.maxRows) break;
    if (number % CHUNK === 0) await pause();
    const parsed = parseEvent(raw.lines, zones, floating);
    const place = { unit: 'date' as const, number, title: parsed.properties.text('summary') };
    if (!raw.complete) {
      problems.push({ message: 'cutOff', place });
      continue;
    }
    if (!parsed.properties.has('summary') && !parsed.properties.has('dtstart')) {
      problems.push({ message: 'eventEmpty', place });
      continue;
    }
    const uid = parsed.properties.text('uid') || inventUid(parsed.properties);
    const known = groups.get(uid);
    if (known === undefined) groups.set(uid, [{ ...parsed, place }]);
    else known.push({ ...parsed, place });
  }
  if (parts.events.length > scene.maxRows) {
    problems.push({
      message: 'tooManyRows',
      values: { max: scene.maxRows, count: parts.events.length },
    });
  }
  const rows: ImportedRow[] = [];
  let count = 0;
  for (const [uid, events] of groups) {
    count += 1;
    if (count % CHUNK === 0) await pause();
    rows.push(...readGroup(uid, events, scene));
  }
  if (rows.length === 0 && problems.length === 0) problems.push({ message: 'calendarEmpty' });
  return { rows: rows.sort((a, b) => a.place.number - b.place.number), problems };
}

/** The same for the same event, as long as its name and its start stay. */
function inventUid(properties: EventProperties): string {
  const start = properties.moment('dtstart');
  const said = [properties.text('summary'), start?.wall.date, start?.wall.time].join('\n');
  return `made-${createHash('sha256').update(said).digest('hex').slice(0, 32)}`;
}
