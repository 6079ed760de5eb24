import { dayOf, timeOf } from '../domain/time.ts';

const MINUTE = 60_000;

/**
 * `2026-12-05T15:00:00+01:00`: an instant with the wall time of the zone (RFC 3339). By the kept
 * formatters of domain/time.ts: a table of a thousand events asks for three thousand of them.
 */
export function toZoned(instant: number, zone: string): string {
  const wall = `${dayOf(instant, zone)}T${timeOf(instant, zone)}`;
  const offset = Date.parse(`${wall}Z`) / MINUTE - Math.floor(instant / MINUTE);
  const seconds = new Date(instant).toISOString().slice(17, 19);
  return `${wall}:${seconds}${offset < 0 ? '-' : '+'}${clockOf(Math.abs(offset))}`;
}

/** `18:30` for a minute of the day, or of the next one. */
export function clockOf(minutes: number): string {
  const within = minutes % 1_440;
  return [Math.floor(within / 60), within % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
