import { sweepRateLimits } from '../src/db/rate-limits.ts';
import type { Services } from '../src/services.ts';
import { openClient, signIn, type Client } from './support/client.ts';
import { changeSomething, COORDINATOR, openServices, PASSWORD } from './support/databases.ts';
import { median, milliseconds, times, type Finding } from './support/finding.ts';
import { listPublicPages, SEARCHES, type MeasuredPage } from './support/pages.ts';
import { startPortal, type Server } from './support/server.ts';

const BAR = 1.5;
const WARM_UP = 20;

interface Side {
  readonly portal: Server;
  readonly client: Client;
  /** The same database, to change something between two requests. */
  readonly services: Services;
  readonly pages: readonly MeasuredPage[];
  readonly cookie: string;
}

/** How much longer each page takes with many submissions than with few; never from the cache. */
export async function measureGrowth(
  few: { readonly rows: number; readonly file: string },
  many: { readonly rows: number; readonly file: string },
  requests: number,
): Promise<Finding[]> {
  const sides = [await openSide(few.file), await openSide(many.file)] as const;
  try {
    const findings: Finding[] = [];
    for (const [index, { name }] of sides[0].pages.entries()) {
      const durations = sides.map(() => [] as number[]);
      // In turns, so that whatever else the machine does disturbs both alike.
      for (let number = -WARM_UP; number < requests; number += 1) {
        for (const [which, side] of sides.entries()) {
          const took = await timeRequest(side, side.pages[index]?.path ?? '/');
          if (number >= 0) durations[which]?.push(took);
        }
      }
      const [a = NaN, b = NaN] = durations.map(median);
      findings.push({
        what: `${name}: ${many.rows.toLocaleString('en')} submissions against ${few.rows.toLocaleString('en')}`,
        measured: `${times(b / a)} (${milliseconds(b)} : ${milliseconds(a)})`,
        bar: `≤ ${times(BAR)}`,
        good: b / a <= BAR,
      });
    }
    return findings;
  } finally {
    for (const side of sides) {
      side.client.close();
      await side.services.close();
      await side.portal.stop();
    }
  }
}

async function openSide(file: string): Promise<Side> {
  const services = await openServices(file);
  // One account signs in again and again here, more often than a person may.
  await services.db.transact((tx) => sweepRateLimits(tx, Number.MAX_SAFE_INTEGER));
  const portal = await startPortal(file);
  const client = openClient(portal.url);
  const cookie = await signIn(client, COORDINATOR, PASSWORD);
  const queue = await client.get('/redaktion', { Cookie: cookie, 'Accept-Encoding': 'identity' });
  const submission = /href="(\/redaktion\/[A-Z]{3}-[\d-]+)"/.exec(queue.body.toString())?.[1];
  if (submission === undefined) throw new Error('the queue is empty');
  const pages = [
    ...(await listPublicPages(client)),
    ...SEARCHES,
    { name: 'queue', path: '/redaktion' },
    { name: 'submission at the desk', path: submission },
  ];
  return { portal, client, services, pages, cookie };
}

async function timeRequest(side: Side, path: string): Promise<number> {
  const atDesk = path.startsWith('/redaktion');
  if (!atDesk) await changeSomething(side.services);
  const began = performance.now();
  const reply = await side.client.get(path, atDesk ? { Cookie: side.cookie } : {});
  const took = performance.now() - began;
  if (reply.status !== 200) throw new Error(`${path}: ${String(reply.status)}`);
  return took;
}
