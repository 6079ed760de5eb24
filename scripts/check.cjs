'use strict';
// The gate before a change is handed in: the quick looks first, the tests last, and an end at the first failure.

const fs = require('node:fs');
const path = require('node:path');
const { environmentFor, root, run } = require('./process.cjs');
const { runTests } = require('./tests.cjs');

function steps() {
  const tool = (...parts) => path.join(root, 'node_modules', ...parts);
  const sources = ['src', 'tests', 'bench', 'scripts'].filter((name) =>
    fs.existsSync(path.join(root, name)),
  );
  return [
    ['format', [tool('prettier', 'bin', 'prettier.cjs'), '--check', '.']],
    ['lint', [tool('eslint', 'bin', 'eslint.js'), '.']],
    // typescript-eslint needs the TypeScript before this one, which therefore has its own name.
    ['types', [tool('@typescript', 'native', 'bin', 'tsc'), '--noEmit']],
    [
      'dependency rules',
      [
        tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        ...sources,
      ],
    ],
    ['unused code', [tool('knip', 'bin', 'knip.js')]],
    ['migrations', [path.join(__dirname, 'check-migrations.ts')]],
  ];
}

async function runCheck(node, args) {
  const env = environmentFor(node, {});
  for (const [title, command] of steps()) {
    console.log(`\n== ${title}`);
    const code = await run(node, ['--disable-warning=ExperimentalWarning', ...command], { env });
    if (code !== 0) {
      console.error(`\ncheck: "${title}" failed`);
      return code;
    }
  }
  console.log('\n== tests');
  return runTests(node, args);
}

module.exports = { runCheck };
