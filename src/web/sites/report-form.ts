import type { FieldProblem } from '../../domain/errors.ts';
import { isEmailAddress } from '../../domain/kinds/fields.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import {
  mayBeAnonymous,
  REPORT_LIMITS,
  REPORT_REASONS,
  type ReportReason,
} from '../../domain/reports.ts';
import { cleanLine, cleanText, saysSomething } from '../../domain/text.ts';
import type { Words } from '../../locales/words.ts';
import { textOf } from '../answers.ts';
import type { Field } from '../form-fields.ts';

export interface ReportInput {
  readonly reason: ReportReason | undefined;
  readonly explanation: string;
  readonly reporterName: string;
  readonly reporterEmail: string;
}

/** The parts that Article 16(2) of the DSA asks for, beside the exact address, which the page knows. */
export function readReport(answers: Answers): { input: ReportInput; problems: FieldProblem[] } {
  const input = {
    reason: REPORT_REASONS.find((known) => known === textOf(answers, 'reason')),
    explanation: cleanText(textOf(answers, 'explanation')),
    reporterName: cleanLine(textOf(answers, 'reporterName')),
    reporterEmail: cleanLine(textOf(answers, 'reporterEmail')).toLowerCase(),
  };
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string, values?: FieldProblem['values']) => {
    problems.push(values === undefined ? { field, message } : { field, message, values });
  };
  const { reason, explanation, reporterName, reporterEmail } = input;
  if (reason === undefined) say('reason', 'reportReasonMissing');
  if (!saysSomething(explanation)) say('explanation', 'reportExplanationMissing');
  for (const [field, max] of [
    ['explanation', REPORT_LIMITS.explanation],
    ['reporterName', REPORT_LIMITS.name],
  ] as const) {
    const over = input[field].length - max;
    if (over > 0) say(field, 'tooLongBy', { max, over });
  }
  const isExempt = mayBeAnonymous(reason);
  if (reporterName === '' && !isExempt) say('reporterName', 'reportNameMissing');
  if (reporterEmail === '' && !isExempt) say('reporterEmail', 'reportEmailMissing');
  if (reporterEmail !== '' && !isEmailAddress(reporterEmail)) say('reporterEmail', 'email');
  if (textOf(answers, 'goodFaith') === '') say('goodFaith', 'goodFaithMissing');
  return { input, problems };
}

/** The questions of the form. Which of them may stay empty depends on the reason; the hints say so. */
export function listReportFields({ t }: Words): Field[] {
  return [
    {
      name: 'reason',
      type: 'select',
      required: true,
      options: [
        { value: '', label: t('form.choose.reason') },
        ...REPORT_REASONS.map((value) => ({ value, label: t(`report.reason.${value}`) })),
      ],
    },
    {
      name: 'explanation',
      type: 'text',
      rows: 6,
      required: true,
      max: REPORT_LIMITS.explanation,
    },
    {
      name: 'reporterName',
      type: 'line',
      required: true,
      max: REPORT_LIMITS.name,
      autocomplete: 'name',
    },
    { name: 'reporterEmail', type: 'email', required: true, max: 254, autocomplete: 'email' },
    { name: 'goodFaith', type: 'tick', required: true },
  ];
}
