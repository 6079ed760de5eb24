import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { createServices, type Services } from '../../src/services.ts';
import { createAccount } from '../../src/workflow/create-account.ts';
import { markSitesChanged } from '../../src/db/counters.ts';
import { DEMO_MARK } from '../../src/db/settings.ts';
import { seedDemo } from '../../src/workflow/seed-demo.ts';
import { fill } from './fill.ts';
import { multiply } from './multiply.ts';

export const COORDINATOR = 'kalk@example.org';
export const PASSWORD = 'ein Passwort nur für Messungen';
export const SECRET = 'a secret for measurements, long enough to be taken';

export const CACHE = join(tmpdir(), 'veedelpost-bench');
/** Shared by all: a file of the demo lies there under its own id. */
export const UPLOADS = join(CACHE, 'uploads');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** So many are made one by one; more are copies of them. */
const BASE = 10_000;

/** A filled database of so many submissions, made once a day and kept for the next run. */
export async function prepareDatabase(rows: number): Promise<string> {
  const file = join(CACHE, `${String(rows)}-${fingerprint()}.sqlite`);
  if (existsSync(file)) return file;
  await mkdir(CACHE, { recursive: true });
  const draft = `${file}.draft`;
  await remove(draft);
  if (rows <= BASE) await fillDraft(draft, rows, rows);
  else {
    if (rows % BASE !== 0) throw new Error(`more than ${String(BASE)} only in steps of as many`);
    const base = `${file}.base`;
    await remove(base);
    await fillDraft(base, BASE, rows);
    await copyFile(base, draft);
    const began = Date.now();
    console.error(`filling: ${String(rows)}, as copies`);
    multiply(draft, base, BASE, rows / BASE);
    console.error(
      `filling: ${String(rows)} (${String(Math.round((Date.now() - began) / 1000))} s)`,
    );
    await remove(base);
  }
  await rename(draft, file);
  return file;
}

async function fillDraft(file: string, rows: number, inAll: number): Promise<void> {
  const services = await openServices(file);
  const began = Date.now();
  await fill(services, rows, inAll, (done) => {
    if (done % 5_000 === 0 || done === rows) {
      const seconds = Math.round((Date.now() - began) / 1000);
      console.error(`filling: ${String(done)} of ${String(rows)} (${String(seconds)} s)`);
    }
  });
  await createAccount(services, {
    email: COORDINATOR,
    name: 'Kim Kalk',
    password: PASSWORD,
    districts: ['kalk-humboldt'],
    isEditor: false,
    isAdministrator: false,
  });
  // Closing writes the log back into the file.
  await services.close();
}

/** The demo's database, with its pictures: what the landing page looks like in use. */
export async function prepareDemo(): Promise<string> {
  const file = join(CACHE, `demo-${fingerprint()}.sqlite`);
  if (existsSync(file)) return file;
  await mkdir(CACHE, { recursive: true });
  const draft = `${file}.draft`;
  await remove(draft);
  console.error('filling: the demo');
  const services = await openServices(draft);
  await seedDemo(services, PASSWORD);
  await services.close();
  // Production refuses a database that says it is the demo's, and what is measured runs as production.
  const plain = new Sqlite(draft);
  plain.prepare('DELETE FROM settings WHERE name = ?').run(DEMO_MARK);
  plain.close();
  await rename(draft, file);
  return file;
}

export function openServices(file: string): Promise<Services> {
  const config = readConfig({
    DATABASE_URL: `file:${file}`,
    UPLOADS_URL: `file:${UPLOADS}`,
    SESSION_SECRET: SECRET,
  });
  return createServices(config, 'http://localhost', { log: pino({ level: 'silent' }) });
}

/** As after a decision of the measured district: its pages, and the portal's, are out of date. */
export async function changeSomething({ db, city }: Services): Promise<void> {
  const district = (await city()).bySlug.get('kalk-humboldt');
  await db.transact((tx) => markSitesChanged(tx, district?.id));
}

/** A copy that a measurement may write to. */
export async function copyDatabase(file: string, name: string): Promise<string> {
  const copy = join(CACHE, `${name}.sqlite`);
  await remove(copy);
  await copyFile(file, copy);
  return copy;
}

export async function remove(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
}

/** Another schema, another way of filling or another day makes another database. */
function fingerprint(): string {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
  const migrations = join(ROOT, 'db/migrations/sqlite');
  const files = [
    ...readdirSync(migrations, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => join(migrations, name)),
    ...['databases.ts', 'fill.ts', 'lives.ts', 'multiply.ts', 'templates.ts'].map((name) =>
      join(ROOT, 'bench/support', name),
    ),
  ];
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 10);
}
