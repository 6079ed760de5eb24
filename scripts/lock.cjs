'use strict';
// Two commands started at once must not install into the same folder at the same time.

const fs = require('node:fs');
const path = require('node:path');
const { root, say } = require('./process.cjs');

const folder = path.join(root, '.runtime');
const file = path.join(folder, 'lock');

// Longer than any installation takes: an older lock was left behind, whoever has its number now.
const staleAfter = 15 * 60 * 1000;

function take() {
  fs.mkdirSync(folder, { recursive: true });
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned() {
  try {
    if (Date.now() - fs.statSync(file).mtimeMs > staleAfter) return true;
    const owner = Number(fs.readFileSync(file, 'utf8'));
    // Empty for the instant between its creation and its first write.
    if (!owner) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error.code === 'ESRCH';
  }
}

/** Runs `work` while no other command of this folder does the same. */
async function withLock(work) {
  for (let waited = 0; !take(); waited += 1) {
    if (isAbandoned()) fs.rmSync(file, { force: true });
    else if (waited === 0) say('waiting for another command that is installing');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // An interrupted installation still gives the lock back.
  const release = () => fs.rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

module.exports = { withLock };
