import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A plain client that keeps its connections, for requests one after the other and for forms. */
export interface Client {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  post(path: string, form: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  close(): void;
}

export function openClient(origin: string, connections = 1): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    form?: string,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const outgoing = request(origin + path, { method, agent, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(form);
    });
  return {
    get: (path, headers = {}) => send('GET', path, { 'Accept-Encoding': 'br', ...headers }),
    post: (path, form, headers = {}) =>
      send('POST', path, { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, form),
    close: () => {
      agent.destroy();
    },
  };
}

/** Signs a coordinator in; gives the cookie. */
export async function signIn(client: Client, email: string, password: string): Promise<string> {
  const form = new URLSearchParams({ email, password }).toString();
  const reply = await client.post('/anmelden', form);
  const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0];
  if (reply.status !== 303 || cookie === undefined) {
    throw new Error(`signing in was answered with ${String(reply.status)}`);
  }
  return cookie;
}
