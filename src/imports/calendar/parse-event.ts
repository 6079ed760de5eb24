import ICAL from 'ical.js';
import type { Wall, Zone, Zones } from './zones.ts';

/** A time as a property says it, with the zone in which it is meant. */
export interface Moment {
  readonly wall: Wall;
  readonly zone: Zone;
  /** It ends with Z. */
  readonly isUtc: boolean;
  /** A zone was named that nobody knows. */
  readonly unknownZone: string | undefined;
}

type Property = [name: string, params: Record<string, unknown>, type: string, ...values: unknown[]];

/** The properties of one event. What cannot be read is as if it was not there. */
export class EventProperties {
  private readonly byName = new Map<string, Property[]>();
  private readonly portalZone: string;
  private readonly zones: Zones;

  constructor(properties: readonly Property[], zones: Zones, portalZone: string) {
    for (const property of properties) {
      const known = this.byName.get(property[0]);
      if (known === undefined) this.byName.set(property[0], [property]);
      else known.push(property);
    }
    this.zones = zones;
    this.portalZone = portalZone;
  }

  text(name: string): string {
    const value = this.byName.get(name)?.[0]?.[3];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  }

  texts(name: string): string[] {
    return (this.byName.get(name) ?? [])
      .flatMap((property) => property.slice(3))
      .filter((value) => typeof value === 'string');
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** A change that holds for all dates after it, too. */
  isForFuture(name: string): boolean {
    return this.byName.get(name)?.[0]?.[1]['range'] === 'THISANDFUTURE';
  }

  moment(name: string): Moment | undefined {
    return this.moments(name)[0];
  }

  moments(name: string): Moment[] {
    return (this.byName.get(name) ?? []).flatMap((property) => {
      const tzid = property[1]['tzid'];
      return property
        .slice(3)
        .flatMap((value) => this.readMoment(value, typeof tzid === 'string' ? tzid : ''));
    });
  }

  private readMoment(value: unknown, tzid: string): Moment[] {
    // A period of an RDATE begins with its start.
    const text: unknown = Array.isArray(value) ? value[0] : value;
    const match =
      typeof text === 'string'
        ? /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z)?)?/.exec(text)
        : null;
    if (match === null || !isRealDate(match[1] ?? '')) return [];
    const wall = { date: match[1] ?? '', time: match[2] ?? '' };
    if (wall.time > '23:59') return [];
    if (match[3] !== undefined) {
      return [{ wall, zone: 'Etc/UTC', isUtc: true, unknownZone: undefined }];
    }
    const zone = tzid === '' ? this.portalZone : this.zones.find(tzid);
    return [
      {
        wall,
        zone: zone ?? this.portalZone,
        isUtc: false,
        unknownZone: zone === undefined && wall.time !== '' ? tzid : undefined,
      },
    ];
  }
}

function isRealDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  const year = Number(text.slice(0, 4));
  // Year 0 and year 9999 are what programs write that know no date.
  return year >= 1970 && year <= 2200 && date.toJSON().startsWith(text);
}

/** One event's lines, read by ical.js; its rules stay as they are written. */
export function parseEvent(
  lines: readonly string[],
  zones: Zones,
  portalZone: string,
): { properties: EventProperties; rules: readonly string[] } {
  const isRule = (line: string) => /^RRULE[:;]/i.test(line);
  const rules = lines.filter(isRule).map((line) => line.slice(line.indexOf(':') + 1));
  const mended = lines.filter((line) => !isRule(line)).map(mendLine);
  // Where it refuses the whole, one line at a time: what it cannot read costs that line alone.
  const read = tryParse(mended) ?? mended.flatMap((line) => tryParse([line]) ?? []);
  return { properties: new EventProperties(read, zones, portalZone), rules };
}

function tryParse(lines: readonly string[]): Property[] | undefined {
  try {
    const text = ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
    const [, properties] = ICAL.parse(text) as [string, Property[]];
    return properties;
  } catch {
    return undefined;
  }
}

const DATES =
  /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;[^:;="]+=(?:"[^"]*"|[^:;"]*))*):(.*)$/i;
// A zone's name with a colon in it, without the quotes that it needs.
const UNQUOTED = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(;.*):([^:]*)$/i;

/** What makers write against the standard and what is meant all the same. */
function mendLine(line: string): string {
  const strict = DATES.exec(line);
  const match =
    strict !== null && /^[\s\dTZP,/:-]*$/i.test(strict[3] ?? '') ? strict : UNQUOTED.exec(line);
  if (match === null) return line;
  const [, name = '', params = '', value = ''] = match;
  const values = value.replace(/\s+/g, '').replace(/-(?=\d\d)|:(?=\d\d)/g, '');
  const isDay = /^\d{8}(?:,\d{8})*$/.test(values);
  const isUtc = /Z$/i.test(values);
  const zone = /;TZID="?([^"]*?)"?(?=;[A-Z-]+=|$)/i.exec(params)?.[1] ?? '';
  const tzid = zone === '' || isDay || isUtc ? '' : `;TZID="${zone}"`;
  const range = /;RANGE=THISANDFUTURE/i.test(params) ? ';RANGE=THISANDFUTURE' : '';
  const period = /^[^,]*\//.test(values) ? ';VALUE=PERIOD' : '';
  return `${name}${isDay ? ';VALUE=DATE' : period}${tzid}${range}:${values}`;
}
