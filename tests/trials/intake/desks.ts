import { visit } from '../../support/visitor.ts';
import type { Postbox } from '../support/postbox.ts';
import { coordinatorOf } from '../support/trial-database.ts';

/** Every desk by the code that its references begin with. */
export const DESKS: Readonly<Record<string, string>> = {
  BIO: 'bickendorf-ossendorf',
  BIL: 'bilderstoeckchen',
  BOM: 'bocklemuend-mengenich',
  BUB: 'buchheim-buchforst',
  CHO: 'chorweiler',
  HOV: 'hoehenberg-vingst',
  KAL: 'kalk-humboldt',
  MER: 'meschenich-rondorf',
  MUE: 'muelheim',
  OST: 'ostheim-neubrueck',
  POR: 'porz-finkenberg',
  KOE: 'portal',
};

const PAGES = 50;
const MAIL_PATIENCE_MS = 20_000;

/** Follows the link of the mail to this contributor and presses its button. */
export async function confirm(origin: string, postbox: Postbox, email: string): Promise<void> {
  const letter = await postbox.find((one) => one.to === email, MAIL_PATIENCE_MS);
  const path = /\/vorgang\/[\w-]+\/bestaetigen/.exec(letter?.text ?? '')?.[0];
  if (path === undefined) throw new Error(`no mail with a link came to ${email}`);
  const visitor = visit(origin);
  const page = await visitor.get(path);
  const answer = await visitor.post(page.action('main form'), page.fields('main form'));
  if (answer.status !== 303) throw new Error(`confirming was answered ${String(answer.status)}`);
}

/** Signs in as a desk's coordinator and reads the queue, page by page: the references in it. */
export async function readQueue(
  origin: string,
  slug: string,
  password: string,
): Promise<Set<string>> {
  const visitor = visit(origin);
  const email = coordinatorOf(slug);
  const answer = await visitor.post('/anmelden', { email, password });
  if (answer.status !== 303) {
    throw new Error(`${email} could not sign in: ${String(answer.status)}`);
  }
  const references = new Set<string>();
  for (let page = 1; page <= PAGES; page += 1) {
    const queue = await visitor.get(`/redaktion?seite=${String(page)}`);
    for (const row of queue.document.querySelectorAll('.q__ref')) {
      references.add(row.textContent.trim());
    }
    const next = `seite=${String(page + 1)}`;
    const links = queue.document.querySelectorAll('nav.more a');
    if (!links.some((link) => link.getAttribute('href')?.includes(next) === true)) break;
  }
  return references;
}
