import { readdirSync, readFileSync } from 'node:fs';
import type { Imported } from '../../src/imports/imported-row.ts';
import { t } from '../support/words.ts';

const FOLDER = new URL('./calendars/', import.meta.url);

/** What a person gets to see of a file: its events as answers, and every sentence about them. */
export interface Expected {
  readonly rows: readonly {
    readonly uid: string;
    readonly answers: Readonly<Record<string, unknown>>;
    readonly notes?: readonly string[];
    readonly leftOut?: true;
  }[];
  readonly problems: readonly string[];
}

export const listCalendars = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ics'))
    .map((name) => name.slice(0, -4));

export const readCalendarFile = (name: string): Buffer =>
  readFileSync(new URL(`${name}.ics`, FOLDER));

export const readExpected = (name: string): Expected =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Expected;

export function describeImport(imported: Imported): Expected {
  return {
    rows: imported.rows.map((row) => ({
      uid: row.uid,
      answers: row.answers,
      ...(row.notes.length === 0
        ? {}
        : { notes: row.notes.map((note) => t(`imports.note.${note.message}`, note.values)) }),
      ...(row.leaveOut ? { leftOut: true as const } : {}),
    })),
    problems: imported.problems.map(({ message, values, place }) => {
      const text = t(`imports.problem.${message}`, values);
      if (place === undefined) return text;
      const where = t(`imports.place.${place.unit}`, { number: place.number });
      return t('imports.rowProblem', { place: where, text });
    }),
  };
}
