// Writes the migration of a changed schema, once for each engine: node scripts/write-migrations.ts <name>
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const name = process.argv[2] ?? 'change';
const engines = [
  { folder: 'sqlite', dialect: 'sqlite', url: 'file:none' },
  { folder: 'postgres', dialect: 'postgresql', url: 'postgres://none' },
];
for (const { folder, dialect, url } of engines) {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/drizzle-kit/bin.cjs'),
      'generate',
      `--dialect=${dialect}`,
      '--schema=src/db/schema.ts',
      `--out=db/migrations/${folder}`,
      `--name=${name}`,
    ],
    { cwd: root, env: { ...process.env, DATABASE_URL: url }, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}
