import type { Request } from 'express';
import type { City } from '../../db/places.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Content, Submitter } from '../../domain/kinds/content.ts';
import { readContent, readSubmitter, type Answers } from '../../domain/kinds/read-form.ts';
import type { Route } from '../../domain/routing.ts';
import { cleanLine } from '../../domain/text.ts';
import { readSignedText, signText } from '../../domain/tokens.ts';
import { completeRow } from '../../imports/complete-row.ts';
import type { Imported, ImportedRow } from '../../imports/imported-row.ts';
import { readImport } from '../../imports/read-import.ts';
import { keepImport, readKeptImport } from '../../workflow/keep-import.ts';
import { findRoutes } from '../../workflow/find-route.ts';
import { importScene } from '../../workflow/import-scene.ts';
import type { WebParts } from '../parts.ts';
import { listOf, readAnswers, textOf } from '../answers.ts';
import { checkGuards, type GuardResult } from '../form-guards.ts';

/** More than so many come in several files: a person has to look at each of them. */
export const MAX_ROWS = 500;
const PURPOSE = 'import';

/** What is asked once and holds for every row that says nothing of it. */
export const COMMON_FIELDS = [
  'stadtteil',
  'district',
  'placeName',
  'street',
  'houseNumber',
  'postalCode',
  'topics',
  'audiences',
  'free',
  'price',
] as const;

export interface PreparedRow {
  readonly row: ImportedRow;
  readonly content: Content | undefined;
  readonly route: Route | undefined;
  readonly problems: readonly FieldProblem[];
  /** The person wants it. */
  readonly taken: boolean;
}

export interface ManyReading {
  readonly answers: Answers;
  readonly guards: GuardResult;
  /** Nothing was brought along yet. */
  readonly missing: boolean;
  readonly fileName: string;
  /** Signed, so that nobody opens another's file by its number. */
  readonly kept: string;
  readonly imported: Imported;
  readonly rows: readonly PreparedRow[];
  readonly submitter: Submitter | undefined;
  readonly submitterProblems: readonly FieldProblem[];
}

const NOTHING: Imported = { rows: [], problems: [] };

/** From a request to rows that were checked as if each had been typed into the form. */
export async function readMany(parts: WebParts, req: Request): Promise<ManyReading> {
  const city = await parts.city();
  const answers = readAnswers(req);
  const guards = checkGuards(answers, parts.secret, parts.now());
  const source = await findSource(parts, req, answers);
  const imported =
    source === undefined
      ? NOTHING
      : await readImport(source.bytes, importScene(parts, city, MAX_ROWS), readChosen(answers));
  const rows = await prepareRows(parts, city, imported.rows, answers);
  const submitter = readSubmitter(answers);
  return {
    answers,
    guards,
    missing: source === undefined,
    fileName: source?.name ?? '',
    kept: source?.kept ?? '',
    imported,
    rows,
    submitter: submitter.ok ? submitter.value : undefined,
    submitterProblems: submitter.ok ? [] : submitter.problems,
  };
}

/** A file of this request, a text of this request, or what an earlier step kept. */
async function findSource(
  parts: WebParts,
  req: Request,
  answers: Answers,
): Promise<{ bytes: Buffer; name: string; kept: string } | undefined> {
  const { file } = req;
  const pasted = textOf(answers, 'pasted').trim();
  if (file !== undefined && file.size > 0) {
    return keep(file.buffer, cleanLine(file.originalname).slice(0, 120));
  }
  if (pasted !== '') return keep(Buffer.from(pasted), '');
  const [id = '', name = ''] = (
    readSignedText(parts.secret, PURPOSE, textOf(answers, 'kept')) ?? ''
  ).split('|');
  const bytes = id === '' ? undefined : await readKeptImport(parts, id);
  return bytes === undefined ? undefined : { bytes, name, kept: textOf(answers, 'kept') };

  async function keep(bytes: Buffer, name: string) {
    const id = await keepImport(parts, bytes);
    return {
      bytes,
      name,
      kept: signText(parts.secret, PURPOSE, `${id}|${name.replaceAll('|', ' ')}`),
    };
  }
}

/** The id of the kept file, to drop it once it was sent. */
export function keptId(parts: WebParts, kept: string): string {
  return (readSignedText(parts.secret, PURPOSE, kept) ?? '').split('|')[0] ?? '';
}

function readChosen(answers: Answers): Map<number, string> | undefined {
  // A new file has columns of its own.
  const columns = Object.keys(answers).filter((name) => /^column-\d{1,2}$/.test(name));
  if (columns.length === 0) return undefined;
  return new Map(columns.map((name) => [Number(name.slice(7)), textOf(answers, name)]));
}

async function prepareRows(
  parts: WebParts,
  city: City,
  rows: readonly ImportedRow[],
  answers: Answers,
): Promise<PreparedRow[]> {
  const common = Object.fromEntries(COMMON_FIELDS.map((name) => [name, answers[name]]));
  const wanted = textOf(answers, 'shown') === '' ? undefined : new Set(listOf(answers, 'take'));
  const clock = { now: parts.now(), zone: parts.zone };
  const read = rows.map((imported) => {
    const row = completeRow(imported, common, city.names.city);
    const reading = readContent(row.kind, row.answers, { images: [], flyer: null }, clock);
    return { row, reading };
  });
  const usable = read.flatMap(({ reading }) => (reading.ok ? [reading.value] : []));
  const routes = await findRoutes(parts, usable);
  const routeOf = new Map(usable.map((content, index) => [content, routes[index]]));
  return read.map(({ row, reading }) => ({
    row,
    content: reading.ok ? reading.value : undefined,
    route: reading.ok ? routeOf.get(reading.value) : undefined,
    problems: reading.ok ? [] : reading.problems,
    taken: wanted === undefined ? !row.leaveOut : wanted.has(String(row.place.number)),
  }));
}
