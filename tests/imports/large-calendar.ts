import { existsSync, readFileSync } from 'node:fs';
import { readImport } from '../../src/imports/read-import.ts';
import type { ImportScene } from '../../src/imports/imported-row.ts';

// Run as a process of its own: what it needs of memory is what the whole process needs.
// Nothing else may be loaded here: the rest of a test's support weighs more than the reader.
const scene: ImportScene = {
  clock: { now: Date.parse('2026-11-24T09:00:00Z'), zone: 'Europe/Berlin' },
  city: 'Köln',
  stadtteile: [{ code: '802', name: 'Kalk' }],
  districts: [],
  maxRows: 6_000,
};

/** On Linux, what `resourceUsage` tells begins with the parent's own: it outlives the exec. */
function highestKilobytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return own === undefined ? process.resourceUsage().maxRSS : Number(own);
}

const file = readFileSync(process.argv[2] ?? '');
const started = performance.now();
let longest = 0;
let last = started;
const beat = setInterval(() => {
  longest = Math.max(longest, performance.now() - last);
  last = performance.now();
}, 5);
const { rows, problems } = await readImport(file, scene);
clearInterval(beat);
console.log(
  JSON.stringify({
    rows: rows.length,
    problems: problems.length,
    dates: rows[0]?.answers['recurrenceDates']?.length ?? 0,
    milliseconds: Math.round(performance.now() - started),
    longestPause: Math.round(longest),
    megabytes: Math.round(highestKilobytes() / 1_024),
  }),
);
