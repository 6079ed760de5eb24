import { listAttachmentsOf, listUsableAttachments, type Attachment } from '../db/attachments.ts';
import { listDraftsOf, type Draft } from '../db/drafts.ts';
import {
  findContributor,
  listRevisions,
  listSubmissionsAfter,
  type Submission,
} from '../db/submissions.ts';
import { listHistory } from '../db/history.ts';
import type { WorkflowParts } from './parts.ts';

type ExportParts = Pick<WorkflowParts, 'db' | 'city'>;

const AT_ONCE = 100;

/**
 * All that is kept under one address, as data that another program can read (GDPR, articles 15 and
 * 20): every submission, also more than one page shows, and what was begun. What the address was
 * invited to belongs to others. Who decided stays with the office: of its people only the office is told.
 */
export async function exportOwn(parts: ExportParts, email: string): Promise<unknown> {
  const submissions = [];
  for (let last = ''; ;) {
    const rows = await listSubmissionsAfter(parts.db.read, email, last, AT_ONCE);
    for (const row of rows) submissions.push(await describeSubmission(parts, row));
    last = rows.at(-1)?.id ?? '';
    if (rows.length < AT_ONCE) break;
  }
  const drafts = [];
  for (const draft of await listDraftsOf(parts.db.read, email)) {
    drafts.push(await describeDraft(parts, draft));
  }
  return { portal: (await parts.city()).names.name, submissions, drafts };
}

/** The same of one submission alone, for whoever holds its link and no other. */
export async function exportSubmission(
  parts: ExportParts,
  submission: Submission,
): Promise<unknown> {
  const { names } = await parts.city();
  return { portal: names.name, submissions: [await describeSubmission(parts, submission)] };
}

async function describeSubmission(parts: ExportParts, submission: Submission) {
  const city = await parts.city();
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
    files: files.map(describeFile),
    history: history.map((entry) => ({
      at: iso(entry.at),
      event: entry.event,
      by: entry.by.kind === 'contributor' ? entry.byName : entry.by.kind,
      ...entry.details,
    })),
  };
}

async function describeDraft(parts: ExportParts, draft: Draft) {
  const { kind, language, answers, formKey } = draft;
  const ids = [answers['imageId'] ?? [], answers['flyerId'] ?? []].flat();
  const files = await listUsableAttachments(parts.db.read, ids, formKey, null);
  return {
    kind,
    language,
    createdAt: iso(draft.createdAt),
    changedAt: iso(draft.changedAt),
    keptUntil: iso(draft.expiresAt),
    answers,
    files: files.map(describeFile),
  };
}

const describeFile = ({ kind, name, bytes, createdAt }: Attachment) => ({
  kind,
  name,
  bytes,
  createdAt: iso(createdAt),
});

function iso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
