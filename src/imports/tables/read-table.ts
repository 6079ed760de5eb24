import { createHash } from 'node:crypto';
import type { FieldProblem } from '../../domain/errors.ts';
import { cleanLine, cleanText, fold } from '../../domain/text.ts';
import { dayOf } from '../../domain/time.ts';
import type { Column, Imported, ImportedRow, ImportProblem, ImportScene } from '../imported-row.ts';
import { pause } from '../imported-row.ts';
import { matchAudiences, matchTopics } from '../match-words.ts';
import { splitDescription } from '../plain-text.ts';
import { withoutEmpty } from '../without-empty.ts';
import { findDistrict, findStadtteil, readLocation, splitStreet } from '../read-location.ts';
import { matchColumns, matchHeading, ONLY_ENTRIES, ONLY_EVENTS } from './columns.ts';
import type { Grid, GridRow } from './grid.ts';
import { readWhen } from './read-when.ts';

/** So many rows above the headings may say something else, such as the name of the programme. */
const MAX_ABOVE = 15;
const CHUNK = 200;

/**
 * A table as rows of the form. `chosen` says by the column's index what a person matched; without
 * it the headings decide. Rows without anything in them are not counted.
 */
export async function readTable(
  grid: Grid,
  scene: ImportScene,
  chosen?: ReadonlyMap<number, string>,
): Promise<Imported> {
  const problems: ImportProblem[] = [];
  const head = findHead(grid.rows);
  const heading = grid.rows[head];
  if (heading === undefined)
    return { rows: [], problems: [{ message: 'tableEmpty' }], columns: [] };
  const body = grid.rows.slice(head + 1).filter((row) => row.cells.some((cell) => cell !== ''));
  const width = Math.max(heading.cells.length, ...body.slice(0, 50).map((row) => row.cells.length));
  const examples = Array.from({ length: width }, (_, index) =>
    cleanLine(body.find((row) => (row.cells[index] ?? '') !== '')?.cells[index] ?? '').slice(0, 60),
  );
  const headings = Array.from({ length: width }, (_, index) =>
    cleanLine(heading.cells[index] ?? '').slice(0, 80),
  );
  const columns = matchColumns(headings, examples).map((column) =>
    chosen === undefined ? column : { ...column, field: chosen.get(column.index) ?? '' },
  );
  const has = (fields: readonly string[]) => columns.some(({ field }) => fields.includes(field));
  const kind = has(ONLY_EVENTS) || !has(ONLY_ENTRIES) ? 'event' : 'entry';

  if (body.length === 0) problems.push({ message: 'tableEmpty' });
  else if (!has(['title'])) problems.push({ message: 'noTitleColumn' });
  else if (kind === 'event' && !has(['startDate', 'when']))
    problems.push({ message: 'noDateColumn' });
  const rows: ImportedRow[] = [];
  const seen = new Map<string, number>();
  for (const row of body.slice(0, scene.maxRows)) {
    if (rows.length % CHUNK === CHUNK - 1) await pause();
    rows.push(readRow(row, columns, kind, scene, seen));
  }
  if (grid.cut || body.length > scene.maxRows) {
    problems.push({ message: 'tooManyRows', values: { max: scene.maxRows, count: body.length } });
  }
  if (grid.brokenAt !== undefined) {
    problems.push({
      message: 'lineBroken',
      place: { unit: 'line', number: grid.brokenAt, title: '' },
    });
  }
  return { rows, problems, columns };
}

/** The row whose cells name the most fields; the first of them. */
function findHead(rows: readonly GridRow[]): number {
  let best = -1;
  let most = 0;
  rows.slice(0, MAX_ABOVE).forEach((row, index) => {
    const named = new Set(row.cells.map(matchHeading).filter((field) => field !== ''));
    // A cell that is a sentence is no heading.
    const short = row.cells.every((cell) => cell.length < 60);
    if (short && named.size > most) {
      most = named.size;
      best = index;
    }
  });
  return best >= 0 ? best : rows.findIndex((row) => row.cells.some((cell) => cell !== ''));
}

