// Answers one page by rendering our own template with constant data: what Express and EJS can do.
// The data are caught once, while the portal itself draws the page: EJS is asked what it was given.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import ejs from 'ejs';
import express from 'express';

type Draw = (data: ejs.Data) => string;

const [file = '', path = '/'] = process.argv.slice(2);
const caught = new Map<string, { draw: Draw; data: ejs.Data }>();
const compile = ejs.compile.bind(ejs) as (text: string, options: ejs.Options) => Draw;
ejs.compile = ((text: string, options: ejs.Options): Draw => {
  const draw = compile(text, options);
  return (data) => {
    if (catching) caught.set(options.filename ?? '', { draw, data });
    return draw(data);
  };
}) as typeof ejs.compile;
let catching = true;

const { openServices } = await import('./databases.ts');
const { createApp } = await import('../../src/app.ts');
const services = await openServices(file);
const portal = await listen(createServer(createApp(services)));
await (await fetch(urlOf(portal) + path)).arrayBuffer();
portal.close();
catching = false;

const page = [...caught].find(([name]) => name.includes('/views/sites/'))?.[1];
const layout = [...caught].find(([name]) => name.includes('/views/layouts/'))?.[1];
if (page === undefined || layout === undefined) throw new Error(`no template drew ${path}`);

const app = express();
app.disable('x-powered-by');
app.get('/', (_req, res) => {
  const body = page.draw(page.data);
  res.type('html').send(layout.draw({ ...layout.data, body }));
});
const server = await listen(createServer(app));
console.log(`listening on ${urlOf(server)}`);
process.on('SIGTERM', () => process.exit(0));

function listen(one: Server): Promise<Server> {
  return new Promise((resolve) => {
    one.listen(0, '127.0.0.1', () => {
      resolve(one);
    });
  });
}

function urlOf(one: Server): string {
  return `http://127.0.0.1:${String((one.address() as AddressInfo).port)}`;
}
