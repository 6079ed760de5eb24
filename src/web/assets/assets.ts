import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A file that never changes under its name: the name carries a digest of its content. */
export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly identity: Buffer;
  readonly gzip: Buffer | undefined;
  readonly brotli: Buffer | undefined;
}

export interface Assets {
  /** The address of a file by its plain name, such as `style.css`. */
  url(name: string): string;
  find(hashedName: string): Asset | undefined;
}

const FOLDER = fileURLToPath(new URL('./files/', import.meta.url));
const require = createRequire(import.meta.url);
const FONT_WEIGHTS = ['400', '600'] as const;

/**
 * Gathers style, scripts and fonts, once at the start. KERN's sheet is taken as it is but for its
 * `@font-face` rules: its own font files weigh more than our whole landing page may.
 */
export function gatherAssets(): Assets {
  const byName = new Map<string, Asset>();
  const byHashedName = new Map<string, Asset>();
  const add = (name: string, type: string, bytes: Buffer) => {
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
    const compressible = !type.startsWith('font/');
    const asset: Asset = {
      name: name.replace(/\.(\w+)$/, `.${digest}.$1`),
      type,
      identity: bytes,
      gzip: compressible ? gzipSync(bytes, { level: 9 }) : undefined,
      brotli: compressible ? compress(bytes) : undefined,
    };
    byName.set(name, asset);
    byHashedName.set(asset.name, asset);
    return asset;
  };

  const faces = FONT_WEIGHTS.map((weight) => {
    const file = require.resolve(
      `@fontsource/fira-sans/files/fira-sans-latin-${weight}-normal.woff2`,
    );
    const asset = add(`fira-sans-${weight}.woff2`, 'font/woff2', readFileSync(file));
    return `@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;src:url("/assets/${asset.name}") format("woff2")}`;
  });
  const kern = readFileSync(require.resolve('@kern-ux/native/dist/kern.min.css'), 'utf8');
  const own = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.css'))
    .sort()
    .map((name) => readFileSync(FOLDER + name, 'utf8'));
  const style = [
    '/*! KERN UX, EUPL-1.2, https://kern-ux.de; font rules left out */',
    kern.replace(/@font-face\s*\{[^}]*\}/g, ''),
    ...faces,
    ...own,
  ].join('\n');
  add('style.css', 'text/css; charset=utf-8', Buffer.from(style));
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
    add(name, 'text/javascript; charset=utf-8', readFileSync(FOLDER + name));
  }
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.svg'))) {
    add(name, 'image/svg+xml', readFileSync(FOLDER + name));
  }

  return {
    url(name) {
      const asset = byName.get(name);
      if (asset === undefined) throw new Error(`no asset ${name}`);
      return `/assets/${asset.name}`;
    },
    find: (hashedName) => byHashedName.get(hashedName),
  };
}

// The best level takes a second for this sheet; this one is within three percent of it.
function compress(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
