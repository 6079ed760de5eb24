import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { Connection } from '../db/connection.ts';
import { deleteAllRows, insertRows, listTables, readRows } from '../db/dump.ts';
import { rebuildTerms } from '../db/search.ts';
import type { UploadStore } from '../uploads/store.ts';

type Progress = (line: string) => void;

const FORMAT = 1;

/**
 * Writes everything into an empty folder: a file of JSON lines for each table and a copy of the
 * uploads. Any engine can write it and any engine can read it, so it is also the way to move.
 */
export async function writeBackup(
  db: Connection,
  store: UploadStore,
  folder: string,
  progress: Progress,
): Promise<void> {
  await mkdir(join(folder, 'uploads'), { recursive: true });
  if ((await readdir(folder)).length > 1) throw new Error(`${folder} is not empty`);
  const counts: Record<string, number> = {};
  await db.snapshot(async (read) => {
    for (const table of listTables()) {
      let count = 0;
      async function* lines() {
        for await (const rows of readRows(read, table)) {
          count += rows.length;
          yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
        }
      }
      await pipeline(lines, createWriteStream(join(folder, `${table}.jsonl`)));
      counts[table] = count;
      progress(`${table}: ${String(count)}`);
    }
  });
  const files = await store.list();
  for (const name of files) {
    const bytes = await store.read(name);
    if (bytes !== undefined) await writeFile(join(folder, 'uploads', name), bytes);
  }
  progress(`uploads: ${String(files.length)}`);
  // Written last: a folder without it is a backup that did not come to its end.
  const manifest = { format: FORMAT, counts, uploads: files.length };
  await writeFile(join(folder, 'backup.json'), JSON.stringify(manifest, null, 2));
}

/** Puts a backup in the place of everything that is there. Throws before it changes anything. */
export async function restoreBackup(
  db: Connection,
  store: UploadStore,
  folder: string,
  progress: Progress,
): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')) as {
    format: number;
    counts: Record<string, number>;
  };
  if (manifest.format !== FORMAT)
    throw new Error(`this backup has format ${String(manifest.format)}`);
  const contents = new Map<string, Record<string, unknown>[]>();
  for (const table of listTables()) {
    const rows: Record<string, unknown>[] = [];
    const lines = createInterface({ input: createReadStream(join(folder, `${table}.jsonl`)) });
    for await (const line of lines) rows.push(JSON.parse(line) as Record<string, unknown>);
    if (rows.length !== manifest.counts[table]) {
      throw new Error(`${table}.jsonl should have ${String(manifest.counts[table])} rows`);
    }
    contents.set(table, rows);
  }
  for (const name of await readdir(join(folder, 'uploads'))) {
    await store.put(name, await readFile(join(folder, 'uploads', name)));
  }
  await db.transact(async (tx) => {
    await deleteAllRows(tx);
    for (const [table, rows] of contents) {
      await insertRows(tx, table, rows);
      progress(`${table}: ${String(rows.length)}`);
    }
    await rebuildTerms(tx);
  });
}
