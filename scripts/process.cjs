'use strict';
// Starting other programs: the one place that knows how signals and exit codes are handed on.

const { spawn, spawnSync } = require('node:child_process');
const os = require('node:os');
const path = require('node:path');

/** The root of the project; the scripts work from any folder. */
const root = path.resolve(__dirname, '..');

/** A failure whose message says all a person needs: it is printed without a stack. */
class Failure extends Error {}

/** Puts the folder of `node` first, so that whatever a child starts by name gets the same Node. */
function environmentFor(node, extra) {
  // What Node made of the TypeScript files is kept, so that the next start need not make it again.
  const cache = { NODE_COMPILE_CACHE: path.join(root, '.runtime', 'compile-cache') };
  const env = Object.assign(cache, process.env, extra);
  // Windows spells the variable "Path", and a second spelling would hide the first.
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') || 'PATH';
  env[key] = [path.dirname(node), env[key]].filter(Boolean).join(path.delimiter);
  return env;
}

/**
 * Runs a program in the foreground and resolves with its exit code.
 * `onMessage`, where given, receives what the child sends with `process.send`, and the child.
 * `onOutput`, where given, receives what it prints, which is then not shown.
 */
function run(command, args, options) {
  const { env, onMessage, onOutput } = options;
  return new Promise((resolve, reject) => {
    const out = onOutput ? 'pipe' : 'inherit';
    const stdio = onMessage ? ['inherit', out, out, 'ipc'] : ['inherit', out, out];
    const child = spawn(command, args, { cwd: root, env, stdio });
    if (onOutput) for (const stream of [child.stdout, child.stderr]) stream.on('data', onOutput);
    if (onMessage) child.on('message', (message) => onMessage(message, child));

    const relays = new Map();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      const relay = () => {
        // In a terminal, Ctrl-C reaches the child by itself; a second one would cut its shutdown short.
        if (signal === 'SIGINT' && process.stdin.isTTY) return;
        child.kill(signal);
      };
      relays.set(signal, relay);
      process.on(signal, relay);
    }
    // npm starts scripts through a shell, which passes no signals on: when npm is told to end, only our parent
    // dies, and the server would live on unseen.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) child.kill('SIGTERM');
    }, 500);

    const finish = () => {
      clearInterval(watch);
      relays.forEach((relay, signal) => process.removeListener(signal, relay));
    };

    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('close', (code, signal) => {
      finish();
      // A shell's own convention for a program that a signal ended.
      resolve(signal ? 128 + (os.constants.signals[signal] || 0) : code);
    });
  });
}

/** Runs a program that is of interest only when it fails; then its whole output is shown. */
function runQuietly(command, args, options) {
  const result = spawnSync(
    command,
    args,
    Object.assign({ cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }, options),
  );
  if (result.status === 0) return;
  const output = [result.stdout, result.stderr].filter(Boolean).join('').trim();
  const reason = result.error ? result.error.message : 'exit code ' + String(result.status);
  throw new Failure(
    [path.basename(command) + ' failed: ' + reason, output].filter(Boolean).join('\n'),
  );
}

/** Progress goes to the error output: what the commands themselves print stays clean. */
function say(line) {
  process.stderr.write('veedelpost: ' + line + '\n');
}

module.exports = { root, Failure, environmentFor, run, runQuietly, say };
