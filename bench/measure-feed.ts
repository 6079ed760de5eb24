import { openClient } from './support/client.ts';
import { changeSomething, openServices } from './support/databases.ts';
import { median, milliseconds, type Finding } from './support/finding.ts';
import { startPortal } from './support/server.ts';

const FEED = '/veranstaltungen.ics';
const BAR_MS = 10;
const EVENTS = 1_000;

/** The calendar of a portal with about a thousand events: made anew after a change, and asked for again. */
export async function measureFeed(file: string, requests: number): Promise<Finding[]> {
  const portal = await startPortal(file);
  const client = openClient(portal.url);
  const services = await openServices(file);
  try {
    // The first one writes every event; later ones only what has changed.
    const first = await client.get(FEED, { 'Accept-Encoding': 'identity' });
    const events = first.body.toString().match(/^BEGIN:VEVENT/gm)?.length ?? 0;
    if (events < EVENTS / 2) throw new Error(`${FEED} has ${String(events)} events only`);
    const rendered: number[] = [];
    for (let number = 0; number < requests; number += 1) {
      await changeSomething(services);
      const before = await portal.usage();
      await client.get(FEED, { 'Accept-Encoding': 'identity' });
      const after = await portal.usage();
      rendered.push(((after.cpuMs - before.cpuMs) / events) * EVENTS);
    }
    const kept = await client.get(FEED, { 'Accept-Encoding': 'identity' });
    const again = await client.get(FEED, {
      'Accept-Encoding': 'identity',
      'If-None-Match': kept.headers.etag ?? '',
    });
    const measured = median(rendered);
    return [
      {
        what: `calendar feed, processor time for ${EVENTS.toLocaleString('en')} of its ${events.toLocaleString('en')} events, just changed`,
        measured: milliseconds(measured),
        bar: `≤ ${milliseconds(BAR_MS)}`,
        good: measured <= BAR_MS,
      },
      {
        what: 'calendar feed, asked for again',
        measured: `${String(again.status)}, ${String(again.body.length)} bytes`,
        bar: '304',
        good: again.status === 304,
      },
    ];
  } finally {
    client.close();
    await services.close();
    await portal.stop();
  }
}
