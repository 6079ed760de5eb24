import type { Expected } from './expected.ts';
import type { HandedIn } from './hand-in.ts';

export interface Row {
  readonly title: string;
  readonly sentAs: string;
  readonly email: string;
  readonly expected: Expected;
  readonly result: HandedIn;
  /** The desks in whose queue it was found. */
  desks: string[];
}

/** Each event on a line: what it is called, what was typed, what came of it. */
export function tabulate(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    cut(row.title, 44),
    cut(row.sentAs, 52),
    describe(row) + (isRight(row) ? '' : `   ← expected: ${describeExpected(row.expected)}`),
  ]);
  const all = [['title', 'sent as', 'result'], ...cells];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

export function summarise(rows: readonly Row[]): { text: string; mismatches: number } {
  const placed = rows.filter((row) => row.result.reference !== undefined && isRight(row)).length;
  const refused = rows.filter((row) => row.result.refusals !== undefined);
  const byField = new Map<string, number>();
  for (const { field } of refused.flatMap((row) => row.result.refusals ?? [])) {
    byField.set(field, (byField.get(field) ?? 0) + 1);
  }
  const fields = [...byField].map(([field, count]) => `${field}: ${String(count)}`).join(', ');
  const mismatches = rows.filter((row) => !isRight(row)).length;
  const text =
    `\n${String(placed)} accepted and in the right queue, ` +
    `${String(refused.length)} refused${fields === '' ? '' : ` (${fields})`}` +
    (mismatches === 0 ? '' : `, ${String(mismatches)} NOT AS EXPECTED`);
  return { text, mismatches };
}

/** Accepted into exactly the one queue, or refused for exactly the one field. */
function isRight({ expected, result, desks }: Row): boolean {
  if (expected.accepted) return desks.length === 1 && desks[0] === expected.desk;
  return result.refusals?.length === 1 && result.refusals[0]?.field === expected.field;
}

function describe({ result, desks }: Row): string {
  if (result.reference !== undefined) {
    return `${result.reference} → ${desks.join(' and ') || 'in no queue'}`;
  }
  return result.refusals.map(({ field, sentence }) => `${field}: ${sentence}`).join(' / ');
}

function describeExpected(expected: Expected): string {
  return expected.accepted ? expected.desk : `refused at ${expected.field}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
