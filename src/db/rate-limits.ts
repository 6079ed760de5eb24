import { and, eq, lt, sql } from './drizzle.ts';
import { TooFast } from '../domain/errors.ts';
import type { Transaction } from './connection.ts';
import { rateLimits } from './schema.ts';

export interface Limit {
  readonly points: number;
  readonly perMilliseconds: number;
}

/**
 * Counts one use of `key` in its window and throws `TooFast` beyond the limit. One statement inside
 * the caller's transaction: what is refused or rolled back is not counted, and every process sees
 * the same number.
 */
export async function consume(
  tx: Transaction,
  key: string,
  limit: Limit,
  now: number,
): Promise<void> {
  await tx.delete(rateLimits).where(and(eq(rateLimits.key, key), lt(rateLimits.expiresAt, now)));
  const [row] = await tx
    .insert(rateLimits)
    .values({ key, points: 1, expiresAt: now + limit.perMilliseconds })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { points: sql`${rateLimits.points} + 1` },
    })
    .returning({ points: rateLimits.points, expiresAt: rateLimits.expiresAt });
  if (row !== undefined && row.points > limit.points) {
    throw new TooFast(Math.max(1, Math.ceil((row.expiresAt - now) / 1000)));
  }
}

/** One use of a key that counts against a limit. */
export interface Counted {
  readonly key: string;
  readonly limit: Limit;
}

/** Counts one use of each; throws `TooFast` at the first that is beyond its limit. */
export async function consumeAll(
  tx: Transaction,
  all: readonly Counted[],
  now: number,
): Promise<void> {
  for (const { key, limit } of all) await consume(tx, key, limit, now);
}

/** Forgets a key: whoever got the password right after three slips starts anew. */
export async function forgive(tx: Transaction, key: string): Promise<void> {
  await tx.delete(rateLimits).where(eq(rateLimits.key, key));
}

export async function sweepRateLimits(tx: Transaction, now: number): Promise<void> {
  await tx.delete(rateLimits).where(lt(rateLimits.expiresAt, now));
}

/** `true` the first time within the window: what a form's second arrival must not do again. */
export async function isFirstUse(
  tx: Transaction,
  key: string,
  perMilliseconds: number,
  now: number,
): Promise<boolean> {
  await tx.delete(rateLimits).where(and(eq(rateLimits.key, key), lt(rateLimits.expiresAt, now)));
  const rows = await tx
    .insert(rateLimits)
    .values({ key, points: 1, expiresAt: now + perMilliseconds })
    .onConflictDoNothing({ target: rateLimits.key })
    .returning({ key: rateLimits.key });
  return rows.length === 1;
}
