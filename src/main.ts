import cluster from 'node:cluster';
import { createServer, type Server } from 'node:http';
import { createApp } from './app.ts';
import { readConfig, UnusableSetting, type Config } from './config.ts';
import { createServices, type Services } from './services.ts';
import { describeDemo, seedDemoIfWanted } from './workflow/seed-demo.ts';

const GRACE_MS = 10_000;

/** The process: config, services, app, what works by itself; closed in reverse order. */
async function main(): Promise<void> {
  const config = readConfigOrLeave();
  if (config.concurrency > 1 && cluster.isPrimary) await lead(config);
  else await serve(config);
}

/** One process that answers. */
async function serve(config: Config): Promise<void> {
  const server = createServer();
  // Listening comes first, since the address is part of what is built; nobody is answered before.
  const port = await listen(server, config);
  const baseUrl = config.baseUrl ?? `http://localhost:${String(port)}`;
  const services = await createServices(config, baseUrl);
  if (cluster.isPrimary) await welcome(services, config, port);
  services.startWorking();
  server.on('request', createApp(services));
  if (cluster.isPrimary) console.log(`listening on http://${config.host}:${String(port)}`);
  else process.send?.({ port });
  onLeave(() => {
    server.closeIdleConnections();
    return new Promise((resolve) => server.close(resolve)).then(() => services.close());
  });
}

/** Several processes: the first prepares the database, then each answers on the same port. */
async function lead(config: Config): Promise<void> {
  const services = await createServices(config, config.baseUrl ?? 'http://localhost');
  await welcome(services, config, config.port);
  await services.close();
  let announced = false;
  let leaving = false;
  const fork = () => {
    cluster.fork().on('message', (message: { port?: number }) => {
      if (announced || message.port === undefined) return;
      announced = true;
      console.log(`listening on http://${config.host}:${String(message.port)}`);
    });
  };
  for (let index = 0; index < config.concurrency; index += 1) fork();
  cluster.on('exit', () => {
    if (!leaving) fork();
  });
  onLeave(() => {
    leaving = true;
    const workers = Object.values(cluster.workers ?? {});
    return Promise.all(
      workers.map((worker) => {
        const gone = new Promise((resolve) => worker?.once('exit', resolve));
        worker?.process.kill('SIGTERM');
        return gone;
      }),
    );
  });
}

async function listen(server: Server, config: Config): Promise<number> {
  server.requestTimeout = 120_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : config.port;
}

/** Fills an empty portal with the demo and tells the addresses. */
async function welcome(services: Services, config: Config, port: number): Promise<void> {
  const baseUrl = config.baseUrl ?? `http://localhost:${String(port)}`;
  const demo = await seedDemoIfWanted(services, config);
  console.log(`the portal is at ${baseUrl}/`);
  if (demo !== undefined) console.log(describeDemo(demo, baseUrl));
}

/** Ends in order on the first signal, and at once when that takes too long. */
function onLeave(close: () => Promise<unknown>): void {
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
}

function readConfigOrLeave(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof UnusableSetting)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof UnusableSetting)) throw error;
  console.error(error.message);
  process.exit(2);
});
