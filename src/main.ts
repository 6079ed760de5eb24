import { createServer } from 'node:http';
import { createApp } from './app.ts';
import { readConfig, UnusableSetting, type Config } from './config.ts';
import { createServices } from './services.ts';
import { describeDemo, seedDemoIfWanted } from './workflow/seed-demo.ts';

const GRACE_MS = 10_000;

/** The process: config, services, app, what works by itself; closed in reverse order. */
async function main(): Promise<void> {
  const config = readConfigOrLeave();
  const server = createServer();
  // Listening comes first, since the address is part of what is built; nobody is answered before.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const baseUrl = config.baseUrl ?? `http://localhost:${String(port)}`;
  const services = await createServices(config, baseUrl);
  const demo = await seedDemoIfWanted(services, config);
  services.startWorking();
  server.on('request', createApp(services));
  server.requestTimeout = 120_000;
  server.headersTimeout = 20_000;

  console.log(`listening on http://${config.host}:${String(port)}`);
  console.log(`the portal is at ${baseUrl}/`);
  if (demo !== undefined) console.log(describeDemo(demo, baseUrl));

  let leaving = false;
  const leave = (signal: string) => {
    if (leaving) return;
    leaving = true;
    services.log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    server.close(() => {
      services.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
    server.closeIdleConnections();
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

await main();
