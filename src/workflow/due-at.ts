import type { ReviewState } from '../domain/submission-types.ts';

/**
 * The queue's order: what is near comes first, and nothing waits longer than the office promises.
 * Nothing is due where nothing waits for the office. Instants are UTC milliseconds.
 */
export function dueAt(
  review: ReviewState,
  waitingSince: number | null,
  startsAt: number | null,
  reactionTime: number,
): number | null {
  if (review !== 'queued' && review !== 'inReview') return null;
  const promised = (waitingSince ?? 0) + reactionTime;
  return startsAt === null ? promised : Math.min(startsAt, promised);
}
