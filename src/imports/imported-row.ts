import type { FieldProblem } from '../domain/errors.ts';
import type { Answers, Clock } from '../domain/kinds/read-form.ts';

/** One event or entry of a file, as answers to the form, which checks them as if they were typed. */
export interface ImportedRow {
  readonly kind: 'event' | 'entry';
  readonly place: RowPlace;
  /** The same at every import of the same thing, so that it becomes one submission. */
  readonly uid: string;
  /** Field names are the form's own. A field that the file says nothing about is missing. */
  readonly answers: Answers;
  /** What was understood otherwise than it stood there: `message` is a key below `imports.note`. */
  readonly notes: readonly FieldProblem[];
  /** Cancelled, private or over: offered, but not taken unless somebody wants it. */
  readonly leaveOut: boolean;
}

/** Where people find it in their file: “Zeile 7”, “Termin 12: Sommerfest”. */
export interface RowPlace {
  readonly unit: 'line' | 'date' | 'item';
  readonly number: number;
  readonly title: string;
}

export interface ImportProblem {
  /** A key of the words below `imports.problem`. */
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Missing: it is about the file as a whole. */
  readonly place?: RowPlace;
}

export interface Imported {
  readonly rows: readonly ImportedRow[];
  readonly problems: readonly ImportProblem[];
  /** Of a table: its columns, and what was matched to what. */
  readonly columns?: readonly Column[];
}

export interface Column {
  /** Counted from 0. */
  readonly index: number;
  readonly heading: string;
  /** What is in it: a name of `COLUMN_FIELDS`, or empty: it is not taken. */
  readonly field: string;
  /** What stands in it first, so that a person knows what they match. */
  readonly example: string;
}

/** What the readers must know of the city and of the day. */
export interface ImportScene {
  readonly clock: Clock;
  /** The city's own name, as it stands in addresses. */
  readonly city: string;
  readonly stadtteile: readonly { readonly code: string; readonly name: string }[];
  readonly districts: readonly {
    readonly slug: string;
    readonly name: string;
    readonly shortName: string;
  }[];
  /** More than so many rows are not read; the file says so. */
  readonly maxRows: number;
  /** The day from which dates count, by the `uidKey` of what is known already; else it is today. */
  readonly firstDays?: ReadonlyMap<string, string>;
}

/** Lets others have their turn: a great file must not keep a portal from answering. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
