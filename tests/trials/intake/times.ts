const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?`;
/** "14:30 bis 17:30 Uhr", "18 bis 21 Uhr", "10 Uhr bis 16:30 Uhr". */
const RANGE = new RegExp(String.raw`${TIME}(?: Uhr)? bis ${TIME} Uhr`);
const SINGLE = new RegExp(`${TIME} Uhr`);
const ALL = new RegExp(`${RANGE.source}|${SINGLE.source}`, 'g');

export interface Times {
  readonly startTime: string;
  readonly endTime: string;
}

/**
 * What a person would type into the two fields for free text such as "Dienstag, 18 bis 21 Uhr".
 * Where it names a beginning, that counts, not when the doors open. Where it names one time or one
 * span, that is it. Where each weekday has another, the first one given is when it starts, and when
 * it ends is left open: the fields have no room for more, and the whole goes into the description.
 */
export function readTimes(text: string): Times {
  const beginning = new RegExp(`Beginn ${TIME} Uhr`).exec(text);
  if (beginning !== null) {
    return { startTime: toTime(beginning[1], beginning[2]), endTime: '' };
  }
  const [first, ...others] = text.match(ALL) ?? [];
  if (first === undefined) return { startTime: '', endTime: '' };
  const range = RANGE.exec(first);
  if (range !== null) {
    const endTime = others.length === 0 ? toTime(range[3], range[4]) : '';
    return { startTime: toTime(range[1], range[2]), endTime };
  }
  const single = SINGLE.exec(first);
  return { startTime: toTime(single?.[1], single?.[2]), endTime: '' };
}

/** Is there more to say than the two fields hold? */
export function saysMore(text: string): boolean {
  return (text.match(ALL) ?? []).length > 1;
}

function toTime(hours = '', minutes = '00'): string {
  return `${hours.padStart(2, '0')}:${minutes}`;
}
