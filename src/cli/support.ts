import { readConfig } from '../config.ts';
import { createServices, type Services } from '../services.ts';

/** The first bytes of a stream; the rest is read, so that its sender can finish, and let go. */
export async function readAtMost(stream: NodeJS.ReadStream, bytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Its chunks are bytes as long as nobody asks it for an encoding.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < bytes) chunks.push(chunk.subarray(0, bytes - size));
    size += chunk.length;
  }
  return Buffer.concat(chunks).toString('latin1');
}

export function say(line: string): void {
  console.log(line);
}

/** Shows how far long work has come, to a person at a terminal. */
export function showProgress(what: string): (done: number, total: number) => void {
  return (done, total) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${what}: ${String(done)} of ${String(total)}`);
    if (done === total && process.stderr.isTTY) process.stderr.write('\n');
  };
}

/** Everything built as the server has it, and closed again whatever happens. */
export async function withServices(work: (services: Services) => Promise<void>): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const baseUrl = config.baseUrl ?? `http://localhost:${String(config.port)}`;
  const services = await createServices(config, baseUrl);
  try {
    await work(services);
  } finally {
    await services.close();
  }
}
