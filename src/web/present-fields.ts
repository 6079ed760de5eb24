import type { FieldProblem } from '../domain/errors.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import type { Words } from '../locales/words.ts';
import type { Field } from './form-fields.ts';
import { presentQuestion } from './present-field.ts';
import { presentProblems } from './problems.ts';

/**
 * The questions of a small form for views/partials/field.ejs, each with its words, what was typed and
 * what is wrong with it. `keyOf` gives the key of a field's `label` and `hint`; a hint may be missing.
 */
export function presentFields(
  words: Words,
  fields: readonly Field[],
  keyOf: (name: string, part: 'label' | 'hint') => string,
  state: { readonly answers: Answers; readonly problems: readonly FieldProblem[] },
  order: readonly string[] = fields.map(({ name }) => name),
) {
  const problems = presentProblems(words, state.problems, order);
  const hintOf = (name: string) => {
    const key = keyOf(name, 'hint');
    return words.has(key) ? words.t(key) : '';
  };
  return {
    problems,
    fields: fields.map((field) =>
      presentQuestion(field, {
        label: words.t(keyOf(field.name, 'label')),
        hint: hintOf(field.name),
        answers: state.answers,
        problem: problems.find((problem) => problem.field === field.name)?.text ?? '',
      }),
    ),
  };
}
