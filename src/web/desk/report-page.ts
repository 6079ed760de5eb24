import { findArticle } from '../../db/articles.ts';
import { findPublished } from '../../db/published-items.ts';
import { listReportsAbout } from '../../db/queries/reports.ts';
import type { Report } from '../../db/reports.ts';
import { findSubmission } from '../../db/submissions.ts';
import { REMOVAL_GROUNDS, REPORT_OUTCOMES } from '../../domain/reports.ts';
import { formatAgo, formatDay, formatMoment } from '../../locales/formats.ts';
import type { Context } from '../context.ts';
import { mediaKey } from '../media-key.ts';
import type { WebParts } from '../parts.ts';
import { presentArticle } from '../present-article.ts';
import { presentItem, publicDistrict } from '../present-item.ts';
import { nameOf, publicUrl } from './article-page.ts';

/** One line of a list of reports: what about, why, and until when. */
export function presentReportRows(context: Context, zone: string, rows: readonly Report[]) {
  const { words, paths, city, now } = context;
  return rows.map((row) => ({
    url: paths.reportDesk(row.reference),
    reference: row.reference,
    title: row.subjectTitle,
    reason: words.t(`report.reason.${row.reason}`),
    ago: formatAgo(words, zone, row.createdAt, now),
    due:
      row.outcome === null
        ? words.t(row.dueAt <= now ? 'reportDesk.late' : 'reportDesk.due', {
            day: formatDay(words, zone, row.dueAt, now),
          })
        : words.t(`reportDesk.outcome.${row.outcome}`),
    isLate: row.outcome === null && row.dueAt <= now,
    district: city.byId.get(row.districtId) ?? city.portal,
  }));
}

/** A report with the content as it is now, and what can be answered. */
export async function presentReport(context: Context, parts: WebParts, report: Report) {
  const { words, city, now } = context;
  const zone = parts.zone;
  const about = await listReportsAbout(parts.db.read, report.subjectId);
  const [row] = presentReportRows(context, zone, [report]);
  return {
    report: {
      ...row,
      version: report.version,
      url: report.url,
      explanation: report.explanation,
      reporterName: report.reporterName,
      reporterEmail: report.reporterEmail,
      isErased: report.explanation === '',
      isOpen: report.state === 'open',
      received: formatMoment(words, zone, report.createdAt),
      answer: report.answer,
      decided:
        report.decidedAt === null || report.decidedBy === null || report.outcome === null
          ? ''
          : words.t('reportDesk.decided', {
              name: await nameOf(parts, report.decidedBy),
              moment: formatMoment(words, zone, report.decidedAt),
              outcome: words.t(`reportDesk.outcome.${report.outcome}`),
            }),
    },
    district: city.byId.get(report.districtId) ?? city.portal,
    action: context.paths.reportDesk(report.reference),
    subject: await presentSubject(context, parts, report),
    others: presentReportRows(
      context,
      zone,
      about.filter(({ id }) => id !== report.id),
    ),
    outcomes: REPORT_OUTCOMES,
    grounds: REMOVAL_GROUNDS.map((value) => ({
      value,
      label: words.t(`reportDesk.ground.${value}`),
    })),
    now,
  };
}

/** The content as the public reads it now; where it is gone, at least where its story is told. */
async function presentSubject(context: Context, parts: WebParts, report: Report) {
  const { words, paths, city, now } = context;
  const read = parts.db.read;
  if (report.subjectKind === 'news' || report.subjectKind === 'page') {
    const article = await findArticle(read, report.subjectId);
    if (article === undefined) return { isArticle: true as const, isPublic: false };
    return {
      isArticle: true as const,
      isPublic: article.state === 'live',
      version: article.version,
      deskUrl: paths.deskArticle(article.kind, article.id),
      publicUrl: article.state === 'live' ? publicUrl(context, article) : '',
      item: presentArticle(context, parts.zone, article, (id) => mediaKey(parts.secret, id)),
    };
  }
  const submission = await findSubmission(read, report.subjectId);
  if (submission === undefined) return { isArticle: false as const, isPublic: false };
  const row = await findPublished(read, submission.id);
  return {
    isArticle: false as const,
    isPublic: row !== undefined,
    version: submission.version,
    deskUrl: paths.submission(submission.reference),
    publicUrl: row === undefined ? '' : report.url,
    item:
      row &&
      presentItem(
        {
          ...row,
          ended: row.state === 'ended',
          district: publicDistrict(words, city, row.districtId),
        },
        { words, paths, city, zone: parts.zone, now },
      ),
  };
}
