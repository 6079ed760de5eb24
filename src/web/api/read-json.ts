import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';

const MOST_FIELDS = 120;
const MOST_VALUES = 300;

/**
 * A JSON object under the forms' own names, as the answers of a form. Texts, numbers and yes or no are
 * taken, and lists of texts; a moved date may be an object. Anything deeper is a problem of its field.
 */
export function readJsonAnswers(body: unknown): { answers: Answers; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const answers: Record<string, string | string[]> = {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { answers, problems: [{ field: '', message: 'notAnObject' }] };
  }
  for (const [given, value] of Object.entries(body).slice(0, MOST_FIELDS)) {
    const name = given.replace(/\[\]$/, '');
    const text = Array.isArray(value) ? readList(value) : readText(value);
    if (text === undefined) problems.push({ field: name, message: 'unusable' });
    else answers[name] = text;
  }
  return { answers, problems };
}

function readList(values: readonly unknown[]): string[] | undefined {
  if (values.length > MOST_VALUES) return undefined;
  const texts = values.map((value) => readMoved(value) ?? readText(value));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function readText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 'yes' : '';
    default:
      return value === null ? '' : undefined;
  }
}

/** `{ date, toDate, toTime }` in the form's own spelling. */
function readMoved(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { date, toDate, toTime = '' } = value as Record<string, unknown>;
  const parts = [date, toDate, toTime];
  if (!parts.every((part) => typeof part === 'string')) return undefined;
  return parts.join(' ').trim();
}
