import { Worker } from 'node:worker_threads';
import type { Imported, ImportedRow, ImportProblem, ImportScene } from './imported-row.ts';
import { createQueue } from '../domain/one-at-a-time.ts';
import { decodeUnfolded } from './decode-text.ts';
import { detectFormat, readFile } from './read-file.ts';

/** Bytes of a file or of what was pasted in. Larger ones are not read. */
export const MAX_IMPORT_BYTES = 10_000_000;

/** Up to here a file is read at once; starting a thread would take longer. */
const SMALL = 100_000;
const MAX_MILLISECONDS = 30_000;

/**
 * Reads a calendar, a table or a page that somebody brought. What is large, and every spreadsheet,
 * is read in a thread of its own with little memory: the portal goes on answering, and a file that
 * was made to hurt hurts only that thread.
 */
export async function readImport(
  bytes: Uint8Array,
  scene: ImportScene,
  chosen?: ReadonlyMap<number, string>,
): Promise<Imported> {
  if (bytes.length === 0) return refused({ message: 'fileEmpty' });
  if (bytes.length > MAX_IMPORT_BYTES) return refused({ message: 'fileTooLarge' });
  if (isLight(bytes)) return readFile(bytes, scene, chosen);
  return inTurn(() => readInThread({ bytes, scene, chosen }));
}

/** One thread after the other: many at once would need the memory of many. */
const inTurn = createQueue();

/** A rule can be written so that finding none of its days takes a tenth of a second. */
const FEW_RULES = 3;

function isLight(bytes: Uint8Array): boolean {
  if (bytes.length > SMALL) return false;
  const format = detectFormat(bytes);
  if (format !== 'calendar') return format !== 'spreadsheet';
  return decodeUnfolded(bytes).split(/RRULE/i).length - 1 <= FEW_RULES;
}

const refused = (problem: ImportProblem): Imported => ({ rows: [], problems: [problem] });

export interface ThreadTask {
  readonly bytes: Uint8Array;
  readonly scene: ImportScene;
  readonly chosen: ReadonlyMap<number, string> | undefined;
}

export type ThreadPart =
  { readonly rows: readonly ImportedRow[] } | { readonly rest: Omit<Imported, 'rows'> };

function readInThread(task: ThreadTask): Promise<Imported> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./read-thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 },
    });
    const limit = setTimeout(() => {
      end(refused({ message: 'tooHeavy' }));
    }, MAX_MILLISECONDS);
    const end = (imported: Imported) => {
      clearTimeout(limit);
      void thread.terminate();
      resolve(imported);
    };
    const rows: ImportedRow[] = [];
    thread.on('message', (part: ThreadPart) => {
      if ('rows' in part) rows.push(...part.rows);
      else end({ ...part.rest, rows });
    });
    // Out of memory, or a file that a reader stumbles over: said in words, not as a fault of ours.
    thread.once('error', () => {
      end(refused({ message: 'tooHeavy' }));
    });
  });
}
