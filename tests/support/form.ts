import type { Answer, Fields } from './visitor.ts';

/**
 * The sentence at a field, when everybody is told of it: the field says that it is wrong and which
 * text describes it, and the summary has a link to it with the same sentence. Else what is missing.
 */
export function problemAt(answer: Answer, field: string): string {
  const input = answer.document.getElementById(`f-${field}`);
  if (input === null) return `no field f-${field}`;
  if (input.getAttribute('aria-invalid') !== 'true') return `f-${field} does not say it is wrong`;
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ');
  const sentences = described.map((id) => answer.document.getElementById(id)?.textContent.trim());
  if (sentences.includes(undefined))
    return `f-${field} is described by nothing: ${described.join()}`;
  const link = answer.document.querySelector(`#probleme a[href="#f-${field}"]`);
  const text = link?.textContent.trim() ?? 'no link in the summary';
  return sentences.includes(text) ? text : `the summary says "${text}", the field does not`;
}

/** Every sentence of the summary, from top to bottom. */
export function summaryOf(answer: Answer): string[] {
  return answer.document.querySelectorAll('#probleme a').map((link) => link.textContent.trim());
}

/** What a form holds, without its guards; a question with one answer is that answer. */
export function typedIn(answer: Answer, selector = 'form.form'): Fields {
  const guards = ['key', 'stamp', 'fax'];
  return Object.fromEntries(
    Object.entries(answer.fields(selector))
      .filter(([name]) => !guards.includes(name))
      .map(([name, value]) => [name, value.length === 1 ? (value[0] ?? '') : value]),
  );
}
