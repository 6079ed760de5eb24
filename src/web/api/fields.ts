import type { Kind } from '../../domain/submission-types.ts';
import { SERIES_FIELDS } from '../../domain/kinds/series.ts';
import { RECURRENCES, WEEKDAYS, WEEKS_OF_MONTH } from '../../domain/vocabulary.ts';
import type { Context } from '../context.ts';
import { fieldWord, listGroups, type Field } from '../form-fields.ts';

export interface ApiField {
  readonly name: string;
  readonly type: 'text' | 'yesNo' | 'list';
  readonly format: string;
  readonly required: boolean;
  readonly max: number | undefined;
  readonly values: readonly string[];
  readonly about: string;
}

// The key says who hands in; each may be said all the same.
const KNOWN_BY_KEY = ['submitterName', 'submitterEmail', 'submitterOrganisation'];

/** The fields of a kind, read from the form itself, so that the document cannot say something else. */
export function listApiFields(context: Context, kind: Kind): ApiField[] {
  const { words, city } = context;
  const fields = listGroups(kind, words, city, true).flatMap((group) => group.fields);
  const own = fields.map((field) =>
    describeField(field, fieldWord(words, kind, field.name, 'label')),
  );
  return kind === 'event' ? [...own, ...listSeriesFields(context)] : own;
}

function describeField(field: Field, about: string): ApiField {
  const isList = field.type === 'some';
  const hasChoices = isList || field.type === 'select' || field.type === 'one';
  return {
    name: field.name,
    type: isList ? 'list' : field.type === 'tick' ? 'yesNo' : 'text',
    format: FORMATS[field.type] ?? '',
    required:
      field.required === true &&
      !KNOWN_BY_KEY.includes(field.name) &&
      field.name !== 'textLanguage',
    max: field.max,
    values: hasChoices ? (field.options ?? []).map((option) => option.value) : [],
    about,
  };
}

const FORMATS: Readonly<Partial<Record<Field['type'], string>>> = {
  date: 'date',
  email: 'email',
  url: 'uri',
};

const SERIES: Readonly<
  Record<(typeof SERIES_FIELDS)[number], Partial<Pick<ApiField, 'type' | 'values' | 'format'>>>
> = {
  recurrence: { values: RECURRENCES },
  recurrenceDays: { type: 'list', values: WEEKDAYS },
  recurrenceWeek: { values: WEEKS_OF_MONTH },
  recurrenceUntil: { format: 'date' },
  recurrenceDates: { type: 'list', format: 'date' },
  exceptions: { type: 'list', format: 'date' },
  cancelled: { type: 'list', format: 'date' },
  moved: { type: 'list' },
};

function listSeriesFields({ words }: Context): ApiField[] {
  return SERIES_FIELDS.map((name) => ({
    name,
    type: 'text',
    format: '',
    required: false,
    max: undefined,
    values: [],
    ...SERIES[name],
    about: words.t(`api.series.${name}`),
  }));
}
