import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SECRET, UPLOADS } from './databases.ts';
import type { Usage } from './probe.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A program that answers HTTP in a process of its own, so that it shares no time with its client. */
export interface Server {
  readonly url: string;
  /** From the start of the process to the line that says where it listens. */
  readonly startMs: number;
  usage(): Promise<Usage>;
  /** What it wrote, for a report. */
  output(): string;
  stop(): Promise<void>;
}

/** The portal as an operator runs it, on a database file. */
export function startPortal(file: string): Promise<Server> {
  return startServer('src/main.ts', [], {
    NODE_ENV: 'production',
    PORT: '0',
    BASE_URL: 'http://localhost',
    DATABASE_URL: `file:${file}`,
    UPLOADS_URL: `file:${UPLOADS}`,
    SESSION_SECRET: SECRET,
    SUBMISSIONS_PER_HOUR: '1000000000',
  });
}

export async function startServer(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Server> {
  const began = performance.now();
  const profile = process.env['BENCH_PROFILE'];
  const child = fork(ROOT + script, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      '--import',
      `${ROOT}bench/support/probe.ts`,
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output: string[] = [];
  const listening = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const port = /^listening on http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
        if (port !== undefined) resolve(`http://localhost:${port}`);
      });
    }
    child.once('exit', () => {
      reject(new Error(`${script} ended:\n${output.join('\n')}`));
    });
  });
  const url = await listening;
  const startMs = performance.now() - began;
  return {
    url,
    startMs,
    output: () => output.join('\n'),
    async usage() {
      const answer = once(child, 'message');
      child.send('usage');
      const [usage] = (await answer) as [Usage];
      return usage;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
