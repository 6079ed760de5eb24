import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The parts of KERN that our pages use, by the sheet that they stand in. Two thirds of KERN's own
 * sheet are icons and parts that we do not have; what fields and problems need only some pages load.
 */
const KERN_PARTS: Readonly<Record<string, RegExp>> = {
  style: /^(body|link|list|sr|title)$/,
  form: /^(alert|body|error|fieldset|form|hint|label|link|list|sr|title)$/,
};
const KERN_ICONS = /^(--(danger|warning|small|default))?$/;
const NOTICE =
  '/*! KERN UX, EUPL-1.2, https://kern-ux.de; the rules of the parts that are used here, generated */';

export const hasKernParts = (area: string): boolean => area in KERN_PARTS;

/**
 * KERN's rules for one of our sheets, unchanged, each in one sheet only, and without its `@font-face`
 * rules: its own font files weigh more than our whole landing page may. Of its colours and measures
 * a sheet has those that its rules ask for and that `known`, which is loaded before it, does not set.
 */
export function kernRules(area: string, mirrored: boolean, own: string, known = ''): string {
  const parts = KERN_PARTS[area];
  if (parts === undefined) return '';
  const whole = readFileSync(require.resolve('@kern-ux/native/dist/kern.min.css'), 'utf8');
  const taken = area === 'style' ? undefined : KERN_PARTS['style'];
  const kept = keepRules(whole, (selectors) => {
    if (!/\.kern-/.test(selectors)) return taken === undefined || isTokens(selectors);
    return isAbout(selectors, parts) && !(taken !== undefined && isAbout(selectors, taken));
  });
  const set = new Set(listSet(known));
  const rules = dropTokens(kept, own, set);
  return `${NOTICE}\n${mirrored ? mirror(rules) : rules}`;
}

/**
 * KERN's rules for a page from right to left; it has none of its own. Our sheets need no mirror: they
 * say start and end. The library is loaded here, since most processes never draw such a page.
 */
function mirror(sheet: string): string {
  const rtlcss = require('rtlcss') as { process: (css: string) => string };
  return rtlcss.process(sheet);
}

function keepRules(sheet: string, isWanted: (selectors: string) => boolean): string {
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
        const inner = keepRules(body, isWanted);
        if (inner !== '') kept += `${head}{${inner}}`;
      } else if (!head.startsWith('@font-face') && isWanted(head)) kept += `${head}{${body}}`;
      start = at + 1;
    }
  }
  return kept;
}

const isTokens = (selectors: string): boolean => selectors === ':root';

/** Is one of the selectors about nothing but these parts? */
function isAbout(selectors: string, used: RegExp): boolean {
  return selectors.split(',').some((selector) => {
    const parts = [...selector.matchAll(/\.kern-([a-z]+)((?:--[a-z-]+)?)/g)];
    return parts.every(([, part = '', variant = '']) =>
      part === 'icon' ? used.test('error') && KERN_ICONS.test(variant) : used.test(part),
    );
  });
}

const listSet = (sheet: string): string[] =>
  [...sheet.matchAll(/(--kern-[\w-]+)\s*:/g)].map(([, name = '']) => name);

/** Leaves out colours and measures that no rule asks for, until each that is left is asked for. */
function dropTokens(sheet: string, own: string, known: ReadonlySet<string>): string {
  const used = new Set([...`${sheet}${own}`.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const kept = sheet
    .replace(/(--kern-[\w-]+)\s*:[^;}]*(;|(?=\}))/g, (whole, name: string) =>
      used.has(name) && !known.has(name) ? whole : '',
    )
    .replace(/[^{}]+\{\}/g, '');
  return kept === sheet ? kept : dropTokens(kept, own, known);
}
