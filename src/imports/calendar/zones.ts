import ICAL from 'ical.js';
import { dayOf, timeOf, toInstant } from '../../domain/time.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** A wall-clock time; an empty `time` means the whole day. */
export interface Wall {
  readonly date: string;
  readonly time: string;
}

/** A zone that Intl knows by name, or one that the calendar describes itself. */
export type Zone = string | ICAL.Timezone;

export interface Zones {
  /** `undefined`: nobody knows it, so that the portal's own is meant. */
  find(tzid: string): Zone | undefined;
}

/**
 * The zones of a calendar. A name that Intl or Windows knows goes before the calendar's own
 * description, which is often cut to one year or simply wrong.
 */
export function readZones(described: readonly string[]): Zones {
  const own = new Map<string, ICAL.Timezone | undefined>();
  const locations = new Map<string, string>();
  for (const text of described) {
    const component = parseZone(text);
    const tzid = component?.getFirstPropertyValue('tzid');
    if (component === undefined || typeof tzid !== 'string') continue;
    own.set(tzid, new ICAL.Timezone({ component, tzid }));
    const location = component.getFirstPropertyValue('x-lic-location');
    if (typeof location === 'string') locations.set(tzid, location);
  }
  const known = new Map<string, Zone | undefined>();
  return {
    find(tzid) {
      if (!known.has(tzid)) {
        const zone = nameZone(tzid) ?? nameZone(locations.get(tzid) ?? '') ?? own.get(tzid);
        known.set(tzid, zone);
      }
      return known.get(tzid);
    },
  };
}

function parseZone(text: string): ICAL.Component | undefined {
  try {
    return new ICAL.Component(ICAL.parse(text) as unknown[]);
  } catch {
    return undefined;
  }
}

function nameZone(tzid: string): string | undefined {
  const name = tzid.trim().replace(/^"|"$/g, '');
  if (name === '') return undefined;
  // “(UTC+01:00) Amsterdam, Berlin, …”: the cities say it, the sign in front differs.
  const plain = name.toLowerCase().replace(/^\((?:utc|gmt)[^)]*\)\s*/, '');
  const windows = WINDOWS_ZONES[plain];
  if (windows !== undefined) return windows;
  // “/mozilla.org/20050126_1/Europe/Berlin”: the last two parts are what is meant.
  const short = name.split('/').slice(-2).join('/');
  const offset = /^(?:UTC|GMT)([+-]\d{1,2})(?::?00)?$/i.exec(name)?.[1];
  // In these names a zone east of Greenwich has a minus (POSIX).
  if (offset !== undefined) return isZone(etc(Number(offset))) ? etc(Number(offset)) : undefined;
  return [name, short].find(isZone);
}

const etc = (hours: number): string =>
  hours === 0 ? 'Etc/UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${String(Math.abs(hours))}`;

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A wall-clock time of one zone as that of another: the portal's. A whole day stays a day. */
export function moveWall(wall: Wall, from: Zone, to: string): Wall {
  if (wall.time === '' || from === to) return wall;
  return atInstant(instantOf(wall, from), to);
}

export function instantOf(wall: Wall, zone: Zone): number {
  const time = wall.time || '00:00';
  if (typeof zone === 'string') return toInstant(wall.date, time, zone);
  const [year, month, day] = wall.date.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  const data = { year, month, day, hour, minute, second: 0, isDate: false };
  return new ICAL.Time(data, zone).toUnixTime() * 1_000;
}

/** What a clock on the wall shows at an instant. */
export function atInstant(instant: number, zone: Zone): Wall {
  if (typeof zone === 'string') {
    return { date: dayOf(instant, zone), time: timeOf(instant, zone) };
  }
  const [date = '', time = ''] = new Date(instant).toISOString().split('T');
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  const data = { year, month, day, hour, minute, second: 0, isDate: false };
  const local = new ICAL.Time(data, ICAL.Timezone.utcTimezone).convertToZone(zone).toString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}
