import { readFileSync, readdirSync } from 'node:fs';
import { hasKernParts, kernRules } from './kern.ts';

/**
 * Which sheets there are, by the names of the files: `<number>-<area>[.<part>].css`. The areas below
 * make `style.css`, which every page loads; each other area is a sheet of its own, made of the area's
 * files in the order of their numbers, and STYLES in render.ts says which views load it. Only rules
 * for parts that most public pages have belong into the shared one.
 */
const SHARED = ['tokens', 'frame', 'portal', 'pictures', 'dates', 'print'];

/** The sheet that every page loads, before those of its view. */
export const STYLE = 'style';

export interface Sheet {
  readonly name: string;
  readonly make: () => string;
}

/** Every sheet, once as it is and, where parts of KERN are in it, once from right to left. */
export function listSheets(folder: string, faces: readonly string[]): Sheet[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .sort()
    .map((name) => ({ name, area: areaOf(name) }));
  const areas = new Set([STYLE, ...files.map(({ area }) => area)]);
  return [...areas].flatMap((area) => {
    const own = files
      .filter((file) => file.area === area)
      .map((file) => withoutComments(readFileSync(folder + file.name, 'utf8')))
      .join('\n');
    const make = (mirrored: boolean) => () => {
      if (area === STYLE) return [kernRules(area, mirrored, own), ...faces, own].join('\n');
      const shared = listSheets(folder, []).find(({ name }) => name === nameOf(STYLE, false));
      return [kernRules(area, mirrored, own, shared?.make()), own].join('\n');
    };
    const sheets = [{ name: nameOf(area, false), make: make(false) }];
    if (hasKernParts(area)) sheets.push({ name: nameOf(area, true), make: make(true) });
    return sheets;
  });
}

/** The names of the sheets of a page, in the order in which it loads them. */
export function namesOfSheets(areas: readonly string[], direction: 'ltr' | 'rtl'): string[] {
  return [...new Set([STYLE, ...areas])].map((area) =>
    nameOf(area, direction === 'rtl' && hasKernParts(area)),
  );
}

function nameOf(area: string, mirrored: boolean): string {
  return mirrored ? `${area}.rtl.css` : `${area}.css`;
}

function areaOf(file: string): string {
  const area = /^\d+-([a-z-]+)/.exec(file)?.[1] ?? file;
  return SHARED.includes(area) ? STYLE : area;
}

/** What only engineers read costs a reader a third of a kilobyte. */
function withoutComments(css: string): string {
  return css.replace(/\/\*[^]*?\*\//g, '').replace(/\n\s+/g, '\n');
}
