import { listOutbox, type OutboxMail } from '../../../src/db/outbox.ts';
import { submissions } from '../../../src/db/schema.ts';
import type { Services } from '../../../src/services.ts';
import type { Postbox } from '../support/postbox.ts';
import type { Ledger } from './ledger.ts';

const DECISION_MAILS = ['approved', 'published', 'scheduled'];
const ALL = 1_000_000;

/** Compares what people were told with what the database and their letter boxes hold. */
export async function audit(
  services: Services,
  ledger: Ledger,
  postbox: Postbox,
): Promise<{ faults: string[]; duplicates: number }> {
  const faults: string[] = [];
  const rows = await services.db.read.select().from(submissions);
  const mails = await listOutbox(services.db.read, undefined, ALL);
  const byTitle = Map.groupBy(rows, (row) => row.title);
  const mailsOf = Map.groupBy(mails, (mail) => mail.submissionId ?? '');
  const count = (id: string, fits: (mail: OutboxMail) => boolean) =>
    (mailsOf.get(id) ?? []).filter(fits).length;

  for (const [title, reference] of ledger.acknowledged) {
    const [row] = byTitle.get(title) ?? [];
    if (row === undefined) faults.push(`lost: ${title} ${reference} was answered with success`);
    else if (reference !== '' && row.reference !== reference) {
      faults.push(`${title} was ${reference} and is ${row.reference}`);
    }
  }
  for (const [title, same] of byTitle) {
    if (same.length > 1) faults.push(`${title} is there ${String(same.length)} times`);
  }
  for (const row of rows) {
    const asked = count(row.id, (mail) => mail.mail === 'confirmRequest');
    if (asked !== 1) faults.push(`${row.reference} has ${String(asked)} mails to confirm it`);
    const email = `versuch-${row.title.replace(/\D/g, '')}@example.org`;
    if (ledger.confirmed.has(email) && !row.confirmed) {
      faults.push(`lost: ${row.reference} was confirmed`);
    }
    if (row.confirmed) {
      const receipts = count(row.id, (mail) => mail.mail === 'received');
      if (receipts !== 1) faults.push(`${row.reference} has ${String(receipts)} receipts`);
    }
    if (ledger.decided.has(row.reference) && row.review !== 'approved') {
      faults.push(`lost: the decision about ${row.reference}`);
    }
    if (row.review === 'approved') {
      const told = count(row.id, (mail) => DECISION_MAILS.includes(mail.mail));
      if (told !== 1) faults.push(`${row.reference} has ${String(told)} mails of its decision`);
    }
  }
  const { faults: mailFaults, duplicates } = auditLetters(mails, postbox);
  return { faults: [...faults, ...mailFaults], duplicates };
}

/** Every row of the outbox left at least once; a second letter of it carries the same Message-ID. */
function auditLetters(
  mails: readonly OutboxMail[],
  postbox: Postbox,
): { faults: string[]; duplicates: number } {
  const faults: string[] = [];
  const byId = Map.groupBy(postbox.letters, (letter) => letter.messageId.replace(/^<|@.*$/g, ''));
  for (const mail of mails) {
    const letters = byId.get(mail.id) ?? [];
    if (mail.status !== 'sent') faults.push(`the mail ${mail.mail} ${mail.id} is ${mail.status}`);
    if (letters.length === 0) faults.push(`the mail ${mail.mail} ${mail.id} reached nobody`);
    if (letters.some((letter) => letter.to !== mail.toAddress)) {
      faults.push(`the mail ${mail.mail} ${mail.id} reached somebody else`);
    }
  }
  const known = new Set(mails.map((mail) => mail.id));
  for (const id of byId.keys()) {
    if (!known.has(id)) faults.push(`a letter ${id} came that no row of the outbox knows`);
  }
  return { faults, duplicates: postbox.letters.length - byId.size };
}
