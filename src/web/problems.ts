import type { FieldProblem } from '../domain/errors.ts';
import { isDate } from '../domain/time.ts';
import { formatDay } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

export interface ProblemView {
  readonly field: string;
  /** The id of the input that the summary's link leads to. */
  readonly target: string;
  readonly text: string;
}

/** Problems as sentences that say what to do, in the order of the form. */
export function presentProblems(
  words: Words,
  problems: readonly FieldProblem[],
  order: readonly string[],
): ProblemView[] {
  const place = (field: string) => {
    const index = order.indexOf(field);
    return index === -1 ? order.length : index;
  };
  return [...problems]
    .sort((a, b) => place(a.field) - place(b.field))
    .map((problem) => ({
      field: problem.field,
      target: problem.field === '' ? 'formular' : `f-${problem.field}`,
      text: sayProblem(words, problem),
    }));
}

/** One problem as a sentence that says what to do. */
export function sayProblem(words: Words, problem: FieldProblem): string {
  const text = words.t(`problem.${problem.message}`, sayDays(words, problem.values));
  return nameFile(words, problem, text);
}

/** A day among the values is written as people say it, with its year: that is often what is wrong. */
export function sayDays(words: Words, values: FieldProblem['values']): FieldProblem['values'] {
  if (values === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isDate(value)
        ? formatDay(words, 'UTC', Date.parse(`${value}T12:00Z`), 0)
        : value,
    ]),
  );
}

/** With several pictures the sentence says which of them it is about. */
function nameFile(words: Words, problem: FieldProblem, text: string): string {
  const { picture, file } = problem.values ?? {};
  if (picture !== undefined) return words.t('files.problem.picture', { number: picture, text });
  return typeof file === 'string' && file !== ''
    ? words.t('files.problem.file', { name: file, text })
    : text;
}
