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
import { splitCalendar, type RawEvent } from './split-calendar.ts';
import { readZones } from './zones.ts';

/** So many events are read before others have their turn. */
const CHUNK = 50;
/** No line of a file holds this character. */
const WITHOUT_UID = '\n';

/** An iCalendar file (RFC 5545) as rows, as forgiving towards its maker as can be. */
export async function readCalendar(bytes: Uint8Array, scene: ImportScene): Promise<Imported> {
  const problems: ImportProblem[] = [];
  const parts = splitCalendar(decodeUnfolded(bytes));
  if (!parts.isCalendar) return { rows: [], problems: [{ message: 'notACalendar' }] };
  const zones = readZones(parts.zones);
  // Times without a zone mean the calendar's own where it names one, else the portal's.
  const named = zones.find(parts.properties.get('X-WR-TIMEZONE') ?? '');
  const floating = typeof named === 'string' ? named : scene.clock.zone;

  // Grouped by their raw lines: parsed, an event weighs twenty times as much, so that only those of one
  // group stand in memory at a time.
  const groups = new Map<string, { raw: RawEvent; number: number }[]>();
  for (const [index, raw] of parts.events.slice(0, scene.maxRows).entries()) {
    const member = { raw, number: index + 1 };
    const uid = findUid(raw.lines) ?? `${WITHOUT_UID}${String(member.number)}`;
    const known = groups.get(uid);
    if (known === undefined) groups.set(uid, [member]);
    else known.push(member);
  }
  const rows: ImportedRow[] = [];
  const invented = new Map<string, ParsedEvent[]>();
  let count = 0;
  for (const [uid, members] of groups) {
    const events: ParsedEvent[] = [];
    for (const { raw, number } of members) {
      count += 1;
      if (count % CHUNK === 0) await pause();
      const parsed = parseEvent(raw.lines, zones, floating);
      const place = { unit: 'date' as const, number, title: parsed.properties.text('summary') };
      if (!raw.complete) problems.push({ message: 'cutOff', place });
      else if (!parsed.properties.has('summary') && !parsed.properties.has('dtstart')) {
        problems.push({ message: 'eventEmpty', place });
      } else events.push({ ...parsed, place });
    }
    const [first] = events;
    if (first === undefined) continue;
    if (!uid.startsWith(WITHOUT_UID)) rows.push(...readGroup(uid, events, scene));
    else {
      const made = inventUid(first.properties);
      invented.set(made, [...(invented.get(made) ?? []), ...events]);
    }
  }
  for (const [uid, events] of invented) {
    count += 1;
    if (count % CHUNK === 0) await pause();
    rows.push(...readGroup(uid, events, scene));
  }
  if (parts.events.length > scene.maxRows) {
    problems.push({
      message: 'tooManyRows',
      values: { max: scene.maxRows, count: parts.events.length },
    });
  }
  if (rows.length === 0 && problems.length === 0) problems.push({ message: 'calendarEmpty' });
  return { rows: rows.sort((a, b) => a.place.number - b.place.number), problems };
}

/** The line that names an event, as it stands there; it was unfolded before. */
function findUid(lines: readonly string[]): string | undefined {
  const line = lines.find((one) => /^uid[;:]/i.test(one));
  const uid = line?.slice(line.indexOf(':') + 1).trim() ?? '';
  return uid === '' ? undefined : uid;
}

/** The same for the same event, as long as its name and its start stay. */
function inventUid(properties: EventProperties): string {
  const start = properties.moment('dtstart');
  const said = [properties.text('summary'), start?.wall.date, start?.wall.time].join('\n');
  return `made-${createHash('sha256').update(said).digest('hex').slice(0, 32)}`;
}
