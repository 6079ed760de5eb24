import type { Client } from './client.ts';

export interface MeasuredPage {
  readonly name: string;
  readonly path: string;
}

const LIST = '/sozialraum/kalk-humboldt/veranstaltungen';

/** What is never answered from memory while somebody looks for something new each time. */
export const SEARCHES: readonly MeasuredPage[] = [
  { name: 'search', path: '/suche?q=beratung' },
  { name: 'search with a typing error', path: '/suche?q=sprachcaffee' },
];

/** The public pages that are measured, each with what a city's visitors ask for most. */
export async function listPublicPages(client: Client): Promise<MeasuredPage[]> {
  const list = await client.get(LIST, { 'Accept-Encoding': 'identity' });
  const item = new RegExp(`href="(${LIST}/[^"?]+)"`).exec(list.body.toString())?.[1];
  if (item === undefined) throw new Error(`no item on ${LIST}`);
  return [
    { name: 'landing page', path: '/' },
    { name: 'list', path: LIST },
    { name: 'item', path: item },
    { name: 'filtered list', path: `${LIST}?kostenlos=ja` },
    { name: 'directory', path: '/sozialraum/kalk-humboldt/adressen' },
    { name: 'month', path: `${LIST}?ansicht=monat` },
    { name: 'news feed', path: `${LIST}.json` },
  ];
}
