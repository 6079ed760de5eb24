'use strict';
// The entry of every npm script. It is plain JavaScript that also an old Node can read, since it is what finds
// out that the Node is too old; from then on everything runs on one that is new enough.

const { Failure, environmentFor, run } = require('./process.cjs');
const { findNode } = require('./node-runtime.cjs');
const { ensureDependencies } = require('./dependencies.cjs');
const { ensureChromium } = require('./find-chromium.cjs');
const { runCheck } = require('./check.cjs');
const { runTests } = require('./tests.cjs');

// Node 22 still announces on every start that it can read TypeScript.
const quiet = '--disable-warning=ExperimentalWarning';

const script = (node, args, extra) =>
  run(node, [quiet, ...args], { env: environmentFor(node, extra) });

const withBrowser = async (node, args) =>
  script(node, args, { CHROMIUM_PATH: await ensureChromium(node) });

// Those with `needsDev` also work where NODE_ENV says production.
const commands = {
  // Node reads TypeScript itself and style and fonts are gathered at the start: there is nothing to build.
  start: { run: (node, args) => script(node, ['src/main.ts', ...args]) },
  dev: {
    needsDev: true,
    run: (node, args) => script(node, ['--watch', 'src/main.ts', ...args]),
  },
  test: { needsDev: true, run: runTests },
  check: { needsDev: true, run: runCheck },
  bench: {
    needsDev: true,
    run: (node, args) => script(node, ['bench/run.ts', ...args]),
  },
  trials: {
    needsDev: true,
    run: (node, args) => withBrowser(node, ['tests/trials/run.ts', ...args]),
  },
  'trial:intake': {
    needsDev: true,
    run: (node, args) => script(node, ['tests/trials/intake.ts', ...args]),
  },
  'trial:streets': {
    needsDev: true,
    run: (node, args) => script(node, ['tests/trials/streets.ts', ...args]),
  },
  veedelpost: { run: (node, args) => script(node, ['src/cli.ts', ...args]) },
};

async function main() {
  const [name, ...args] = process.argv.slice(2);
  if (!Object.prototype.hasOwnProperty.call(commands, name || '')) {
    throw new Failure(
      'usage: node scripts/run.cjs <command>, where command is one of ' +
        Object.keys(commands).join(', '),
    );
  }
  const command = commands[name];
  const node = await findNode();
  await ensureDependencies(node, command.needsDev === true);
  return command.run(node, args);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  },
);
