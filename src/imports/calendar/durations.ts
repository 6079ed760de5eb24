/** `P1D`, `PT1H30M`, `P1W` in minutes (RFC 5545, section 3.3.6); `undefined` for anything else. */
export function readMinutes(duration: string): number | undefined {
  const match = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/i.exec(
    duration.trim(),
  );
  if (match === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  const whole = ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
  return whole > 0 && whole < 366 * 24 * 60 ? whole : undefined;
}
