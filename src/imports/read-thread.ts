import { parentPort, workerData } from 'node:worker_threads';
import { readFile } from './read-file.ts';
import type { ThreadPart, ThreadTask } from './read-import.ts';

// Begun by read-import.ts for one file; it ends with it.
const { bytes, scene, chosen } = workerData as ThreadTask;
const { rows, ...rest } = await readFile(bytes, scene, chosen);
const tell = (part: ThreadPart) => parentPort?.postMessage(part);
// In parts, since what is told is copied twice on its way.
const PART = 250;
for (let at = 0; at < rows.length; at += PART) tell({ rows: rows.slice(at, at + PART) });
tell({ rest });
