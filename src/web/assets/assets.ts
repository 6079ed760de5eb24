import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assetPath } from '../paths.ts';
import { FACE_SHEETS, faceRule, stackRule, type FaceSheet } from './faces.ts';
import { listSheets } from './sheets.ts';

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
const CSS = 'text/css; charset=utf-8';

/**
 * Gathers scripts, fonts and pictures, once at the start. Style is made when it is first asked for,
 * since most processes never need each sheet and each language's letters.
 */
export function gatherAssets(): Assets {
  const byName = new Map<string, Asset>();
  const byHashedName = new Map<string, Asset>();
  const add = (name: string, type: string, bytes: Buffer) => {
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
    const compressible = !type.startsWith('font/');
    const packed: { gzip?: Buffer; brotli?: Buffer } = {};
    const asset: Asset = {
      name: name.replace(/\.(\w+)$/, `.${digest}.$1`),
      type,
      identity: bytes,
      // Packed when somebody first asks for it so: that costs more than all the rest of a start.
      get gzip() {
        return compressible ? (packed.gzip ??= gzipSync(bytes, { level: 9 })) : undefined;
      },
      get brotli() {
        return compressible ? (packed.brotli ??= compress(bytes)) : undefined;
      },
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
    return `@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;src:url("${assetPath(asset.name)}") format("woff2")}`;
  });

  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
    add(name, 'text/javascript; charset=utf-8', readFileSync(FOLDER + name));
  }
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.svg'))) {
    add(name, 'image/svg+xml', readFileSync(FOLDER + name));
  }

  const addFaces = (name: string, { files, stack }: FaceSheet) => {
    const rules = files.map((file) => {
      const font = add(file.name, 'font/woff2', readFileSync(require.resolve(file.source)));
      return faceRule(file, assetPath(font.name));
    });
    add(name, CSS, Buffer.from([...rules, stackRule(stack)].join('\n')));
  };
  const late: Late[] = [
    ...listSheets(FOLDER, faces).map(({ name, make }) => ({
      names: [name],
      make: () => {
        add(name, CSS, Buffer.from(make()));
      },
    })),
    ...[...FACE_SHEETS].map(([name, sheet]) => ({
      names: [name, ...sheet.files.map((file) => file.name)],
      make: () => {
        addFaces(name, sheet);
      },
    })),
  ];

  return {
    url(name) {
      if (!byName.has(name)) late.find(({ names }) => names.includes(name))?.make();
      const asset = byName.get(name);
      if (asset === undefined) throw new Error(`no asset ${name}`);
      return assetPath(asset.name);
    },
    find(hashedName) {
      // Another process may have written the page that asks.
      const plain = hashedName.replace(/\.[\w-]+(?=\.\w+$)/, '');
      if (!byName.has(plain)) late.find(({ names }) => names.includes(plain))?.make();
      return byHashedName.get(hashedName);
    },
  };
}

/** Files that are made together, with the first request for one of them. */
interface Late {
  readonly names: readonly string[];
  readonly make: () => void;
}

// The best level takes a second for this sheet; this one is within three percent of it.
function compress(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
