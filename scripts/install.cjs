'use strict';
// npm, called so that it works the same on every machine: from the lock file, without install scripts.

const fs = require('node:fs');
const path = require('node:path');
const { environmentFor, runQuietly } = require('./process.cjs');

function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages || {};
  } catch (error) {
    // Missing, or cut off in the middle: the same as nothing installed.
    return {};
  }
}

/**
 * Whether `folder` holds what its lock file asks for. npm leaves its own account of what it installed in
 * node_modules when it has finished, so this also notices an interrupted run, and accepts what a developer
 * installed by hand.
 */
function isInstalled(folder, omitDev) {
  const wanted = readLock(path.join(folder, 'package-lock.json'));
  const present = readLock(path.join(folder, 'node_modules', '.package-lock.json'));
  if (Object.keys(present).length === 0) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.link) return true;
    const found = present[name];
    if (found) return found.version === entry.version && found.integrity === entry.integrity;
    // Optional ones are mostly those for other platforms; npm itself decides which of them belong here.
    if (entry.optional || entry.extraneous) return true;
    return Boolean(omitDev && (entry.dev || entry.devOptional));
  });
}

/** npm's own program file, so that it can be run by a Node of our choice and without a shell. */
function findNpm() {
  const fromNpm = process.env.npm_execpath;
  const beside = path.dirname(process.execPath);
  const candidates = [
    fromNpm && path.basename(fromNpm) === 'npm-cli.js' ? fromNpm : '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  return candidates.find((file) => file && fs.existsSync(file));
}

/** Installs exactly what the lock file of `folder` says. */
function install(folder, options) {
  const { node, omitDev } = options;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // NODE_ENV would decide otherwise, and the tests need the development packages whatever it says.
  args.push(omitDev ? '--omit=dev' : '--include=dev');

  const env = environmentFor(node, {});
  // Left over from the npm that started us: it names the project's folder, which is not always the one meant.
  delete env.npm_config_local_prefix;
  delete env.npm_config_prefix;

  const npm = findNpm();
  if (npm) runQuietly(node, [npm].concat(args), { cwd: folder, env });
  else
    runQuietly('npm', args, {
      cwd: folder,
      env,
      shell: process.platform === 'win32',
    });
}

module.exports = { install, isInstalled };
