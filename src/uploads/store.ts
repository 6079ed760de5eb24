import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where files rest. A folder today; anything that can do these few things tomorrow. */
export interface UploadStore {
  put(name: string, bytes: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
  /** The path of a file for `res.sendFile`. */
  path(name: string): string;
  list(): Promise<string[]>;
}

/** Names are made by us (`<id>-large.webp`), never by whoever uploads. */
export function openFolderStore(folder: string): UploadStore {
  const root = resolve(folder);
  const path = (name: string) => {
    if (!/^[a-z0-9-]+\.(webp|pdf)$/.test(name)) throw new Error(`not a name of ours: ${name}`);
    return join(root, name);
  };
  return {
    path,
    async put(name, bytes) {
      await mkdir(root, { recursive: true });
      // Under its name it is whole or not there, whatever happens on the way.
      const draft = join(root, `.${name}.part`);
      await writeFile(draft, bytes, { flush: true });
      await rename(draft, path(name));
    },
    async remove(name) {
      await rm(path(name), { force: true });
    },
    async list() {
      const names = await readdir(root).catch(() => []);
      return names.filter((name) => /^[a-z0-9-]+\.(webp|pdf)$/.test(name));
    },
  };
}

/** All the files of one attachment. */
export function fileNames(id: string, kind: 'image' | 'flyer'): string[] {
  return kind === 'flyer' ? [`${id}.pdf`] : [`${id}-large.webp`, `${id}-small.webp`];
}
