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

const SQLITE = 'file:chosen-by-each-test';
const POSTGRES = 'postgres://chosen-by-each-test';

/**
 * The schema is built for one engine when a process starts, so each engine has a process of its own, and so
 * has what waits for a browser most of the time. What knows no database, or asks only what a browser makes of
 * a page, runs once.
 */
const LANES = [
  { name: 'SQLite', engine: 'sqlite', url: SQLITE, ignore: ['journeys'] },
  {
    name: 'PostgreSQL',
    engine: 'postgresql',
    url: POSTGRES,
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
  { name: 'SQLite, journeys', engine: 'sqlite', url: SQLITE, only: 'tests/journeys/**/*.test.ts' },
];

async function runTests(node, args) {
  const chromium = await ensureChromium(node);
  const wanted = LANES.filter(
    ({ engine, only }) =>
      (process.env.TEST_ENGINE || engine).toLowerCase() === engine &&
      // Files that were named run once for each engine.
      !(only && namesFiles(args)),
  );
  // Side by side, since a test mostly waits: for a disk, a browser, another server. The reports
  // of the others are shown when the first is through, so that each can be read as a whole.
  say(`the suite: ${wanted.map(({ name }) => name).join('; ')}`);
  const [first, ...others] = wanted.map((lane, index) =>
    runMocha(node, args, lane, chromium, index > 0),
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

async function runMocha(node, args, lane, chromium, aside) {
  const env = environmentFor(node, { CHROMIUM_PATH: chromium, DATABASE_URL: lane.url });
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const own = namesFiles(args) ? [] : [lane.only || everything];
  for (const folder of namesFiles(args) ? [] : lane.ignore || []) {
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
