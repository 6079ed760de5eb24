import type { Content } from './content.ts';
import type { Answers } from './read-form.ts';

/** A content as the answers that its form would have, without pictures and flyer. */
export function contentToAnswers(content: Content): Answers {
  const answers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(content) as [string, unknown][]) {
    if (name === 'images' || name === 'kind') continue;
    if (typeof value === 'string') answers[name] = value;
    else if (value === true) answers[name] = 'yes';
    else if (Array.isArray(value)) answers[name] = value.map(toText);
  }
  return answers;
}

/** A word as it is; a moved date as the form writes it. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  const { date, toDate, toTime } = value as { date: string; toDate: string; toTime: string };
  return `${date} ${toDate} ${toTime}`.trim();
}
