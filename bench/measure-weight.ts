import { parse } from 'node-html-parser';
import { openClient, type Client } from './support/client.ts';
import { type Finding } from './support/finding.ts';
import { startPortal } from './support/server.ts';

const BAR_KILOBYTES = 100;
const BAR_SCRIPT_KILOBYTES = 15;
const BAR_REQUESTS = 12;
// Pictures further down load when one scrolls there; on a wide screen one row of three is in sight.
const PICTURES_IN_SIGHT = 3;

/** What a first visit to the landing page brings over the line, as a browser would ask for it. */
export async function measureWeight(file: string): Promise<Finding[]> {
  const portal = await startPortal(file);
  const client = openClient(portal.url);
  try {
    const page = await weigh(client, '/');
    const loads = [page];
    for (const path of listNeeded(page.body.toString())) loads.push(await weigh(client, path));
    for (const sheet of loads.filter((load) => load.type.startsWith('text/css'))) {
      for (const path of listFonts(sheet.body.toString())) {
        if (!loads.some((load) => load.path === path)) loads.push(await weigh(client, path));
      }
    }
    const sum = (some: typeof loads) => some.reduce((bytes, load) => bytes + load.bytes, 0) / 1000;
    const scripts = loads.filter((load) => load.type.startsWith('text/javascript'));
    const parts = ['text/html', 'text/css', 'font/', 'image/', 'text/javascript']
      .map((type) => ({ type, some: loads.filter((load) => load.type.startsWith(type)) }))
      .filter(({ some }) => some.length > 0)
      .map(({ type, some }) => `${type.replace(/.*\/(?=.)|\/$/, '')} ${sum(some).toFixed(1)}`);
    return [
      {
        what: 'landing page, first visit: transferred',
        measured: `${sum(loads).toFixed(1)} kB (${parts.join(', ')})`,
        bar: `≤ ${String(BAR_KILOBYTES)} kB`,
        good: sum(loads) <= BAR_KILOBYTES,
      },
      {
        what: 'landing page, first visit: script',
        measured: `${sum(scripts).toFixed(1)} kB`,
        bar: `≤ ${String(BAR_SCRIPT_KILOBYTES)} kB`,
        good: sum(scripts) <= BAR_SCRIPT_KILOBYTES,
      },
      {
        what: 'landing page, first visit: requests',
        measured: String(loads.length),
        bar: `≤ ${String(BAR_REQUESTS)}`,
        good: loads.length <= BAR_REQUESTS,
      },
    ];
  } finally {
    client.close();
    await portal.stop();
  }
}

interface Load {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly body: Buffer;
}

/** The bytes as they travel, compressed, and the content to look into. */
async function weigh(client: Client, path: string): Promise<Load> {
  const packed = await client.get(path);
  const plain = await client.get(path, { 'Accept-Encoding': 'identity' });
  if (packed.status !== 200) throw new Error(`${path}: ${String(packed.status)}`);
  return {
    path,
    type: packed.headers['content-type'] ?? '',
    bytes: packed.body.length + headerBytes(packed.headers),
    body: plain.body,
  };
}

function headerBytes(headers: object): number {
  return Object.entries(headers).reduce(
    (bytes, [name, value]) => bytes + `${name}: ${String(value)}\r\n`.length,
    0,
  );
}

function listNeeded(html: string): string[] {
  const document = parse(html);
  const links = document.querySelectorAll(
    'link[rel=stylesheet], link[rel=preload], link[rel=icon]',
  );
  const pictures = document.querySelectorAll('main img');
  return [
    ...links.map((link) => link.getAttribute('href')),
    ...document.querySelectorAll('script[src]').map((script) => script.getAttribute('src')),
    ...pictures
      .filter(
        (picture, index) => picture.getAttribute('loading') !== 'lazy' || index < PICTURES_IN_SIGHT,
      )
      .map((picture) => picture.getAttribute('src')),
  ].filter((path): path is string => path !== undefined && path !== '');
}

/** Every font that a sheet names: each of them is used somewhere on the page. */
function listFonts(css: string): string[] {
  return [...css.matchAll(/url\("?([^")]+\.woff2)"?\)/g)].map((match) => match[1] ?? '');
}
