import type { Answers } from './kinds/read-form.ts';

const same = (a: Answers[string], b: Answers[string]): boolean =>
  JSON.stringify(listOf(a)) === JSON.stringify(listOf(b));

const listOf = (value: Answers[string]): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;

/**
 * Three-way: only what the calendar says otherwise than the last time is taken over, so that what
 * was corrected here stays. `undefined`: it says what it said.
 */
export function mergeAnswers(
  current: Answers,
  before: Answers,
  after: Answers,
): Answers | undefined {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !same(before[name], after[name]));
  const merged: Record<string, Answers[string]> = { ...current };
  let differs = false;
  for (const name of changed) {
    if (same(merged[name], after[name])) continue;
    merged[name] = after[name] ?? '';
    differs = true;
  }
  return differs ? merged : undefined;
}
