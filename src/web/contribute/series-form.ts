import type { Answers } from '../../domain/kinds/read-form.ts';
import { SERIES_FIELDS } from '../../domain/kinds/series.ts';
import { RECURRENCES, WEEKDAYS, WEEKS_OF_MONTH } from '../../domain/vocabulary.ts';
import type { Words } from '../../locales/words.ts';
import { fieldWord, type Field } from '../form-fields.ts';
import { listOf, textOf } from '../answers.ts';
import { presentField } from '../present-field.ts';

/** A submit button with this at the beginning of its value gives the form back with more fields. */
const MORE = 'more-';
const MORE_FIELDS = 4;
// A form with many more parts than this is refused as a whole.
const MOST_FIELDS = 100;
/** Empty date fields to begin with. */
const EMPTY_FIELDS = { recurrenceDates: 4, exceptions: 2, cancelled: 1, moved: 1 };
const RULES = ['weekly', 'biweekly', 'monthlyWeekday', 'monthlyDay'];

/** Was a further date field asked for, rather than the form sent? */
export const wantsMore = (step: string): boolean => step.startsWith(MORE);

/**
 * The three inputs of each moved date as the one answer that the domain reads. A row in which nothing
 * was typed is none; one that was filled in half is read as it is, and refused there.
 */
export function joinMoved(answers: Answers): Answers {
  const columns = ['movedFrom', 'movedToDate', 'movedToTime'].map((name) => listOf(answers, name));
  const [from = [], toDate = [], toTime = []] = columns;
  if (from.length + toDate.length + toTime.length === 0) return answers;
  const moved = Array.from({ length: Math.max(from.length, toDate.length) }, (_, index) =>
    [from[index] || '-', toDate[index] || '-', toTime[index] ?? '']
      .map((part) => part.trim())
      .join(' ')
      .trim(),
  );
  return { ...answers, moved: moved.filter((row) => row !== '- -') };
}

/** Moved dates as the form shows them again. */
export function splitMoved(
  moved: readonly { date: string; toDate: string; toTime: string }[],
): Record<string, string[]> {
  return {
    movedFrom: moved.map(({ date }) => date),
    movedToDate: moved.map(({ toDate }) => toDate),
    movedToTime: moved.map(({ toTime }) => toTime),
  };
}

interface Given {
  readonly answers: Answers;
  readonly action: string;
  /** Dates are cancelled and moved when there are some, not when they are first thought of. */
  readonly isEdit: boolean;
  /** The sentence of a field's problem, or nothing. */
  readonly problemOf: (name: string) => string;
}

/** What the view of these questions needs. They are closed behind one line until somebody asks. */
export function presentSeries(words: Words, given: Given) {
  const { answers, action, isEdit, problemOf } = given;
  const step = textOf(answers, 'step');
  const label = (name: string) => fieldWord(words, 'event', name, 'label');
  const has = (name: string) => listOf(answers, name).some((value) => value.trim() !== '');
  const hasChanges = has('cancelled') || has('movedFrom') || has('movedToDate');
  const question = (field: Field) =>
    presentField(words, 'event', field, answers, problemOf(field.name));
  const countOf = (name: keyof typeof EMPTY_FIELDS, posted: readonly string[]) => {
    const filled = posted.filter((value) => value !== '').length;
    const least = Math.max(filled + 1, posted.length, EMPTY_FIELDS[name]);
    return Math.min(MOST_FIELDS, least + (step === `${MORE}${name}` ? MORE_FIELDS : 0));
  };
  const list = (name: keyof typeof EMPTY_FIELDS, rules: readonly string[]) => {
    const posted = listOf(answers, name === 'moved' ? 'movedFrom' : name);
    const at = (column: string, index: number) => listOf(answers, column)[index] ?? '';
    return {
      name,
      rules: rules.join(' '),
      id: `f-${name}`,
      label: label(name),
      hint: fieldWord(words, 'event', name, 'hint'),
      problem: problemOf(name),
      more: MORE + name,
      moreAction: `${action}#f-${name}`,
      rows: Array.from({ length: countOf(name, posted) }, (_, index) => ({
        label: words.t('series.number', { label: label(name), number: index + 1 }),
        value: posted[index] ?? '',
        toDate: at('movedToDate', index),
        toTime: at('movedToTime', index),
      })),
    };
  };
  const choices = (name: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: words.t(`choice.${name}.${value}`) }));
  return {
    summary: words.t(isEdit ? 'series.openEdit' : 'series.open'),
    isOpen:
      !['', 'none'].includes(textOf(answers, 'recurrence')) ||
      wantsMore(step) ||
      hasChanges ||
      SERIES_FIELDS.some((name) => problemOf(name) !== ''),
    questions: [
      {
        rules: '',
        field: question({
          name: 'recurrence',
          type: 'one',
          required: true,
          options: choices('recurrence', RECURRENCES),
        }),
      },
      {
        rules: 'weekly biweekly',
        field: question({
          name: 'recurrenceDays',
          type: 'some',
          options: WEEKDAYS.map((day) => ({ value: day, label: words.t(`series.weekday.${day}`) })),
        }),
      },
      {
        rules: 'monthlyWeekday',
        field: question({
          name: 'recurrenceWeek',
          type: 'select',
          options: choices('recurrenceWeek', WEEKS_OF_MONTH),
        }),
      },
      {
        rules: RULES.join(' '),
        field: question({ name: 'recurrenceUntil', type: 'date', width: 'half' }),
      },
    ],
    lists: [
      list('recurrenceDates', ['dates']),
      list('exceptions', RULES),
      ...(isEdit || hasChanges || problemOf('cancelled') || problemOf('moved')
        ? [list('cancelled', RECURRENCES), list('moved', [...RULES, 'dates'])]
        : []),
    ],
    movedLabels: {
      from: label('movedFrom'),
      toDate: label('movedToDate'),
      toTime: label('movedToTime'),
    },
  };
}
