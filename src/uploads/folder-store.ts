import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { insistOnOurs, isOurs } from './file-name.ts';
import type { UploadStore } from './store.ts';

/** A folder of this machine: `file:uploads`. */
export function openFolderStore(url: string): UploadStore {
  const root = resolve(url.replace(/^file:(\/\/)?/, ''));
  const path = (name: string) => join(root, insistOnOurs(name));
  return {
    async put(name, bytes) {
      await mkdir(root, { recursive: true });
      const draft = join(root, `.${insistOnOurs(name)}.part`);
      await writeFile(draft, bytes, { flush: true });
      await rename(draft, path(name));
    },
    async read(name) {
      try {
        return await readFile(path(name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(name) {
      await rm(path(name), { force: true });
    },
    async list() {
      const names = await readdir(root).catch(() => []);
      return names.filter(isOurs);
    },
  };
}
