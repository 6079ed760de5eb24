import type { FieldProblem } from '../../domain/errors.ts';
import { spanOf } from '../../domain/kinds/read-form.ts';
import type { ImportProblem, RowPlace } from '../../imports/imported-row.ts';
import { COLUMN_FIELDS } from '../../imports/tables/columns.ts';
import { formatClock, formatDay } from '../../locales/formats.ts';
import type { Words } from '../../locales/words.ts';
import { listOf } from '../answers.ts';
import type { Context } from '../context.ts';
import { listGroups } from '../form-fields.ts';
import type { WebParts } from '../parts.ts';
import { presentField } from '../present-field.ts';
import { presentProblems, sayDays, sayProblem } from '../problems.ts';
import { TRAP_FIELD } from '../form-guards.ts';
import { COMMON_FIELDS, type ManyReading, type PreparedRow } from './many-reading.ts';

const SUBMITTER_FIELDS = [
  'submitterName',
  'submitterEmail',
  'submitterPhone',
  'submitterOrganisation',
  'consent',
];

/** The page of the second step: what was understood, what is missing, and who sends it. */
export function presentMany(
  context: Context,
  parts: WebParts,
  reading: ManyReading,
  problems: readonly FieldProblem[],
) {
  const { words, city } = context;
  const questions = new Map(
    listGroups('event', words, city, true).flatMap((group) =>
      group.fields.map((field) => [field.name, field] as const),
    ),
  );
  const summary = presentProblems(words, problems, ['rows', ...SUBMITTER_FIELDS]);
  const present = (name: string) => {
    const field = questions.get(name);
    if (field === undefined) return [];
    const problem = summary.find((one) => one.field === name)?.text ?? '';
    const view = presentField(words, 'event', field, reading.answers, problem);
    const isOwn = SUBMITTER_FIELDS.includes(name);
    return [
      {
        ...view,
        // Here nothing about the rows has to be answered, and the hints speak of one event.
        required: isOwn && field.required === true,
        hint: isOwn ? view.hint : '',
      },
    ];
  };
  const usable = reading.rows.filter((row) => row.content !== undefined);
  return {
    guards: reading.guards,
    trap: TRAP_FIELD,
    kept: reading.kept,
    problems: summary,
    fileProblems: reading.imported.problems.map((problem) => presentImportProblem(words, problem)),
    columns: (reading.imported.columns ?? []).map((column) => ({
      ...column,
      id: `f-column-${String(column.index)}`,
      heading: column.heading || words.t('many.column', { number: column.index + 1 }),
    })),
    columnChoices: COLUMN_FIELDS.map((field) => ({
      value: field,
      label: words.t(`many.field.${field}`),
    })),
    rows: usable.map((row) => presentRow(context, parts, row)),
    unusable: reading.rows
      .filter((row) => row.content === undefined)
      .map((row) => ({ ...presentRow(context, parts, row), number: row.row.place.number })),
    taken: usable.filter((row) => row.taken).length,
    common: COMMON_FIELDS.flatMap(present),
    hasCommon: COMMON_FIELDS.some((name) =>
      listOf(reading.answers, name).some((value) => value !== ''),
    ),
    placeMissing: reading.rows.some((row) =>
      row.problems.some((one) => one.message === 'placeMissing'),
    ),
    you: SUBMITTER_FIELDS.flatMap(present),
  };
}

/** “Zeile 7”, “Termin 12”. */
export function presentPlace(words: Words, place: RowPlace): string {
  return words.t(`imports.place.${place.unit}`, { number: place.number });
}

export function presentImportProblem(words: Words, problem: ImportProblem): string {
  const text = words.t(`imports.problem.${problem.message}`, problem.values);
  if (problem.place === undefined) return text;
  const { title } = problem.place;
  const where = presentPlace(words, problem.place);
  const place = title === '' ? where : words.t('imports.place.titled', { place: where, title });
  return words.t('imports.rowProblem', { place, text });
}

function presentRow(context: Context, parts: WebParts, prepared: PreparedRow) {
  const { words, city, now } = context;
  const { row, content, route, problems } = prepared;
  const place = presentPlace(words, row.place);
  const district = route && (city.byId.get(route.districtId) ?? city.portal);
  const startsAt = content === undefined ? null : spanOf(content, parts.zone).startsAt;
  const recurrence = content?.kind === 'event' ? content.recurrence : 'none';
  return {
    id: `row-${String(row.place.number)}`,
    value: String(row.place.number),
    place,
    title: row.place.title || words.t('many.noTitle'),
    taken: prepared.taken,
    when: [
      startsAt === null ? '' : formatDay(words, parts.zone, startsAt, now),
      content?.kind === 'event' && !content.allDay ? formatClock(words, content.startTime) : '',
      recurrence === 'none' ? '' : words.t(`many.recurrence.${recurrence}`),
    ]
      .filter(Boolean)
      .join(', '),
    where: content === undefined ? '' : placeLine(content),
    district: district?.slug ?? '',
    office: district === undefined ? '' : words.t('check.decides', { office: district.officeName }),
    problems: problems.map((problem) =>
      words.t('imports.rowProblem', { place, text: sayProblem(words, problem) }),
    ),
    notes: row.notes.map((note) =>
      words.t(`imports.note.${note.message}`, sayDays(words, note.values)),
    ),
  };
}

function placeLine(content: { placeName: string; street: string; houseNumber: string }): string {
  const street = [content.street, content.houseNumber].filter(Boolean).join(' ');
  return [content.placeName, street].filter(Boolean).join(', ');
}
