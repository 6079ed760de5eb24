// The migrations must be what drizzle-kit would write for the schema: a change of the schema without
// its migration fails here, for both engines.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const engines = [
  { folder: 'sqlite', dialect: 'sqlite', url: 'file:none' },
  { folder: 'postgres', dialect: 'postgresql', url: 'postgres://none' },
];

for (const { folder, dialect, url } of engines) {
  // drizzle-kit takes its folder relative to where it runs, so the copy lies inside the project.
  const copy = mkdtempSync(join(tmpdir(), 'veedelpost-migrations-'));
  cpSync(join(root, 'db/migrations', folder), copy, { recursive: true });
  const before = readdirSync(copy).length;
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/drizzle-kit/bin.cjs'),
      'generate',
      `--dialect=${dialect}`,
      '--schema=src/db/schema.ts',
      `--out=${copy}`,
    ],
    { cwd: root, env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' },
  );
  const after = readdirSync(copy).length;
  rmSync(copy, { recursive: true, force: true });
  if (result.status !== 0 || after !== before) {
    console.error(`${folder}: the schema has changed and its migration is missing.`);
    console.error(`write it with: node scripts/write-migrations.ts <name>`);
    console.error(result.stdout, result.stderr);
    process.exit(1);
  }
  console.log(`${folder}: the migrations are the schema's`);
}
