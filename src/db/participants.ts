import { and, asc, eq, isNotNull } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { participants, submissions } from './schema.ts';
import type { Submission } from './submissions.ts';

export type Participant = typeof participants.$inferSelect;

/** `false`: this address was invited already. */
export async function insertParticipant(tx: Transaction, row: Participant): Promise<boolean> {
  const rows = await tx
    .insert(participants)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: participants.id });
  return rows.length === 1;
}

export async function findParticipant(db: Database, id: string): Promise<Participant | undefined> {
  const [row] = await db.select().from(participants).where(eq(participants.id, id));
  return row;
}

export async function listParticipants(db: Database, submissionId: string): Promise<Participant[]> {
  return db
    .select()
    .from(participants)
    .where(eq(participants.submissionId, submissionId))
    .orderBy(asc(participants.invitedAt), asc(participants.id));
}

/** Accepting twice keeps the first moment. */
export async function acceptParticipant(
  tx: Transaction,
  row: Participant,
  now: number,
): Promise<void> {
  if (row.acceptedAt !== null) return;
  await tx.update(participants).set({ acceptedAt: now }).where(eq(participants.id, row.id));
}

/** From now on the link of this person opens nothing. Gives whose it was, if there was any. */
export async function deleteParticipant(
  tx: Transaction,
  submissionId: string,
  id: string,
): Promise<Participant | undefined> {
  const [row] = await tx
    .delete(participants)
    .where(and(eq(participants.submissionId, submissionId), eq(participants.id, id)))
    .returning();
  return row;
}

/** What colleagues have invited this address to, where it accepted. */
export async function listInvitedTo(
  db: Database,
  email: string,
  limit = 50,
): Promise<{ participantId: string; submission: Submission }[]> {
  const rows = await db
    .select({ participantId: participants.id, submission: submissions })
    .from(participants)
    .innerJoin(submissions, eq(submissions.id, participants.submissionId))
    .where(and(eq(participants.email, email.toLowerCase()), isNotNull(participants.acceptedAt)))
    .limit(limit);
  return rows;
}
