import autocannon from 'autocannon';
import { openClient } from './support/client.ts';
import { milliseconds, type Finding } from './support/finding.ts';
import { listPublicPages } from './support/pages.ts';
import { startPortal } from './support/server.ts';
import { FORM, makeForms } from './support/submission-forms.ts';

const BAR_MEGABYTES = 200;
const BAR_START_MS = 1_000;
const STARTS = 3;

/** How soon a new process answers, and how much memory it keeps after all kinds of load. */
export async function measureProcess(
  file: string,
  rows: number,
  seconds: number,
): Promise<Finding[]> {
  const starts: number[] = [];
  for (let number = 1; number < STARTS; number += 1) {
    const portal = await startPortal(file);
    await openClient(portal.url).get('/');
    starts.push(portal.startMs);
    await portal.stop();
  }
  const began = performance.now();
  const portal = await startPortal(file);
  const client = openClient(portal.url, 8);
  await client.get('/');
  starts.push(performance.now() - began);
  const start = Math.min(...starts);

  for (const { path } of await listPublicPages(client)) {
    await autocannon({ url: portal.url + path, connections: 16, duration: seconds });
  }
  const forms = await makeForms(300);
  await Promise.all(forms.map((form) => client.post(FORM, form)));
  const { residentBytes } = await portal.usage();
  client.close();
  await portal.stop();
  const megabytes = residentBytes / 1_000_000;
  return [
    {
      what: `memory after the load, ${rows.toLocaleString('en')} submissions`,
      measured: `${String(Math.round(megabytes))} MB resident`,
      bar: `≤ ${String(BAR_MEGABYTES)} MB`,
      good: megabytes <= BAR_MEGABYTES,
    },
    {
      what: `start with ${rows.toLocaleString('en')} submissions until the first answer`,
      measured: milliseconds(start),
      bar: `≤ ${milliseconds(BAR_START_MS)}`,
      good: start <= BAR_START_MS,
    },
  ];
}
