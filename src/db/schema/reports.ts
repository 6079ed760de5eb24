import {
  REPORT_OUTCOMES,
  REPORT_REASONS,
  REPORT_STATES,
  REPORTABLE,
} from '../../domain/reports.ts';
import { columns } from '../dialect.ts';
import { districts } from './places.ts';

const { table, id, string, oneOf, integer, bool, instant, index, uniqueIndex } = columns;

/**
 * A visitor's notice about content, with the parts that Article 16 of the Digital Services Act
 * (Regulation (EU) 2022/2065) asks for, and the reasoned answer to it.
 */
export const reports = table(
  'reports',
  {
    id: id('id').primaryKey(),
    reference: string('reference').notNull(),
    formKey: string('form_key').notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    subjectKind: oneOf('subject_kind', REPORTABLE).notNull(),
    /** The submission or the article; it may be gone by the time of the answer. */
    subjectId: id('subject_id').notNull(),
    subjectTitle: string('subject_title').notNull(),
    /** The exact address of what was seen. */
    url: string('url').notNull(),
    reason: oneOf('reason', REPORT_REASONS).notNull(),
    explanation: string('explanation').notNull(),
    reporterName: string('reporter_name').notNull(),
    reporterEmail: string('reporter_email').notNull(),
    goodFaith: bool('good_faith').notNull(),
    language: string('language').notNull(),
    state: oneOf('state', REPORT_STATES).notNull(),
    outcome: oneOf('outcome', REPORT_OUTCOMES),
    answer: string('answer').notNull(),
    decidedBy: id('decided_by'),
    decidedAt: instant('decided_at'),
    dueAt: instant('due_at').notNull(),
    createdAt: instant('created_at').notNull(),
    version: integer('version').notNull(),
  },
  (row) => [
    uniqueIndex('reports_reference').on(row.reference),
    uniqueIndex('reports_form').on(row.formKey),
    index('reports_queue').on(row.districtId, row.state, row.dueAt),
    index('reports_subject').on(row.subjectId),
  ],
);
