import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { openClient, type Reply } from './support/client.ts';
import { CACHE } from './support/databases.ts';
import { milliseconds, percent, type Finding } from './support/finding.ts';
import { listPublicPages } from './support/pages.ts';
import { startPortal, startServer, type Server } from './support/server.ts';

const BAR = 0.7;
const ROUNDS = 3;

/** A page that has not changed, against the same Express answering the same bytes from a constant. */
export async function measureUnchanged(file: string, seconds: number): Promise<Finding[]> {
  const portal = await startPortal(file);
  const client = openClient(portal.url);
  try {
    const findings: Finding[] = [];
    for (const { name, path } of await listPublicPages(client)) {
      const constant = await startConstant(await client.get(path));
      try {
        findings.push(await compare(name, portal, path, constant, seconds));
      } finally {
        await constant.stop();
      }
    }
    return findings;
  } finally {
    client.close();
    await portal.stop();
  }
}

async function startConstant(reply: Reply): Promise<Server> {
  const file = join(CACHE, 'constant.json');
  const own = new Set(['date', 'connection', 'keep-alive']);
  const headers = Object.entries(reply.headers).filter(([name]) => !own.has(name));
  await writeFile(file, JSON.stringify({ headers, body: reply.body.toString('base64') }));
  return startServer('bench/support/constant-server.ts', [file], {});
}

/** In turns, and the best round of each: whatever else the machine does, it disturbs both alike. */
async function compare(
  name: string,
  portal: Server,
  path: string,
  constant: Server,
  seconds: number,
): Promise<Finding> {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await load(portal, path, seconds));
    theirs.push(await load(constant, '/', seconds));
  }
  const best = (runs: readonly Load[]) => ({
    perSecond: Math.max(...runs.map((run) => run.perSecond)),
    cpuMs: Math.min(...runs.map((run) => run.cpuMs)),
  });
  const [a, b] = [best(ours), best(theirs)];
  const ratio = a.perSecond / b.perSecond;
  return {
    what: `${name}, unchanged: requests/s against a constant`,
    measured: `${percent(ratio)} (${String(Math.round(a.perSecond))} : ${String(Math.round(b.perSecond))}; ${milliseconds(a.cpuMs)} : ${milliseconds(b.cpuMs)} CPU)`,
    bar: `≥ ${percent(BAR)}`,
    good: ratio >= BAR,
  };
}

interface Load {
  readonly perSecond: number;
  /** Processor time of the server for one request. */
  readonly cpuMs: number;
}

async function load(server: Server, path: string, seconds: number): Promise<Load> {
  const before = await server.usage();
  const result = await autocannon({
    url: server.url + path,
    connections: 16,
    duration: seconds,
    headers: { 'accept-encoding': 'br' },
  });
  const after = await server.usage();
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path}: ${String(result.non2xx)} answers were no success`);
  }
  const count = result.requests.total;
  return { perSecond: count / result.duration, cpuMs: (after.cpuMs - before.cpuMs) / count };
}
