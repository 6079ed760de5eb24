import { visit, type Answer, type Fields } from '../../support/visitor.ts';
import type { Answers } from './answers.ts';

export interface Refusal {
  readonly field: string;
  readonly sentence: string;
}

export type HandedIn =
  | { readonly reference: string; readonly refusals?: never }
  | { readonly reference?: never; readonly refusals: readonly Refusal[] };

const FORM = '/einreichen/veranstaltung';

/** Fills in the public form as a browser without script would: form, check page, send. */
export async function handIn(
  origin: string,
  answers: Answers,
  stadtteil: string,
): Promise<HandedIn> {
  const visitor = visit(origin);
  const form = await visitor.get(FORM);
  const typed: Fields = {
    ...form.fields('form.form'),
    ...typeInto(form, { ...answers, stadtteil: choose(form, 'stadtteil', stadtteil) }),
    consent: 'yes',
    step: 'check',
  };
  const check = await visitor.upload(form.action('form.form'), typed, {});
  if (check.status === 422) return { refusals: readRefusals(check) };
  if (check.status !== 200) throw unexpected('the form', check);

  const sent = await visitor.post(check.action('form.check-form'), {
    ...check.fields('form.check-form'),
    step: 'send',
  });
  if (sent.status !== 303) throw unexpected('the check page', sent);
  const receipt = await visitor.get(sent.location);
  const reference = receipt.document.querySelector('.reference')?.textContent.trim() ?? '';
  if (reference === '') throw unexpected('the receipt', receipt);
  return { reference };
}

/** Only what the form has a field for can be typed. */
function typeInto(form: Answer, answers: Answers): Answers {
  for (const name of Object.keys(answers)) {
    if (form.document.querySelector(`form.form [name="${name}"]`) === null) {
      throw new Error(`the form has no field called ${name}`);
    }
  }
  return answers;
}

/** The option with this label, as it stands in the list; nothing where the list has no such label. */
function choose(form: Answer, name: string, label: string): string {
  const options = form.document.querySelectorAll(`select[name="${name}"] option`);
  const option = options.find((one) => one.textContent.trim() === label);
  return label === '' ? '' : (option?.getAttribute('value') ?? '');
}

/** The summary of problems above the form: each leads to its field. */
function readRefusals(answer: Answer): Refusal[] {
  return answer.document.querySelectorAll('.problems a').map((link) => ({
    field: (link.getAttribute('href') ?? '').replace(/^#(f-)?/, ''),
    sentence: link.textContent.trim(),
  }));
}

function unexpected(what: string, answer: Answer): Error {
  const title = answer.document.querySelector('h1')?.textContent ?? answer.text.slice(0, 200);
  return new Error(`${what} was answered with ${String(answer.status)}: ${title}`);
}
