import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assetPath } from '../paths.ts';
import { FACE_SHEETS, faceRule, stackRule, type FaceSheet } from './faces.ts';

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

const MIRRORED = 'style.rtl.css';

const FOLDER = fileURLToPath(new URL('./files/', import.meta.url));
const require = createRequire(import.meta.url);
const FONT_WEIGHTS = ['400', '600'] as const;
const CSS = 'text/css; charset=utf-8';
/** The parts of KERN that our pages use. Two thirds of its sheet are icons and parts that they do not. */
const KERN_PARTS = /^(alert|body|error|fieldset|form|hint|label|link|list|sr|title)$/;
const KERN_ICONS = /^(--(danger|warning|small|default))?$/;

/**
 * Gathers style, scripts and fonts, once at the start. Of KERN's sheet we take the rules of the parts
 * that we use, unchanged, and not its `@font-face` rules: its own font files weigh more than our
 * whole landing page may.
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
    return `@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;src:url("${assetPath(asset.name)}") format("woff2")}`;
  });
  const kern = keepUsedParts(
    readFileSync(require.resolve('@kern-ux/native/dist/kern.min.css'), 'utf8'),
  );
  const own = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.css'))
    .sort()
    .map((name) => readFileSync(FOLDER + name, 'utf8'));
  const addStyle = (name: string, parts: string) => {
    const style = [
      '/*! KERN UX, EUPL-1.2, https://kern-ux.de; the rules of the parts that are used here, generated */',
      parts,
      ...faces,
      ...own,
    ].join('\n');
    add(name, CSS, Buffer.from(dropUnusedTokens(style)));
  };
  addStyle('style.css', kern);
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
    add(name, 'text/javascript; charset=utf-8', readFileSync(FOLDER + name));
  }
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.svg'))) {
    add(name, 'image/svg+xml', readFileSync(FOLDER + name));
  }

  // Most portals are asked in German for hours: what only other languages need is made when asked for.
  const addFaces = (name: string, { files, stack }: FaceSheet) => {
    const rules = files.map((file) => {
      const font = add(file.name, 'font/woff2', readFileSync(require.resolve(file.source)));
      return faceRule(file, assetPath(font.name));
    });
    add(name, CSS, Buffer.from([...rules, stackRule(stack)].join('\n')));
  };
  const late: Late[] = [
    {
      names: [MIRRORED],
      make: () => {
        addStyle(MIRRORED, mirror(kern));
      },
    },
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

/**
 * KERN's rules for a page from right to left; it has none of its own. Our sheet needs no mirror: it
 * says start and end. The library is loaded here, since most processes never draw such a page.
 */
function mirror(sheet: string): string {
  const rtlcss = require('rtlcss') as { process: (css: string) => string };
  return rtlcss.process(sheet);
}

/** Leaves out every rule that is about nothing but parts of KERN that no page of ours has. */
function keepUsedParts(sheet: string): string {
  let kept = '';
  let start = 0;
  let open = -1;
  let depth = 0;
  for (let at = 0; at < sheet.length; at += 1) {
    const sign = sheet[at];
    // Brackets in a quoted address are part of a picture, not of the sheet.
    if (sign === '"') at = sheet.indexOf('"', at + 1);
    else if (sign === ';' && depth === 0) start = at + 1;
    else if (sign === '{' && depth++ === 0) open = at;
    else if (sign === '}' && --depth === 0) {
      const head = sheet.slice(start, open);
      const body = sheet.slice(open + 1, at);
      if (head.startsWith('@media')) {
        const inner = keepUsedParts(body);
        if (inner !== '') kept += `${head}{${inner}}`;
      } else if (!head.startsWith('@font-face') && isUsed(head)) kept += `${head}{${body}}`;
      start = at + 1;
    }
  }
  return kept;
}

/** Leaves out KERN's colours and measures that no rule asks for, until each that is left is asked for. */
function dropUnusedTokens(sheet: string): string {
  const used = new Set([...sheet.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const kept = sheet.replace(/(--kern-[\w-]+)\s*:[^;}]*(;|(?=\}))/g, (whole, name: string) =>
    used.has(name) ? whole : '',
  );
  return kept === sheet ? kept : dropUnusedTokens(kept);
}

function isUsed(selectors: string): boolean {
  return selectors.split(',').some((selector) => {
    const parts = [...selector.matchAll(/\.kern-([a-z]+)((?:--[a-z-]+)?)/g)];
    return parts.every(([, part = '', variant = '']) =>
      part === 'icon' ? KERN_ICONS.test(variant) : KERN_PARTS.test(part),
    );
  });
}

// The best level takes a second for this sheet; this one is within three percent of it.
function compress(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
