/** One row of the table: what was looked at, what came out, and what quality asks for. */
export interface Finding {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  /** Nothing: only to be known. */
  readonly good?: boolean;
}

/** "1.42 ×" */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

export function percent(ratio: number): string {
  return `${String(Math.round(ratio * 100))} %`;
}

export function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function tabulate(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, measured, bar, good }) => [
    what,
    measured,
    bar,
    good === undefined ? '–' : good ? 'holds' : 'MISSES',
  ]);
  const all = [['what', 'measured', 'bar', 'verdict'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('-|-');
  return [lines[0], `${rule}-|--------`, ...lines.slice(1)].join('\n');
}
