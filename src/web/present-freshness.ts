import type { Submission } from '../db/submissions.ts';
import { formatDay } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

/** Since when it holds, and whether that is being asked just now; nothing for what ends by itself. */
export function presentFreshness(
  words: Words,
  zone: string,
  { freshness, confirmedAt }: Pick<Submission, 'freshness' | 'confirmedAt'>,
  now: number,
): { state: 'confirmed' | 'asked'; text: string } | undefined {
  if (freshness === 'notAsked' || confirmedAt === null) return undefined;
  const day = formatDay(words, zone, confirmedAt, now);
  return {
    state: freshness === 'confirmed' ? 'confirmed' : 'asked',
    text: words.t(`fresh.state.${freshness}`, { day }),
  };
}
