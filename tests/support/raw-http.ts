import { request, type IncomingHttpHeaders } from 'node:http';
import type { Portal } from './portal.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Sent in parts, without a length in front. */
  readonly stream?: readonly string[];
}

/** A request exactly as written, with a Host of one's own choice: what `fetch` does not let us send. */
export function sendRaw(portal: Pick<Portal, 'url'>, given: RawRequest): Promise<RawAnswer> {
  const { port } = new URL(portal.url);
  const { method = 'GET', path, headers = {}, body, stream } = given;
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { Host: `localhost:${port}`, ...length, ...headers },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    sent.on('error', reject);
    for (const part of stream ?? []) sent.write(part);
    sent.end(body);
  });
}
