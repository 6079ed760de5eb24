import type { Portal } from './portal.ts';
import { PASSWORD, answersFor } from './portal.ts';
import { visit, type Answer, type Fields, type Visitor } from './visitor.ts';

const FORMS = {
  event: '/einreichen/veranstaltung',
  entry: '/einreichen/adresse',
  story: '/einreichen/projekt',
} as const;
export type Kind = keyof typeof FORMS;

/** Fetches a form, fills it in and sends it to the check page; gives that answer. */
export async function fillIn(visitor: Visitor, kind: Kind, answers: Fields): Promise<Answer> {
  const form = await visitor.get(FORMS[kind]);
  return visitor.post(form.action('form.form'), {
    ...form.fields('form.form'),
    ...answers,
    step: 'check',
  });
}

/** From the empty form to "sent"; gives the page that says so. */
export async function handIn(
  portal: Portal,
  kind: Kind,
  changes: Record<string, string | string[]> = {},
): Promise<{ reference: string; sent: Answer }> {
  const visitor = visit(portal.url);
  const check = await fillIn(visitor, kind, answersFor(kind, changes));
  if (check.status !== 200) throw new Error(`the form was refused: ${check.text.slice(0, 4000)}`);
  const done = await visitor.post(check.action('form.check-form'), {
    ...check.fields('form.check-form'),
    step: 'send',
  });
  const sent = await visitor.get(done.location);
  const reference = sent.document.querySelector('.reference')?.textContent ?? '';
  return { reference, sent };
}

/**
 * The private link of the submission that was handed in last, as a path. Letters of one moment leave
 * in no certain order, so the one that asks for confirmation counts first.
 */
export function linkIn(portal: Portal, to = 'nora@example.org'): string {
  const letters = portal.letters.filter((one) => one.to.address === to);
  const letter =
    letters.findLast((one) => /\/vorgang\/[\w-]+\/bestaetigen/.test(one.text)) ??
    letters.findLast((one) => /\/vorgang\//.test(one.text));
  const match = /\/vorgang\/[\w-]+/.exec(letter?.text ?? '');
  if (match === null) throw new Error(`no letter with a link went to ${to}`);
  return match[0];
}

/** Hands in, reads the mail and presses the button behind its link. Gives reference and link. */
export async function handInAndConfirm(
  portal: Portal,
  kind: Kind,
  changes: Record<string, string | string[]> = {},
): Promise<{ reference: string; link: string }> {
  const { reference } = await handIn(portal, kind, changes);
  await portal.work();
  const link = linkIn(portal, String(changes['submitterEmail'] ?? 'nora@example.org'));
  await visit(portal.url).post(`${link}/bestaetigen`, {});
  await portal.work();
  return { reference, link };
}

/** Keeps an unfinished form as a draft and reads the mail; gives the path of its link. */
export async function keepDraft(
  portal: Portal,
  kind: Kind,
  answers: Fields,
  email = 'nora@example.org',
): Promise<string> {
  const visitor = visit(portal.url);
  const form = await visitor.get(FORMS[kind]);
  const kept = await visitor.post(FORMS[kind], {
    ...form.fields('form.form'),
    submitterEmail: email,
    ...answers,
    step: 'draft',
  });
  if (kept.status !== 200) throw new Error(`no draft was kept: ${kept.text.slice(0, 4000)}`);
  await portal.work();
  const letter = portal.letters.findLast((one) => one.to.address === email);
  return /\/entwurf\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
}

export async function signIn(portal: Portal, email: string): Promise<Visitor> {
  const visitor = visit(portal.url);
  const answer = await visitor.post('/anmelden', { email, password: PASSWORD });
  if (answer.status !== 303)
    throw new Error(`${email} could not sign in: ${String(answer.status)}`);
  return visitor;
}

/** Sends a decision with the version that the submission's page shows. */
export async function decide(
  visitor: Visitor,
  reference: string,
  event: string,
  details: Record<string, string> = {},
): Promise<Answer> {
  const page = await visitor.get(`/redaktion/${reference}`);
  const version =
    details['version'] ??
    page.document.querySelector('input[name=version]')?.getAttribute('value') ??
    '';
  return visitor.post(`/redaktion/${reference}/entscheidungen`, { event, version, ...details });
}
