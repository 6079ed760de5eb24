import { setTimeout as pause } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import type { Postbox } from '../support/postbox.ts';
import { coordinatorOf, PASSWORD } from '../support/trial-database.ts';
import type { Ledger, SentForm } from './ledger.ts';

const FORM = '/einreichen/veranstaltung';
export const DESK = 'kalk-humboldt';

/** Everybody who is at work in one round. */
export interface Round {
  readonly origin: string;
  readonly ledger: Ledger;
  readonly postbox: Postbox;
  /** The process is dead, or about to be. */
  over(): boolean;
}

/** An answer, or nothing where the process died before giving one. */
async function ask(request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Hands in one thing after the other; first again what was not answered in an earlier round. */
export async function contribute(round: Round): Promise<void> {
  const visitor = visit(round.origin);
  while (!round.over()) {
    const again = round.ledger.unanswered.shift();
    if (again !== undefined) round.ledger.resent += 1;
    const form = again ?? (await fillIn(round, visitor));
    if (form === undefined) return;
    const answer = await ask(visitor.post(form.path, form.fields));
    if (answer === undefined) {
      round.ledger.unanswered.push(form);
      return;
    }
    if (answer.status !== 303) throw new Error(`a form was answered ${String(answer.status)}`);
    const receipt = await ask(visitor.get(answer.location));
    const reference = receipt?.document.querySelector('.reference')?.textContent.trim() ?? '';
    round.ledger.acknowledged.set(form.title, reference);
  }
}

async function fillIn(round: Round, visitor: Visitor): Promise<SentForm | undefined> {
  const form = await ask(visitor.get(FORM));
  if (form === undefined) return undefined;
  const number = round.ledger.sent.size + 1;
  const title = `Versuch ${String(number)}`;
  round.ledger.sent.add(title);
  const fields = {
    ...form.fields('form.form'),
    title,
    summary: 'Wird unter Last eingereicht, während der Prozess abstürzt.',
    stadtteil: '802',
    startDate: Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 20 }).toString(),
    startTime: '15:00',
    submitterName: 'Nora Beispiel',
    submitterEmail: `versuch-${String(number)}@example.org`,
    consent: 'yes',
    step: 'send',
  };
  return { path: FORM, fields, title };
}

/** Reads the mails as they come and presses the button behind each link. */
export async function confirmAll(round: Round): Promise<void> {
  const visitor = visit(round.origin);
  while (!round.over()) {
    for (const letter of round.postbox.letters) {
      const link = /\/vorgang\/[\w-]+\/bestaetigen/.exec(letter.text)?.[0];
      if (link === undefined || round.ledger.confirmed.has(letter.to) || round.over()) continue;
      const answer = await ask(visitor.post(link, {}));
      if (answer === undefined) return;
      if (answer.status !== 303) throw new Error(`confirming: ${String(answer.status)}`);
      round.ledger.confirmed.add(letter.to);
    }
    await pause(20);
  }
}

/** The coordinator opens what the queue shows and approves it, with the version on the page. */
export async function decideAll(round: Round, coordinator: Visitor): Promise<void> {
  while (!round.over()) {
    const queue = await ask(coordinator.get('/redaktion'));
    if (queue === undefined) return;
    if (queue.status === 303) {
      const email = coordinatorOf(DESK);
      if (!(await ask(coordinator.post('/anmelden', { email, password: PASSWORD })))) return;
      continue;
    }
    for (const row of queue.document.querySelectorAll('.q__ref')) {
      if (round.over()) return;
      const path = `/redaktion/${row.textContent.trim()}`;
      const page = await ask(coordinator.get(path));
      if (page === undefined) return;
      const input = page.document.querySelector('input[name=version]');
      const version = input?.getAttribute('value') ?? '';
      const fields = { event: 'approve', version };
      const answer = await ask(coordinator.post(`${path}/entscheidungen`, fields));
      if (answer === undefined) return;
      if (answer.status === 303) round.ledger.decided.add(row.textContent.trim());
    }
    await pause(20);
  }
}
