import { and, eq, lt, ne, or, sql } from './drizzle.ts';
import { NotFound } from '../domain/errors.ts';
import type { Database, Transaction } from './connection.ts';
import { reports } from './schema.ts';

export type Report = typeof reports.$inferSelect;

/** `false`: the same form has arrived before. */
export async function insertReport(tx: Transaction, report: Report): Promise<boolean> {
  const rows = await tx
    .insert(reports)
    .values(report)
    .onConflictDoNothing({ target: reports.formKey })
    .returning({ id: reports.id });
  return rows.length === 1;
}

export async function findReport(db: Database, reference: string): Promise<Report | undefined> {
  const [row] = await db.select().from(reports).where(eq(reports.reference, reference));
  return row;
}

export async function findReportOfForm(db: Database, formKey: string): Promise<Report | undefined> {
  const [row] = await db.select().from(reports).where(eq(reports.formKey, formKey));
  return row;
}

/** Loads a report and keeps others from deciding it until the transaction ends; see lockSubmission. */
export async function lockReport(tx: Transaction, reference: string): Promise<Report> {
  const [row] = await tx
    .update(reports)
    .set({ version: sql`${reports.version}` })
    .where(eq(reports.reference, reference))
    .returning();
  if (row === undefined) throw new NotFound(`report ${reference}`);
  return row;
}

/** The row was locked and its version looked at before. */
export async function saveReport(tx: Transaction, report: Report): Promise<void> {
  await tx.update(reports).set(report).where(eq(reports.id, report.id));
}

/**
 * Takes the person out of reports that were answered long ago, and what they wrote. That there was one,
 * about what and with which outcome stays for the yearly count (Article 15 of the DSA).
 */
export async function eraseReporters(tx: Transaction, before: number): Promise<number> {
  const rows = await tx
    .update(reports)
    .set({ reporterName: '', reporterEmail: '', explanation: '' })
    .where(
      and(
        eq(reports.state, 'decided'),
        lt(reports.decidedAt, before),
        or(
          ne(reports.reporterName, ''),
          ne(reports.reporterEmail, ''),
          ne(reports.explanation, ''),
        ),
      ),
    )
    .returning({ id: reports.id });
  return rows.length;
}
