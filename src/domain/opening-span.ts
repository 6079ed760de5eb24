import type { Token } from './opening-words.ts';

/** Minutes of the day; `to` is later than `from` and past 1440 where it is open beyond midnight. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** The minutes of a day. */
export const DAY = 1440;
const NOON = 720;
const EARLIEST = 7 * 60;

type Clock = Extract<Token, { type: 'time' }>;

/**
 * Two times of the clock as a span. Half a day is only added where English leaves no doubt ("9–5pm",
 * "9am–5"); "3 bis 6 Uhr" would be night by the letter and is hardly meant so: not understood.
 */
export function toSpan(from: Clock, to: Clock): OpenSpan | undefined {
  const start = startOf(from, to);
  let end = to.half === undefined ? to.minutes : inHalf(to.minutes, to.half);
  if (start === undefined || end === undefined || start >= DAY) return undefined;
  if (to.half === undefined && from.half === 'am' && end <= start) end += NOON;
  if (end === 0) end = DAY;
  const isNight = end < start && start >= 17 * 60 && end <= 8 * 60;
  if (isNight) end += DAY;
  const isDoubtful = from.half === undefined && start < EARLIEST && start > 0 && end <= NOON;
  return end > start && !isDoubtful ? { from: start, to: end } : undefined;
}

function startOf(from: Clock, to: Clock): number | undefined {
  if (from.half !== undefined) return inHalf(from.minutes, from.half);
  if (to.half === undefined) return from.minutes;
  // "2–5pm" begins in the afternoon, "9–5pm" in the morning.
  const end = inHalf(to.minutes, to.half);
  const same = inHalf(from.minutes, to.half);
  if (end === undefined || same === undefined) return undefined;
  return same < end || to.half === 'am' ? same : inHalf(from.minutes, 'am');
}

function inHalf(minutes: number, half: 'am' | 'pm'): number | undefined {
  if (minutes >= 13 * 60 || minutes < 60) return undefined;
  return (minutes % NOON) + (half === 'pm' ? NOON : 0);
}
