import type { Content } from '../domain/kinds/content.ts';
import { toInstant } from '../domain/time.ts';
import { formatDay } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

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
  return [content.startDate].map((date) => ({
    value: date,
    label: formatDay(words, zone, toInstant(date, '12:00', zone), now),
    cancelled: content.cancelled.includes(date),
  }));
}
