import { randomUUID } from 'node:crypto';
import { findArticle } from '../db/articles.ts';
import { listNews } from '../db/queries/articles.ts';
import { listItems } from '../db/queries/sites.ts';
import { findSubmission } from '../db/submissions.ts';
import type { ReportOutcome, ReportReason } from '../domain/reports.ts';
import type { DemoParts, Move } from './demo-moves.ts';
import { decideReport } from './decide-report.ts';
import { receiveReport } from './receive-report.ts';

/** What a visitor of the demo has reported: a row of `db/seeds/reports.json`. */
export interface DemoReport {
  readonly kind: 'entry' | 'news';
  readonly district: string;
  readonly hoursAgo: number;
  readonly reason: ReportReason;
  readonly explanation: string;
  readonly reporterName: string;
  readonly reporterEmail: string;
  readonly path: string;
  readonly answer?: {
    readonly by: string;
    readonly hoursLater: number;
    readonly outcome: ReportOutcome;
    readonly answer: string;
  };
}

const HOUR = 3_600_000;

/** About the first thing of its kind that the district shows at that moment. */
export function listReportMoves(demo: DemoReport, start: number): Move[] {
  const at = start - demo.hoursAgo * HOUR;
  let known = { reference: '', subjectId: '' };
  const { answer } = demo;
  return [
    {
      at,
      run: async (parts) => {
        known = await report(parts, demo);
      },
    },
    ...(answer === undefined
      ? []
      : [
          {
            at: at + answer.hoursLater * HOUR,
            run: async (parts: DemoParts, people: Parameters<Move['run']>[1]) => {
              const by = people.get(answer.by);
              if (by === undefined) throw new Error(`demo: nobody is called ${answer.by}`);
              const read = parts.db.read;
              const subject =
                demo.kind === 'news'
                  ? await findArticle(read, known.subjectId)
                  : await findSubmission(read, known.subjectId);
              await decideReport(parts, by, {
                reference: known.reference,
                version: 1,
                subjectVersion: subject?.version,
                outcome: answer.outcome,
                answer: answer.answer,
                ground: 'terms',
              });
            },
          },
        ]),
  ];
}

async function report(parts: DemoParts, demo: DemoReport) {
  const { reason, explanation, reporterName, reporterEmail } = demo;
  const city = await parts.city();
  const districtId = city.bySlug.get(demo.district)?.id ?? city.portal.id;
  const read = parts.db.read;
  const [subject] =
    demo.kind === 'news'
      ? (await listNews(read, { districtId }, 1)).news
      : (await listItems(read, { kind: demo.kind, districtId }, 1)).items.map((item) => ({
          ...item,
          id: item.submissionId,
        }));
  if (subject === undefined) throw new Error(`demo: nothing to report in ${demo.district}`);
  const { reference, subjectId } = await receiveReport(parts, {
    formKey: randomUUID(),
    districtId,
    subjectKind: demo.kind,
    subjectId: subject.id,
    subjectTitle: subject.title,
    url: `https://veedelpost.example.org/${demo.path}/${subject.slug}`,
    reason,
    explanation,
    reporterName,
    reporterEmail,
    language: 'de',
    limits: [],
  });
  return { reference, subjectId };
}
