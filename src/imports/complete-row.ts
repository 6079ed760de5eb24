import type { Answers } from '../domain/kinds/read-form.ts';
import type { ImportedRow } from './imported-row.ts';
import { withoutEmpty } from './without-empty.ts';

const PLACE = ['district', 'stadtteil', 'placeName', 'street', 'houseNumber', 'postalCode'];
/** Some word about where it is; a city alone names no office. */
const SAYS_WHERE = ['district', 'stadtteil', 'street', 'postalCode'];
const PRICE = ['free', 'price'];

/**
 * A row with what was answered once for all: it fills gaps and never changes what the row says. A
 * place is taken as a whole, or a street of one place would meet the number of another.
 */
export function completeRow(row: ImportedRow, common: Answers, city: string): ImportedRow {
  const says = (names: readonly string[]) => names.some((name) => row.answers[name] !== undefined);
  const given = withoutEmpty(common);
  const fill = Object.entries(given).filter(([name]) => {
    if (PLACE.includes(name)) return !says(SAYS_WHERE) && row.answers[name] === undefined;
    if (PRICE.includes(name)) return !says(PRICE);
    return row.answers[name] === undefined;
  });
  const answers: Record<string, Answers[string]> = { ...Object.fromEntries(fill), ...row.answers };
  answers['city'] ??= city;
  const title = answers['title'];
  if (answers['summary'] !== undefined || title === undefined) return { ...row, answers };
  // A calendar without descriptions is the most common one; its titles say what it is about.
  const note = { field: 'summary', message: 'summaryFromTitle' };
  return { ...row, answers: { ...answers, summary: title }, notes: [...row.notes, note] };
}
