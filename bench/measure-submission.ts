import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openClient, type Client } from './support/client.ts';
import { CACHE, copyDatabase, remove } from './support/databases.ts';
import { milliseconds, percent, type Finding } from './support/finding.ts';
import { startPortal, type Server } from './support/server.ts';
import { FORM, makeForms } from './support/submission-forms.ts';

const BAR = 0.4;
const BAR_MS = 1;
const ROUNDS = 3;
const AT_ONCE = 32;

/** A form that is sent until it is committed, against the bare durable insert of as many bytes. */
export async function measureSubmission(file: string, forms: number): Promise<Finding[]> {
  const copy = await copyDatabase(file, 'submissions');
  const portal = await startPortal(copy);
  const client = openClient(portal.url, AT_ONCE);
  try {
    await sendAll(portal, client, await makeForms(200));
    const ours = [];
    const theirs = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const bodies = await makeForms(forms);
      ours.push(await sendAll(portal, client, bodies));
      theirs.push(await insertBare(bodies));
    }
    const perSecond = Math.max(...ours.map((run) => run.perSecond));
    const cpuMs = Math.min(...ours.map((run) => run.cpuMs));
    const bare = Math.max(...theirs);
    return [
      {
        what: `submission, ${String(AT_ONCE)} at once: accepted/s against bare durable inserts/s`,
        measured: `${percent(perSecond / bare)} (${String(Math.round(perSecond))} : ${String(Math.round(bare))})`,
        bar: `≥ ${percent(BAR)}`,
        good: perSecond / bare >= BAR,
      },
      {
        what: 'submission: processor time, its mail included',
        measured: milliseconds(cpuMs),
        bar: `≤ ${milliseconds(BAR_MS)}`,
        good: cpuMs <= BAR_MS,
      },
    ];
  } finally {
    client.close();
    await portal.stop();
    await remove(copy);
  }
}

async function sendAll(
  portal: Server,
  client: Client,
  bodies: readonly string[],
): Promise<{ perSecond: number; cpuMs: number }> {
  const before = await portal.usage();
  const began = performance.now();
  let next = 0;
  const sendSome = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const reply = await client.post(FORM, body);
      if (reply.status !== 303) {
        throw new Error(`refused with ${String(reply.status)}\n${portal.output()}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
  const seconds = (performance.now() - began) / 1000;
  const after = await portal.usage();
  return {
    perSecond: bodies.length / seconds,
    cpuMs: (after.cpuMs - before.cpuMs) / bodies.length,
  };
}

/** One table, one row a transaction, the same bytes, the same promise that it is on the disk. */
async function insertBare(bodies: readonly string[]): Promise<number> {
  const file = join(CACHE, 'bare.sqlite');
  await remove(file);
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table forms (id integer primary key, form text not null)');
  const insert = db.prepare('insert into forms (form) values (?)');
  const began = performance.now();
  for (const body of bodies) insert.run(body);
  const seconds = (performance.now() - began) / 1000;
  db.close();
  await rm(file, { force: true });
  return bodies.length / seconds;
}
