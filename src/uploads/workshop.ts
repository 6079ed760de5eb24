import { fork, type ChildProcess } from 'node:child_process';
import { createQueue } from '../domain/one-at-a-time.ts';
import type { WrittenPicture } from './write-sizes.ts';

/** What is done with the bytes of a stranger's file. */
export type Job =
  'readPicture' | 'turnPicture' | 'checkFlyer' | 'paintFlyer' | 'cropShare' | 'drawShare';

export interface JobResult {
  /** A key of the words below `problem.`: why the file is not taken. */
  readonly refused?: string;
  readonly picture?: WrittenPicture;
  /** A preview for Open Graph. */
  readonly preview?: Buffer;
}

const SECONDS: Readonly<Record<Job, number>> = {
  readPicture: 60,
  turnPicture: 30,
  checkFlyer: 20,
  paintFlyer: 10,
  cropShare: 10,
  drawShare: 10,
};
const IDLE_SECONDS = 5;
/** Decoders do not give back all the memory that they took; a new process does. */
const JOBS_PER_PROCESS = 20;

let current: { process: ChildProcess; jobs: number } | undefined;
let idle: NodeJS.Timeout | undefined;
const inTurn = createQueue();

/**
 * Does one job at a time in a process of its own. Pages are answered meanwhile; what takes too long
 * or brings the decoder down ends that process and nothing else; and the memory that pictures take
 * when they are unpacked is given back whole when nobody uploads. Rejects when nothing came out.
 * `option`: for `cropShare` the part of the picture that must stay.
 */
export function inWorkshop(job: Job, bytes: Buffer, option = ''): Promise<JobResult> {
  return inTurn(() => doJob(job, bytes, option));
}

function doJob(job: Job, bytes: Buffer, option: string): Promise<JobResult> {
  clearTimeout(idle);
  const { process: child } = (current ??= open());
  current.jobs += 1;
  child.ref();
  child.channel?.ref();
  return new Promise<JobResult>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      child.off('message', succeed).off('exit', die).off('error', die);
    };
    const succeed = (result: unknown) => {
      end();
      rest();
      resolve(result as JobResult);
    };
    const fail = (reason: string) => {
      end();
      close();
      reject(new Error(`${job} ${reason}`));
    };
    const die = () => {
      fail('brought its process down');
    };
    const timer = setTimeout(() => {
      fail('took too long');
    }, SECONDS[job] * 1_000);
    child.on('message', succeed).on('exit', die).on('error', die);
    child.send({ job, bytes, option }, (error) => {
      if (error) die();
    });
  });
}

function open(): { process: ChildProcess; jobs: number } {
  const child = fork(new URL('./workshop-process.ts', import.meta.url), [], {
    // Nothing of ours is handed on: no secrets and no database address.
    env: { MALLOC_ARENA_MAX: '2' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('exit', () => {
    if (current?.process === child) current = undefined;
  });
  return { process: child, jobs: 0 };
}

/** An idle workshop keeps nobody from stopping, and closes after a while. */
function rest(): void {
  if (current === undefined) return;
  if (current.jobs >= JOBS_PER_PROCESS) {
    close();
    return;
  }
  current.process.unref();
  current.process.channel?.unref();
  idle = setTimeout(close, IDLE_SECONDS * 1_000);
  idle.unref();
}

function close(): void {
  current?.process.kill('SIGKILL');
  current = undefined;
}
