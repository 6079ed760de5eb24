import { listAttachmentsOf } from '../db/attachments.ts';
import { findContributor, listRevisions, type Submission } from '../db/submissions.ts';
import { listHistory } from '../db/history.ts';
import type { WorkflowParts } from './parts.ts';

/**
 * All that is kept about one's own submissions, as data that another program can read (GDPR,
 * articles 15 and 20). Who decided stays with the office: of its people only the office is told.
 */
export async function exportOwn(
  parts: Pick<WorkflowParts, 'db' | 'city'>,
  submissions: readonly Submission[],
): Promise<unknown> {
  const city = await parts.city();
  const iso = (instant: number | null) =>
    instant === null ? null : new Date(instant).toISOString();
  return {
    portal: city.names.name,
    submissions: await Promise.all(
      submissions.map(async (submission) => {
        const contributor = await findContributor(parts.db.read, submission.id);
        const revisions = await listRevisions(parts.db.read, submission.id);
        const history = await listHistory(parts.db.read, submission.id);
        const files = await listAttachmentsOf(parts.db.read, submission.id);
        return {
          reference: submission.reference,
          kind: submission.kind,
          office: city.byId.get(submission.districtId)?.officeName ?? '',
          language: submission.language,
          createdAt: iso(submission.createdAt),
          review: submission.review,
          publication: submission.publication,
          promotion: submission.promotion,
          confirmedAt: iso(submission.confirmedAt),
          contributor: contributor && {
            name: contributor.name,
            email: contributor.email,
            phone: contributor.phone,
            organisation: contributor.organisation,
            consentAt: iso(contributor.consentAt),
          },
          revisions: revisions.map(({ number, createdAt, content }) => ({
            number,
            createdAt: iso(createdAt),
            isPublic: number === submission.approvedRevision,
            content,
          })),
          files: files.map(({ kind, name, bytes, createdAt }) => ({
            kind,
            name,
            bytes,
            createdAt: iso(createdAt),
          })),
          history: history.map((entry) => ({
            at: iso(entry.at),
            event: entry.event,
            by: entry.by.kind === 'contributor' ? entry.byName : entry.by.kind,
            ...entry.details,
          })),
        };
      }),
    ),
  };
}
