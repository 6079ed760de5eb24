import { openClient, type Client } from './support/client.ts';
import { changeSomething, openServices } from './support/databases.ts';
import { milliseconds, times, type Finding } from './support/finding.ts';
import { listPublicPages } from './support/pages.ts';
import { startPortal, startServer, type Server } from './support/server.ts';

const BAR = 3;
const ROUNDS = 3;
const WARM_UP = 100;

/** A page just after a change, against Express and EJS rendering the same template with constant data. */
export async function measureChanged(file: string, requests: number): Promise<Finding[]> {
  const portal = await startPortal(file);
  const client = openClient(portal.url);
  // A second connection to the same database: the portal finds out by asking, as it would of another process.
  const services = await openServices(file);
  const change = () => changeSomething(services);
  try {
    const findings: Finding[] = [];
    for (const { name, path } of await listDrawnPages(client)) {
      const template = await startServer('bench/support/template-server.ts', [file, path], {});
      const templateClient = openClient(template.url);
      const ours: number[] = [];
      const theirs: number[] = [];
      await cpuPerRequest(portal, client, path, WARM_UP, change);
      await cpuPerRequest(template, templateClient, '/', WARM_UP);
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await cpuPerRequest(portal, client, path, requests, change));
        theirs.push(await cpuPerRequest(template, templateClient, '/', requests));
      }
      templateClient.close();
      await template.stop();
      const [a, b] = [Math.min(...ours), Math.min(...theirs)];
      findings.push({
        what: `${name}, just changed: processor time against Express + EJS`,
        measured: `${times(a / b)} (${milliseconds(a)} : ${milliseconds(b)})`,
        bar: `≤ ${times(BAR)}`,
        good: a / b <= BAR,
      });
    }
    return findings;
  } finally {
    client.close();
    await services.close();
    await portal.stop();
  }
}

/** A feed is written by a library, and not drawn from a template. */
async function listDrawnPages(client: Client) {
  return (await listPublicPages(client)).filter(({ path }) => !path.endsWith('.json'));
}

async function cpuPerRequest(
  server: Server,
  client: Client,
  path: string,
  requests: number,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  const start = await server.usage();
  for (let number = 0; number < requests; number += 1) {
    await before();
    const reply = await client.get(path);
    if (reply.status !== 200) throw new Error(`${path}: ${String(reply.status)}`);
  }
  const end = await server.usage();
  return (end.cpuMs - start.cpuMs) / requests;
}
