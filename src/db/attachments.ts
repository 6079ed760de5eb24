import { and, eq, inArray, isNull, lt, ne, notExists } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { attachments, drafts } from './schema.ts';

export type Attachment = typeof attachments.$inferSelect;

export async function insertAttachment(tx: Transaction, row: Attachment): Promise<void> {
  await tx.insert(attachments).values(row);
}

export async function findAttachment(db: Database, id: string): Promise<Attachment | undefined> {
  const [row] = await db.select().from(attachments).where(eq(attachments.id, id));
  return row;
}

/**
 * Files that this form uploaded before it was sent, or that belong to this submission already, in
 * the order in which they were asked for.
 */
export async function listUsableAttachments(
  db: Database,
  ids: readonly string[],
  formKey: string,
  submissionId: string | null,
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(attachments)
    .where(inArray(attachments.id, [...ids]));
  const usable = rows.filter(
    (row) =>
      (row.submissionId === null && row.formKey === formKey && row.createdAt > 0) ||
      (submissionId !== null && row.submissionId === submissionId),
  );
  return [...new Set(ids)].flatMap((id) => usable.find((row) => row.id === id) ?? []);
}

/** How many pictures a form has brought that was not sent yet, those taken out again included. */
export async function countPictures(db: Database, formKey: string): Promise<number> {
  const rows = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        eq(attachments.formKey, formKey),
        eq(attachments.kind, 'image'),
        isNull(attachments.submissionId),
      ),
    );
  return rows.length;
}

/** Files of a form that got a new key, since its old one had expired: they go on with the new one. */
export async function moveAttachments(
  tx: Transaction,
  ids: readonly string[],
  formKey: string,
  now: number,
): Promise<void> {
  await tx
    .update(attachments)
    .set({ formKey, createdAt: now })
    .where(and(inArray(attachments.id, [...ids]), isNull(attachments.submissionId)));
}

export async function bindAttachments(
  tx: Transaction,
  ids: readonly string[],
  submissionId: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(attachments)
    .set({ submissionId })
    .where(and(inArray(attachments.id, [...ids]), isNull(attachments.submissionId)));
}

/** Pictures of the approved revision are public, all others of the submission are not. */
export async function showAttachments(
  tx: Transaction,
  submissionId: string,
  publicIds: readonly string[],
): Promise<void> {
  await tx
    .update(attachments)
    .set({ isPublic: false })
    .where(and(eq(attachments.submissionId, submissionId), eq(attachments.isPublic, true)));
  if (publicIds.length === 0) return;
  await tx
    .update(attachments)
    .set({ isPublic: true })
    .where(
      and(eq(attachments.submissionId, submissionId), inArray(attachments.id, [...publicIds])),
    );
}

export async function listAttachmentsOf(db: Database, submissionId: string): Promise<Attachment[]> {
  return db.select().from(attachments).where(eq(attachments.submissionId, submissionId));
}

/** Files whose form was never sent, or whose submission was erased. A stored draft keeps its own. */
export async function listAbandoned(db: Database, before: number): Promise<Attachment[]> {
  return db
    .select()
    .from(attachments)
    .where(
      and(
        isNull(attachments.submissionId),
        isNull(attachments.keptFor),
        lt(attachments.createdAt, before),
        notExists(
          db.select({ id: drafts.id }).from(drafts).where(eq(drafts.formKey, attachments.formKey)),
        ),
      ),
    )
    .limit(200);
}

/** `false`: something holds it by now. */
export async function deleteAttachment(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx
    .delete(attachments)
    .where(
      and(eq(attachments.id, id), isNull(attachments.submissionId), isNull(attachments.keptFor)),
    )
    .returning({ id: attachments.id });
  return rows.length === 1;
}

/**
 * Gives the picture of an article or a district to what shows it, and lets go of the one before, which
 * the next sweep takes away. `keptFor` is `article <id>` or `district <id>`; an empty `id` means none.
 */
export async function keepAttachmentFor(
  tx: Transaction,
  keptFor: string,
  id: string,
  isPublic: boolean,
): Promise<void> {
  await tx
    .update(attachments)
    .set({ keptFor: null, isPublic: false, createdAt: 0 })
    .where(and(eq(attachments.keptFor, keptFor), ne(attachments.id, id)));
  if (id === '') return;
  await tx
    .update(attachments)
    .set({ keptFor, isPublic })
    .where(and(eq(attachments.id, id), isNull(attachments.submissionId)));
}
