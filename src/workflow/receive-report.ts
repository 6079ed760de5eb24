import { v7 as uuid } from 'uuid';
import { listCoordinators } from '../db/accounts.ts';
import { countUp } from '../db/counters.ts';
import { putInOutbox } from '../db/outbox.ts';
import { consume, type Limit } from '../db/rate-limits.ts';
import { findReportOfForm, insertReport, type Report } from '../db/reports.ts';
import { formatReference } from '../domain/reference.ts';
import { REPORT_CODE } from '../domain/reports.ts';
import { dayOf } from '../domain/time.ts';
import { mailToReporter, noticeOfReport } from './report-mails.ts';
import type { WorkflowParts } from './parts.ts';

export type NewReport = Pick<
  Report,
  | 'formKey'
  | 'districtId'
  | 'subjectKind'
  | 'subjectId'
  | 'subjectTitle'
  | 'url'
  | 'reason'
  | 'explanation'
  | 'reporterName'
  | 'reporterEmail'
  | 'language'
> & { readonly limits: readonly { key: string; limit: Limit }[] };

type Parts = Pick<WorkflowParts, 'db' | 'now' | 'city' | 'delays' | 'zone' | 'mailIsWaiting'>;

/**
 * Takes a notice about content (Article 16 of the DSA): a row for the desk, a receipt to the reporter
 * without delay, and a notice to the coordinators, in one transaction. Sent twice it is one.
 */
export async function receiveReport(parts: Parts, request: NewReport): Promise<Report> {
  const city = await parts.city();
  const now = parts.now();
  const { limits, ...said } = request;
  const report = await parts.db.transact(async (tx) => {
    const known = await findReportOfForm(tx, request.formKey);
    if (known !== undefined) return known;
    for (const { key, limit } of limits) await consume(tx, key, limit, now);
    const year = Number(dayOf(now, parts.zone).slice(0, 4));
    const number = await countUp(tx, `${REPORT_CODE}-${String(year % 100).padStart(2, '0')}`);
    const row: Report = {
      ...said,
      id: uuid({ msecs: now }),
      reference: formatReference(REPORT_CODE, year, number),
      goodFaith: true,
      state: 'open',
      outcome: null,
      answer: '',
      decidedBy: null,
      decidedAt: null,
      dueAt: now + parts.delays.deskReminder,
      createdAt: now,
      version: 1,
    };
    if (!(await insertReport(tx, row))) return (await findReportOfForm(tx, row.formKey)) ?? row;
    const own = await listCoordinators(tx, row.districtId);
    const desk = own.length > 0 ? own : await listCoordinators(tx, city.portal.id);
    await putInOutbox(tx, [
      ...mailToReporter({ city, now }, row, 'reportReceived', row.explanation),
      ...desk.map((account) => noticeOfReport({ city, now }, row, account)),
    ]);
    return row;
  });
  parts.mailIsWaiting();
  return report;
}
