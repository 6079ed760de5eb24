import type { Answers } from '../domain/kinds/read-form.ts';
import type { Kind } from '../domain/submission-types.ts';
import type { Words } from '../locales/words.ts';
import { listOf, textOf } from './answers.ts';
import { fieldWord, type Field } from './form-fields.ts';

/** What `partials/field` draws. */
export interface FieldView extends Field {
  readonly id: string;
  readonly inputName: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly values: readonly string[];
  /** The sentence of its problem, or nothing. */
  readonly problem: string;
}

/** A question of a kind's form with its words, its answer and its problem. */
export function presentField(
  words: Words,
  kind: Kind,
  field: Field,
  answers: Answers,
  problem: string,
): FieldView {
  const label = fieldWord(words, kind, field.name, 'label');
  const hint = fieldWord(words, kind, field.name, 'hint');
  return presentQuestion(field, { label, hint, answers, problem });
}

/** A question that stands in no kind's form, with words of its own. */
export function presentQuestion(
  field: Field,
  said: {
    readonly label: string;
    readonly hint?: string;
    readonly answers?: Answers;
    readonly problem: string;
  },
): FieldView {
  const { label, hint = '', answers = {}, problem } = said;
  return {
    ...field,
    id: `f-${field.name}`,
    inputName: field.type === 'some' ? `${field.name}[]` : field.name,
    label,
    hint,
    value: textOf(answers, field.name),
    values: listOf(answers, field.name),
    problem,
  };
}

/** “I am sure”: the tick before something that cannot be taken back. */
export function presentSure(words: Words, problem: string): FieldView {
  const field = { name: 'sure', type: 'tick', required: true } as const;
  return presentQuestion(field, { label: words.t('erase.sure'), problem });
}
