import { asc, eq, isNotNull, and, lte } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { attachments, drafts } from './schema.ts';

export type Draft = typeof drafts.$inferSelect;

const ROWS_AT_ONCE = 100;

/** Keeps a draft, or the newer answers of the one that this form has already. Gives what is kept. */
export async function putDraft(tx: Transaction, draft: Draft): Promise<Draft> {
  const { answers, email, language, changedAt, remindAt, expiresAt } = draft;
  const [row] = await tx
    .insert(drafts)
    .values(draft)
    .onConflictDoUpdate({
      target: drafts.formKey,
      set: { answers, email, language, changedAt, remindAt, expiresAt },
    })
    .returning();
  return row ?? draft;
}

export async function findDraft(db: Database, id: string): Promise<Draft | undefined> {
  const [row] = await db.select().from(drafts).where(eq(drafts.id, id));
  return row;
}

export async function findDraftOfForm(db: Database, formKey: string): Promise<Draft | undefined> {
  const [row] = await db.select().from(drafts).where(eq(drafts.formKey, formKey));
  return row;
}

/** Its files are left for the next sweep, unless the form was sent and they belong to a submission. */
export async function deleteDraftOfForm(tx: Transaction, formKey: string): Promise<void> {
  await tx.delete(drafts).where(eq(drafts.formKey, formKey));
}

/** As above, and its files need not wait until their form is a day old. */
export async function discardDraftOfForm(tx: Transaction, formKey: string): Promise<void> {
  await deleteDraftOfForm(tx, formKey);
  await tx.update(attachments).set({ createdAt: 0 }).where(eq(attachments.formKey, formKey));
}

/** All that somebody began under this address. */
export async function discardDraftsOf(tx: Transaction, email: string): Promise<void> {
  const rows = await tx
    .select({ formKey: drafts.formKey })
    .from(drafts)
    .where(eq(drafts.email, email.toLowerCase()));
  for (const { formKey } of rows) await discardDraftOfForm(tx, formKey);
}

/** All that somebody began under this address, the oldest first. */
export async function listDraftsOf(db: Database, email: string): Promise<Draft[]> {
  return db
    .select()
    .from(drafts)
    .where(eq(drafts.email, email.toLowerCase()))
    .orderBy(asc(drafts.createdAt), asc(drafts.id));
}

export async function listDraftsToRemind(db: Database, now: number): Promise<Draft[]> {
  return db
    .select()
    .from(drafts)
    .where(and(isNotNull(drafts.remindAt), lte(drafts.remindAt, now)))
    .orderBy(asc(drafts.remindAt))
    .limit(ROWS_AT_ONCE);
}

/** `false`: it was changed, sent or reminded of since it was read. */
export async function markReminded(tx: Transaction, draft: Draft): Promise<boolean> {
  const rows = await tx
    .update(drafts)
    .set({ remindAt: null })
    .where(
      and(
        eq(drafts.id, draft.id),
        eq(drafts.changedAt, draft.changedAt),
        isNotNull(drafts.remindAt),
      ),
    )
    .returning({ id: drafts.id });
  return rows.length === 1;
}

/** Gives the form keys of those that were deleted. */
export async function deleteExpiredDrafts(tx: Transaction, now: number): Promise<string[]> {
  const rows = await tx
    .delete(drafts)
    .where(lte(drafts.expiresAt, now))
    .returning({ formKey: drafts.formKey });
  return rows.map((row) => row.formKey);
}
