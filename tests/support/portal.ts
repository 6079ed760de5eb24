import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { DIALECT } from '../../src/db/dialect.ts';
import type { Letter, MailTransport } from '../../src/mail/transport.ts';
import { createServices, type Services } from '../../src/services.ts';
import { createAccount } from '../../src/workflow/create-account.ts';
import { createDatabase, startPostgres } from './postgres.ts';

export const ENGINE = DIALECT;
export const PASSWORD = 'ein Passwort nur für Tests';

/** A whole portal on a real database of the engine under test, with a clock that tests can move. */
export interface Portal {
  readonly services: Services;
  readonly url: string;
  /** For another process with the same database. */
  readonly databaseUrl: string;
  readonly clock: { now: number; advance(milliseconds: number): void };
  /** Every letter that left, unless another transport was given. */
  readonly letters: Letter[];
  /** Files of the upload store. */
  readonly uploads: string;
  /** Fires what is due and sends what waits. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/** A Tuesday in autumn, before noon: no test depends on the day it runs on. */
export const START = Date.parse('2026-11-24T09:00:00Z');

export async function openPortal(
  given: {
    env?: Record<string, string>;
    transport?: MailTransport;
    now?: number;
    /** Silent, unless a test reads it. */
    log?: Logger;
    /** As people know the portal, where a proxy stands in front of it. */
    baseUrl?: string;
  } = {},
): Promise<Portal> {
  const folder = await mkdtemp(join(tmpdir(), 'veedelpost-test-'));
  const uploads = join(folder, 'uploads');
  const database =
    ENGINE === 'postgres'
      ? await createDatabase(await startPostgres())
      : { url: `file:${join(folder, 'test.sqlite')}`, drop: () => Promise.resolve() };
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const config = readConfig({
    DATABASE_URL: database.url,
    UPLOADS_URL: `file:${uploads}`,
    SESSION_SECRET: 'a secret for tests, long enough to be taken',
    SUBMISSIONS_PER_HOUR: '100000',
    ...given.env,
  });
  const clock = {
    now: given.now ?? START,
    advance(milliseconds: number) {
      clock.now += milliseconds;
    },
  };
  const letters: Letter[] = [];
  const collect: MailTransport = {
    send: (letter) => {
      letters.push(letter);
      return Promise.resolve('sent');
    },
    close: () => undefined,
  };
  const baseUrl = given.baseUrl ?? `http://localhost:${String(port)}`;
  const services = await createServices(config, baseUrl, {
    log: given.log ?? pino({ level: 'silent' }),
    transport: given.transport ?? collect,
    now: () => clock.now,
  });
  server.on('request', createApp(services));
  return {
    services,
    url: `http://localhost:${String(port)}`,
    databaseUrl: database.url,
    clock,
    letters,
    uploads,
    work: () => services.work(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Another process with the same database, as far as one test process can have one: all but the process. */
export async function openSibling(
  portal: Portal,
): Promise<Pick<Portal, 'url' | 'services' | 'close'>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://localhost:${String(port)}`;
  const config = readConfig({
    DATABASE_URL: portal.databaseUrl,
    UPLOADS_URL: `file:${portal.uploads}`,
    SESSION_SECRET: portal.services.secret,
  });
  const services = await createServices(config, portal.url, {
    log: pino({ level: 'silent' }),
    now: () => portal.clock.now,
  });
  server.on('request', createApp(services));
  return {
    url,
    services,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.close();
    },
  };
}

export interface Staff {
  readonly kalk: string;
  readonly kalkSecond: string;
  readonly chorweiler: string;
  readonly portal: string;
  readonly editor: string;
  readonly administrator: string;
}

/** One account for each role, all with `PASSWORD`; gives their addresses. */
export async function hireStaff(services: Services): Promise<Staff> {
  const staff: Staff = {
    kalk: 'kalk@example.org',
    kalkSecond: 'ayla@example.org',
    chorweiler: 'chorweiler@example.org',
    portal: 'portal@example.org',
    editor: 'startseite@example.org',
    administrator: 'verwaltung@example.org',
  };
  const names = {
    kalk: 'Kim Kalk',
    kalkSecond: 'Ayla Demir',
    chorweiler: 'Chris Chor',
    portal: 'Pat Portal',
    editor: 'Eda Editor',
    administrator: 'Ada Admin',
  };
  const districts = {
    kalk: ['kalk-humboldt'],
    kalkSecond: ['kalk-humboldt'],
    chorweiler: ['chorweiler'],
    portal: ['portal'],
    editor: [],
    administrator: [],
  };
  for (const key of Object.keys(staff) as (keyof Staff)[]) {
    await createAccount(services, {
      email: staff[key],
      name: names[key],
      password: PASSWORD,
      districts: districts[key],
      isEditor: key === 'editor',
      isAdministrator: key === 'administrator',
    });
  }
  return staff;
}

/** A form's fields for each kind, complete and in Kalk; change what a test is about. */
export function answersFor(
  kind: 'event' | 'entry' | 'story',
  changes: Record<string, string | string[]> = {},
): Record<string, string | string[]> {
  const common = {
    title: 'Reparatur-Treff im Innenhof',
    summary: 'Wir reparieren zusammen, was sonst weggeworfen wird.',
    description: 'Bring dein Gerät mit.\n\n- Werkzeug ist da\n- Kaffee auch',
    stadtteil: '802',
    street: 'Vietorstraße',
    houseNumber: '40',
    postalCode: '51103',
    city: 'Köln',
    submitterName: 'Nora Beispiel',
    submitterEmail: 'nora@example.org',
    consent: 'yes',
  };
  const own = {
    event: { startDate: '2026-12-05', startTime: '15:00', endTime: '18:30', free: 'yes' },
    entry: { organisation: 'Hinterhof-Werkstatt', openingHours: 'Dienstag 10 bis 12 Uhr' },
    story: { period: 'seit 2024', result: 'Ein Garten' },
  };
  return { ...common, ...own[kind], ...changes };
}

export const newKey = (): string => randomUUID();
