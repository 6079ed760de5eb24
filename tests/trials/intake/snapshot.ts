import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const text = z.string().nullish();

const event = z.object({
  title: z.string(),
  description: text,
  beginndatum: z.iso.date(),
  endedatum: z.iso.date().nullish(),
  uhrzeit: text,
  veranstaltungsort: text,
  strasse: text,
  hausnummer: text,
  plz: text,
  ort: text,
  stadtteil: text,
});

/** One event as the city published it: German names, text with HTML in it, much of it missing. */
export type CityEvent = z.output<typeof event>;

/** Reads the city's list of events: `{ "items": [ … ] }`. */
export async function readSnapshot(file: string): Promise<CityEvent[]> {
  const { items } = z
    .object({ items: z.array(event) })
    .parse(JSON.parse(await readFile(file, 'utf8')));
  return items;
}
