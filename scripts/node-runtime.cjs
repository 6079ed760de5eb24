'use strict';
// The project runs TypeScript as it is and uses libraries that crash older Nodes without a word, while many
// servers still have such a Node. Where the installed one is too old, the right one is fetched as a package.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Failure, root, say } = require('./process.cjs');
const { install, isInstalled } = require('./install.cjs');
const { withLock } = require('./lock.cjs');

const folder = path.join(root, '.runtime', 'node');

/** The range named under "engines" in package.json: >=22.22 <23 || >=24.8 */
function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return (major === 22 && minor >= 22) || (major === 24 && minor >= 8) || major > 24;
}

function refuse(reason) {
  return new Failure(
    'Node ' +
      process.version +
      ' is too old for this project, and ' +
      reason +
      '.\n' +
      'Please install Node 24 (at least 24.8) and try again.',
  );
}

function binary() {
  const name =
    'node-' + (process.platform === 'win32' ? 'win' : process.platform) + '-' + process.arch;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', name, 'bin', file);
}

/** Brings the package's two files up to date, and with them what is installed from them. */
function prepareFolder() {
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(__dirname, 'runtime', file), path.join(folder, file));
  }
}

/** The path of a Node that is new enough: the one that runs this, or the project's own. */
async function findNode() {
  if (isNewEnough(process.version)) return process.execPath;

  const { optionalDependencies } = require('./runtime/package.json');
  const name = path.basename(path.resolve(binary(), '..', '..'));
  if (!optionalDependencies[name]) throw refuse('there is no newer one to fetch for this platform');

  await withLock(() => {
    prepareFolder();
    if (isInstalled(folder, false) && fs.existsSync(binary())) return;
    say(
      'Node ' +
        process.version +
        ' is too old; fetching Node ' +
        optionalDependencies[name] +
        ' into .runtime',
    );
    install(folder, { node: process.execPath, omitDev: false });
  });

  // A Linux with another C library gets the package but cannot run it.
  const trial = spawnSync(binary(), ['--version'], { encoding: 'utf8' });
  if (trial.status !== 0)
    throw refuse('the newer one that was fetched does not run on this system');
  return binary();
}

module.exports = { findNode, isNewEnough };