function readRow(
  row: GridRow,
  columns: readonly Column[],
  kind: 'event' | 'entry',
  scene: ImportScene,
  seen: Map<string, number>,
): ImportedRow {
  const today = dayOf(scene.clock.now, scene.clock.zone);
  const notes: FieldProblem[] = [];
  const answers: Record<string, string | readonly string[]> = {};
  const give = (
    values: Readonly<Record<string, string | readonly string[] | boolean | undefined>>,
  ) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || typeof value === 'boolean' || value.length === 0) continue;
      answers[name] ??= value;
    }
  };
  let uid = '';
  for (const { index, field } of columns) {
    const cell = row.cells[index] ?? '';
    if (field === '' || cell === '') continue;
    switch (field) {
      case 'uid':
        uid = cleanLine(cell).slice(0, 200);
        break;
      case 'when':
        give({ ...readWhen(cell, today) });
        break;
      case 'startDate': {
        const when = readWhen(cell, today);
        // What is no date stays as it was typed, so that the row can say what is wrong with it.
        give(
          when.startDate === undefined ? { startDate: cleanLine(cell).slice(0, 40) } : { ...when },
        );
        break;
      }
      case 'endDate': {
        const when = readWhen(cell, today);
        const time = when.startTime ?? when.endTime;
        give({
          endDate: when.startDate ?? (time === undefined ? cleanLine(cell).slice(0, 40) : ''),
          endTime: time,
        });
        break;
      }
      case 'startTime':
      case 'endTime': {
        const { startTime = cleanLine(cell).slice(0, 40), endTime } = readWhen(cell, today);
        give(field === 'endTime' ? { endTime: startTime } : { startTime, endTime });
        break;
      }
      case 'allDay':
      case 'free':
        if (isYes(cell)) give({ [field]: 'yes' });
        break;
      case 'location':
        give({ ...readLocation(cell, scene), online: undefined });
        break;
      case 'street':
        give(splitStreet(cell));
        break;
      case 'stadtteil':
      case 'district': {
        const found =
          field === 'stadtteil' ? findStadtteil(cell, scene) : findDistrict(cell, scene);
        if (found === undefined)
          notes.push({
            field,
            message: field === 'stadtteil' ? 'stadtteilUnknown' : 'districtUnknown',
            values: { text: cleanLine(cell).slice(0, 60) },
          });
        else give({ [field]: found });
        break;
      }
      case 'topics':
        give({ topics: matchTopics([cell]) });
        break;
      case 'audiences':
        give({ audiences: matchAudiences([cell]) });
        break;
      case 'price':
        if (isFree(cell)) give({ free: 'yes' });
        else give({ price: cleanLine(cell).slice(0, 200) });
        break;
      case 'description':
      case 'offer':
      case 'openingHours':
        give({ [field]: cleanText(cell) });
        break;
      default:
        give({ [field]: cleanLine(cell) });
    }
  }
  tidy(answers, notes);
  const title = answers['title'];
  const made = uid || inventUid(answers, seen);
  const last = answers['endDate'] ?? answers['startDate'];
  return {
    kind,
    place: { unit: 'line', number: row.number, title: typeof title === 'string' ? title : '' },
    uid: made,
    answers: withoutEmpty(answers),
    notes,
    leaveOut: typeof last === 'string' && /^\d{4}-\d\d-\d\d$/.test(last) && last < today,
  };
}

function tidy(answers: Record<string, string | readonly string[]>, notes: FieldProblem[]): void {
  const { title, summary, description, endDate, startDate } = answers;
  if (typeof title === 'string' && title.length > 120) {
    answers['title'] = title.slice(0, 120);
    notes.push({ field: 'title', message: 'titleCut' });
  }
  if (summary === undefined && typeof description === 'string') {
    const split = splitDescription(description);
    answers['summary'] = split.summary;
    answers['description'] = split.description;
  }
  if (endDate === startDate) answers['endDate'] = '';
}

/** Without a number of its own: the same for the same name and time, counted where several are. */
function inventUid(answers: Readonly<Record<string, unknown>>, seen: Map<string, number>): string {
  const names = ['title', 'startDate', 'startTime', 'placeName', 'street', 'houseNumber'];
  const said = JSON.stringify(names.map((name) => answers[name] ?? ''));
  const count = (seen.get(said) ?? 0) + 1;
  seen.set(said, count);
  const digest = createHash('sha256').update(`${said}${count === 1 ? '' : String(count)}`);
  return `row-${digest.digest('hex').slice(0, 32)}`;
}

const isYes = (cell: string): boolean => /^(?:ja|j|yes|y|x|true|wahr|1|✓)$/.test(fold(cell.trim()));
const isFree = (cell: string): boolean =>
  /^(?:0(?:[.,]00?)?\s*(?:€|eur|euro)?|frei|kostenlos|kostenfrei|gratis|free|umsonst|eintritt frei|keine)\.?$/.test(
    fold(cell.trim()),
  );
