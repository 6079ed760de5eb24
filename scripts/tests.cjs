'use strict';
// The test suite: everything it needs is made ready, Mocha runs it, and one last line tells how it went.

const path = require('node:path');
const { environmentFor, root, run, say } = require('./process.cjs');
const { ensureChromium } = require('./find-chromium.cjs');

// Mocha adds the files named on the command line to those of its configuration, so that a single file could
// not be run; the default therefore lies here.
const everything = 'tests/**/*.test.ts';

// Options of Mocha that take the next argument as their value.
const takesValue =
  /^(-[fgjORrstu]|--(config|fgrep|file|grep|ignore|exclude|jobs|node-option|reporter|reporter-options?|require|retries|slow|spec|timeout|ui))$/;

function namesFiles(args) {
  return args.some(
    (arg, index) =>
      arg === '--spec' ||
      arg.startsWith('--spec=') ||
      (!arg.startsWith('-') && !takesValue.test(args[index - 1] || '')),
  );
}

/**
 * The schema is built for one engine when a process starts, so each engine has a process of its own. What
 * knows no database, or asks only what a browser makes of a page, runs once.
 */
const ENGINES = [
  { name: 'SQLite', url: 'file:chosen-by-each-test' },
  {
    name: 'PostgreSQL',
    url: 'postgres://chosen-by-each-test',
    ignore: [
      'architecture',
      'domain',
      'imports',
      'journeys/interactions.test.ts',
      'journeys/keyboard.test.ts',
      'journeys/looks',
      'journeys/pictures.test.ts',
      'journeys/series.test.ts',
      // The same way is gone on both engines over HTTP, in web/main-path.
      'journeys/stories.test.ts',
      'journeys/while-typing.test.ts',
      'mail/compose.test.ts',
      'mail/letters.test.ts',
      'uploads',
      'web/languages',
    ],
  },
];

async function runTests(node, args) {
  const chromium = await ensureChromium(node);
  const wanted = ENGINES.filter(
    ({ name }) => (process.env.TEST_ENGINE || name).toLowerCase() === name.toLowerCase(),
  );
  // Side by side, since a test mostly waits: for a disk, a browser, another server. The report of the second
  // is shown when the first is through, so that each can be read as a whole.
  say(`the suite on ${wanted.map(({ name }) => name).join(' and ')}`);
  const [first, ...others] = wanted.map((engine, index) =>
    runMocha(node, args, engine, chromium, index > 0),
  );
  const results = [await first];
  for (const [index, other] of others.entries()) {
    const result = await other;
    process.stdout.write(`\n${wanted[index + 1].name}\n${result.output}`);
    results.push(result);
  }
  const total = { passes: 0, failures: 0 };
  let code = 0;
  for (const result of results) {
    total.passes += result.passes;
    total.failures += result.failures;
    code = code || result.code;
  }
  console.log(
    `${total.passes} passed, ${code === 0 ? total.failures : Math.max(total.failures, 1)} failed`,
  );
  return code;
}

async function runMocha(node, args, engine, chromium, aside) {
  const env = environmentFor(node, { CHROMIUM_PATH: chromium, DATABASE_URL: engine.url });
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const own = namesFiles(args) ? [] : [everything];
  for (const folder of namesFiles(args) ? [] : engine.ignore || []) {
    own.push('--ignore', /\.ts$/.test(folder) ? `tests/${folder}` : `tests/${folder}/**`);
  }
  // A forgotten `.only` would otherwise turn the whole suite green.
  if (process.env.CI) own.push('--forbid-only');

  let counts;
  let output = '';
  let patience;
  const code = await run(node, ['--disable-warning=ExperimentalWarning', mocha].concat(args, own), {
    env,
    onOutput: aside ? (text) => (output += text) : undefined,
    onMessage: (message, child) => {
      counts = message;
      // A server or timer that a test forgot must fail the run, not hold it for ever.
      patience = setTimeout(() => {
        say(
          'the tests have ended, but something they left open keeps their process alive; ending it',
        );
        child.kill('SIGKILL');
      }, 30_000);
    },
  });
  clearTimeout(patience);
  // Without counts Mocha did not get as far as running tests: a file that cannot be loaded, a wrong option.
  const { passes, failures } = counts || { passes: 0, failures: code === 0 ? 0 : 1 };
  return { code, passes, failures, output };
}

module.exports = { runTests };
