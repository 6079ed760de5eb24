import { and, asc, eq, inArray, lte } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import type { TimerStart } from '../domain/decide.ts';
import { timers } from './schema.ts';

export type Timer = typeof timers.$inferSelect;

/** Starts what the machine asked for, counted from this moment (UTC milliseconds). */
export async function startTimers(
  tx: Transaction,
  submissionId: string,
  started: readonly TimerStart[],
  now: number,
): Promise<void> {
  for (const { id, event, delay } of started) {
    const row = { submissionId, timerId: id, event, dueAt: now + delay };
    await tx
      .insert(timers)
      .values(row)
      .onConflictDoUpdate({
        target: [timers.submissionId, timers.timerId],
        set: { dueAt: row.dueAt, event: row.event },
      });
  }
}

export async function cancelTimers(
  tx: Transaction,
  submissionId: string,
  timerIds: readonly string[],
): Promise<void> {
  if (timerIds.length === 0) return;
  await tx
    .delete(timers)
    .where(and(eq(timers.submissionId, submissionId), inArray(timers.timerId, [...timerIds])));
}

export async function listDueTimers(db: Database, now: number, limit: number): Promise<Timer[]> {
  return db
    .select()
    .from(timers)
    .where(lte(timers.dueAt, now))
    .orderBy(asc(timers.dueAt))
    .limit(limit);
}

/** Takes a timer for this process. `false`: another one has fired it, or its state is gone. */
export async function takeTimer(tx: Transaction, timer: Timer): Promise<boolean> {
  const rows = await tx
    .delete(timers)
    .where(
      and(
        eq(timers.submissionId, timer.submissionId),
        eq(timers.timerId, timer.timerId),
        eq(timers.dueAt, timer.dueAt),
      ),
    )
    .returning({ id: timers.timerId });
  return rows.length === 1;
}

export async function listTimers(db: Database, submissionId: string): Promise<Timer[]> {
  return db
    .select()
    .from(timers)
    .where(eq(timers.submissionId, submissionId))
    .orderBy(asc(timers.dueAt));
}
