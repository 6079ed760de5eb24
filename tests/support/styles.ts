import { fileURLToPath } from 'node:url';
import { listSheets } from '../../src/web/assets/sheets.ts';
import type { Answer } from './visitor.ts';

const FOLDER = fileURLToPath(new URL('../../src/web/assets/files/', import.meta.url));

/** By sheet, such as `desk.css`: the classes that it has a rule for. */
const classesOf = new Map(
  listSheets(FOLDER, []).map(({ name, make }) => [
    name,
    new Set([...make().matchAll(/\.([a-z][\w-]*)/gi)].map((match) => match[1] ?? '')),
  ]),
);

/** Classes on a page that a sheet of ours has a rule for, but none of those that the page loads. */
export function listUnstyled(page: Answer): string[] {
  const loaded = page.document.querySelectorAll('link[rel=stylesheet]').map((link) =>
    link
      .getAttribute('href')
      ?.split('/')
      .at(-1)
      ?.replace(/\.[\w-]+(?=\.css$)/, ''),
  );
  const used = new Set(
    page.document.querySelectorAll('[class]').flatMap((one) => [...one.classList.values()]),
  );
  const has = (names: (name: string) => boolean, one: string) =>
    [...classesOf].some(([name, classes]) => names(name) && classes.has(one));
  return [...used].filter(
    (one) => has(() => true, one) && !has((name) => loaded.includes(name), one),
  );
}
