import { randomBytes } from 'node:crypto';
import { findAccount, findAccountByEmail, hasNoAccounts } from '../db/accounts.ts';
import { settleOutbox } from '../db/outbox.ts';
import { DEMO_MARK, keepSetting } from '../db/settings.ts';
import type { Account } from '../domain/permissions.ts';
import { createAccount } from './create-account.ts';
import { listArticleMoves, type DemoArticle } from './demo-articles.ts';
import { listReportMoves, type DemoReport } from './demo-reports.ts';
import { listMoves, type DemoParts, type DemoSubmission } from './demo-moves.ts';
import { fireTimers } from './fire-timers.ts';
import { readSeed } from './seed-city.ts';

export interface Demo {
  readonly password: string;
  readonly accounts: readonly string[];
}

/** Fills an empty portal with a believable day, by the same doors that people use. */
export async function seedDemoIfWanted(
  parts: DemoParts,
  wanted: { readonly demo: 'auto' | 'on' | 'off'; readonly demoPassword: string | undefined },
): Promise<Demo | undefined> {
  if (wanted.demo === 'off' || !(await hasNoAccounts(parts.db.read))) return undefined;
  return seedDemo(parts, wanted.demoPassword ?? randomBytes(12).toString('base64url'));
}

export async function seedDemo(parts: DemoParts, password: string): Promise<Demo> {
  // Production refuses a database whose accounts have a password that was printed on a screen.
  await keepSetting(parts.db, DEMO_MARK, 'yes');
  const accounts = await createDemoAccounts(parts, password);
  const submissions = await readSeed<DemoSubmission[]>('demo.json');
  const articles = await readSeed<DemoArticle[]>('articles.json');
  const reports = await readSeed<DemoReport[]>('reports.json');
  const start = parts.now();
  const people = new Map<string, Account>();
  for (const email of accounts) {
    const row = await findAccountByEmail(parts.db.read, email);
    const account = row && (await findAccount(parts.db.read, row.id));
    if (account) people.set(email, account);
  }
  const moves = [
    ...submissions.flatMap((submission) => listMoves(submission, start)),
    ...articles.flatMap((article, index) => listArticleMoves(article, start, index)),
    ...reports.flatMap((report) => listReportMoves(report, start)),
  ].sort((a, b) => a.at - b.at);
  // The moved clock makes each thing happen when it is said to have happened.
  for (const move of moves) {
    const then = { ...parts, now: () => move.at, mailIsWaiting: () => undefined };
    while ((await fireTimers(then)) > 0);
    await move.run(then, people, start);
  }
  // What fell due on the way, and the mails of past days, are done with; only today's are sent.
  while ((await fireTimers({ ...parts, mailIsWaiting: () => undefined })) > 0);
  await parts.db.transact((tx) => settleOutbox(tx, parts.now()));
  return { password, accounts };
}

export function describeDemo(demo: Demo, baseUrl: string): string {
  return [
    '',
    `Demo accounts (sign in at ${baseUrl}/anmelden), all with the password  ${demo.password}`,
    ...demo.accounts.map((email) => `  ${email}`),
    '',
  ].join('\n');
}

const COORDINATOR_NAMES = [
  'Ayla Demir',
  'Jonas Breuer',
  'Miriam Okafor',
  'Stefan Lünig',
  'Katja Wolter',
  'Paolo Ricci',
  'Hanna Esser',
  'Deniz Kaya',
  'Ruth Paffrath',
  'Oksana Melnyk',
  'Thomas Schmitz',
];

async function createDemoAccounts(parts: DemoParts, password: string): Promise<string[]> {
  const city = await parts.city();
  const emails: string[] = [];
  const create = async (
    email: string,
    name: string,
    rights: Partial<Parameters<typeof createAccount>[1]>,
  ) => {
    await createAccount(parts, {
      email,
      name,
      password,
      districts: [],
      isEditor: false,
      isAdministrator: false,
      ...rights,
    });
    emails.push(email);
  };
  for (const [index, district] of city.districts.entries()) {
    const name = COORDINATOR_NAMES[index] ?? district.shortName;
    await create(`koordination.${district.slug}@example.org`, name, { districts: [district.slug] });
  }
  await create('portal@example.org', 'Mira Santos', { districts: [city.portal.slug] });
  await create('startseite@example.org', 'Lena Hagen', { isEditor: true });
  await create('verwaltung@example.org', 'Uwe Pütz', { isAdministrator: true });
  return emails;
}
