import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
// A second on a quiet machine; a busy one is not what is on trial.
const START_PATIENCE_MS = 120_000;

/** The portal as an operator runs it: `src/main.ts` in a process of its own. */
export interface PortalProcess {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until it said where it listens. */
  readonly startMs: number;
  /** Everything that it wrote, for a report. */
  readonly output: () => string;
  stop(): Promise<void>;
  /** `kill -9`: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

export async function startPortal(
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<PortalProcess> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...nodeOptions, 'src/main.ts'],
    {
      cwd: ROOT,
      // Nothing of the surrounding shell: a stray setting would make a trial prove something else.
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DEMO: 'off',
        LOG_LEVEL: 'warn',
        SESSION_SECRET: 'a secret for trials, long enough to be taken',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const url = await listen(child, lines);
  const startMs = performance.now() - began;
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await ended;
    }
  };
  return {
    url,
    pid: child.pid ?? 0,
    startMs,
    output: () => lines.join('\n'),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function listen(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`the portal did not start: ${why}\n${lines.join('\n')}`));
    };
    const timer = setTimeout(() => {
      fail('it did not say where it listens');
    }, START_PATIENCE_MS);
    child.once('error', (error) => {
      fail(error.message);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with ${String(code)}`);
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const address = /^listening on http:\/\/[^:]+:(\d+)/.exec(line);
        if (address === null) return;
        clearTimeout(timer);
        resolve(`http://localhost:${address[1] ?? ''}`);
      });
    }
  });
}
