import { isThing, type Thing } from './values.ts';

const MAX_SCRIPTS = 200;

/**
 * The JSON-LD of a page that was pasted in, or the text itself where it is JSON already. Looks for
 * the script elements by their ends: nothing of a page is ever run or built.
 */
export function findJson(text: string): string[] {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return [trimmed];
  const lower = text.toLowerCase();
  const found: string[] = [];
  let at = 0;
  while (found.length < MAX_SCRIPTS) {
    const open = lower.indexOf('<script', at);
    if (open < 0) break;
    const begin = lower.indexOf('>', open);
    const end = begin < 0 ? -1 : lower.indexOf('</script', begin);
    if (end < 0) break;
    if (
      /\btype\s*=\s*["']?application\/ld\+json/.test(lower.slice(open, Math.min(begin, open + 500)))
    ) {
      found.push(text.slice(begin + 1, end).trim());
    }
    at = end + 8;
  }
  return found;
}

/** Objects that JSON-LD holds, whatever they are wrapped in: lists, graphs, main entities. */
export function* listThings(value: unknown, depth = 0): Generator<Thing> {
  if (depth > 8) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 10_000)) yield* listThings(one, depth + 1);
    return;
  }
  if (!isThing(value)) return;
  yield value;
  for (const inside of ['@graph', 'mainEntity', 'itemListElement', 'item', 'subEvent', 'events']) {
    yield* listThings(value[inside], depth + 1);
  }
}
