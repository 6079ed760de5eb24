import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The text of every file below a folder of the project, by its path there. */
export function readSources(folder: string, ending: string): Map<string, string> {
  return new Map(
    readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => [`${folder}/${name}`, readSource(`${folder}/${name}`)]),
  );
}

export function readSource(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}
