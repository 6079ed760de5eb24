import type { Client } from './client.ts';

export interface MeasuredPage {
  readonly name: string;
  readonly path: string;
}

const LIST = '/sozialraum/kalk-humboldt/veranstaltungen';

/** The public pages that are measured: the landing page, a district's list, and its first item. */
export async function listPublicPages(client: Client): Promise<MeasuredPage[]> {
  const list = await client.get(LIST, { 'Accept-Encoding': 'identity' });
  const item = new RegExp(`href="(${LIST}/[^"?]+)"`).exec(list.body.toString())?.[1];
  if (item === undefined) throw new Error(`no item on ${LIST}`);
  return [
    { name: 'landing page', path: '/' },
    { name: 'list', path: LIST },
    { name: 'item', path: item },
  ];
}
