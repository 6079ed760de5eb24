import type { Content } from '../domain/kinds/content.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import { formatDay } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

/** What is farther away than these is changed in the form. */
const DATES_OFFERED = 12;

export interface DateChoice {
  /** YYYY-MM-DD */
  readonly value: string;
  readonly label: string;
  readonly cancelled: boolean;
}

/** The dates of an event that are still to come, each as a choice. */
export function listDateChoices(
  content: Content | undefined,
  words: Words,
  zone: string,
  now: number,
): DateChoice[] {
  if (content?.kind !== 'event') return [];
  const dates = listOccurrences(content, zone, { now, from: now, limit: DATES_OFFERED });
  return dates.map(({ date, startsAt, state }) => ({
    value: date,
    label: formatDay(words, zone, startsAt, now),
    cancelled: state === 'cancelled',
  }));
}
