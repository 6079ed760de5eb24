import { Temporal } from 'temporal-polyfill';

/** `2026-12-05T15:00:00+01:00`: an instant with the wall time of the zone (RFC 3339). */
export function toZoned(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** `18:30` for a minute of the day, or of the next one. */
export function clockOf(minutes: number): string {
  const within = minutes % 1_440;
  return [Math.floor(within / 60), within % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
