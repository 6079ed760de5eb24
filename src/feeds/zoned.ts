import { Temporal } from 'temporal-polyfill';

/** `2026-12-05T15:00:00+01:00`: an instant with the wall time of the zone (RFC 3339). */
export function toZoned(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
