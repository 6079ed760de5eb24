// Answers one page from a constant, with the headers and bytes that it is given: what Express can do.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';

interface Constant {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const [file = ''] = process.argv.slice(2);
const { headers, body } = JSON.parse(readFileSync(file, 'utf8')) as Constant;
const bytes = Buffer.from(body, 'base64');
const app = express();
app.disable('x-powered-by');
app.get('/', (_req, res) => {
  for (const [name, value] of headers) res.setHeader(name, value);
  res.end(bytes);
});
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(`listening on http://127.0.0.1:${String(port)}`);
});
process.on('SIGTERM', () => process.exit(0));
