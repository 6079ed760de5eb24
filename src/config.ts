import { isIP } from 'node:net';
import { DEFAULT_DELAYS, type Delays } from './domain/delays.ts';
import { delayName, SETTINGS, UNITS } from './settings.ts';

/** Everything that the environment decides, read once at the start. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; `undefined` until the port is known. */
  readonly baseUrl: string | undefined;
  readonly databaseUrl: string;
  readonly uploadsUrl: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** `undefined` outside production: then one is made and kept in the database. */
  readonly secret: string | undefined;
  readonly trustProxy: string | undefined;
  readonly logLevel: string;
  readonly demo: 'auto' | 'on' | 'off';
  readonly demoPassword: string | undefined;
  readonly clockSpeed: number;
  readonly delays: Delays;
  readonly zone: string;
  readonly submissionsPerHour: number;
  /** Processes on this machine. */
  readonly concurrency: number;
}

/** A setting that cannot be used, as a sentence for the person who starts the program. */
export class UnusableSetting extends Error {
  override name = 'UnusableSetting';
}

/** Reads the environment into a frozen Config, or throws `UnusableSetting` with a sentence. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  const fallback = (name: string) =>
    SETTINGS.find((setting) => setting.name === name)?.fallback ?? '';
  const text = (name: string) => value(name) ?? fallback(name);
  const production = value('NODE_ENV') === 'production';

  const port = wholeNumber('PORT', text('PORT'), 0, 65_535);
  const givenUrl = value('BASE_URL')?.replace(/\/+$/, '');
  const baseUrl = givenUrl === undefined ? undefined : originOf(givenUrl);
  if (givenUrl !== undefined && baseUrl === undefined) {
    throw new UnusableSetting(
      `BASE_URL is "${givenUrl}", but it must be an address such as https://portal.example.org, without a path.`,
    );
  }
  const databaseUrl = text('DATABASE_URL');
  if (!/^(file:.|postgres(ql)?:\/\/.)/.test(databaseUrl)) {
    throw new UnusableSetting(
      'DATABASE_URL must start with file: or with postgres://, such as file:db/veedelpost.sqlite.',
    );
  }
  const uploadsUrl = text('UPLOADS_URL');
  if (!/^file:./.test(uploadsUrl) && !/^s3:\/\/[^:]+:[^@]+@[^/]+\/./.test(uploadsUrl)) {
    throw new UnusableSetting(
      'UPLOADS_URL must be a folder such as file:uploads, or s3://key:secret@host/bucket.',
    );
  }
  const smtpUrl = value('SMTP_URL');
  if (smtpUrl !== undefined && !/^smtps?:\/\/./.test(smtpUrl)) {
    throw new UnusableSetting('SMTP_URL must start with smtp:// or smtps://.');
  }
  const secret = value('SESSION_SECRET');
  if (secret !== undefined && secret.length < 32) {
    throw new UnusableSetting('SESSION_SECRET must have at least 32 characters.');
  }
  const clockSpeed = Number(text('CLOCK_SPEED'));
  if (!(clockSpeed > 0)) throw new UnusableSetting('CLOCK_SPEED must be a number above 0.');
  const demo = value('DEMO') ?? 'auto';
  if (!['auto', 'on', 'off'].includes(demo)) {
    throw new UnusableSetting('DEMO must be on or off.');
  }
  const logLevel = text('LOG_LEVEL');
  if (!LOG_LEVELS.includes(logLevel)) {
    throw new UnusableSetting(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  }
  const trustProxy = value('TRUST_PROXY');
  if (trustProxy !== undefined && !isProxyList(trustProxy)) {
    throw new UnusableSetting(
      `TRUST_PROXY is "${trustProxy}", but it must name proxies by address or network, such as loopback or 10.0.0.0/8.`,
    );
  }
  const zone = text('TIME_ZONE');
  if (!isZone(zone)) throw new UnusableSetting(`TIME_ZONE "${zone}" is not a known time zone.`);

  if (production) {
    if (secret === undefined) {
      throw new UnusableSetting(
        'Production needs a SESSION_SECRET of its own with at least 32 characters, for example from `openssl rand -base64 48`.',
      );
    }
    if (baseUrl === undefined) {
      throw new UnusableSetting("Production needs BASE_URL, the portal's own address.");
    }
    if (!baseUrl.startsWith('https://') && !/^http:\/\/(localhost|127\.)/.test(baseUrl)) {
      throw new UnusableSetting('BASE_URL must start with https:// in production.');
    }
    if (clockSpeed !== 1) throw new UnusableSetting('CLOCK_SPEED is refused in production.');
    if (demo === 'on') throw new UnusableSetting('DEMO=on is refused in production.');
    if (smtpUrl !== undefined && value('MAIL_FROM') === undefined) {
      throw new UnusableSetting(
        'SMTP_URL without MAIL_FROM: say from which address mails are sent.',
      );
    }
  }

  return Object.freeze({
    production,
    host: text('HOST'),
    port,
    baseUrl,
    databaseUrl,
    uploadsUrl,
    smtpUrl,
    mailFrom: text('MAIL_FROM'),
    secret,
    trustProxy,
    logLevel,
    demo: production ? 'off' : (demo as Config['demo']),
    demoPassword: value('DEMO_PASSWORD'),
    clockSpeed,
    delays: readDelays(value),
    zone,
    concurrency: wholeNumber('WEB_CONCURRENCY', text('WEB_CONCURRENCY'), 1, 64),
    submissionsPerHour: wholeNumber('SUBMISSIONS_PER_HOUR', text('SUBMISSIONS_PER_HOUR'), 1, 1e9),
  });
}

function readDelays(value: (name: string) => string | undefined): Delays {
  const delays: Record<string, number> = { ...DEFAULT_DELAYS };
  for (const key of Object.keys(DEFAULT_DELAYS)) {
    const given = value(delayName(key));
    if (given !== undefined) delays[key] = parseDuration(delayName(key), given);
  }
  // Made of the keys of DEFAULT_DELAYS above, so it has each of them.
  return delays as unknown as Delays;
}

function parseDuration(name: string, text: string): number {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  if (!match) {
    throw new UnusableSetting(`${name} must be a number with a unit, such as 30m, 7d or 500ms.`);
  }
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new UnusableSetting(
      `${name} must be a whole number from ${String(min)} to ${String(max)}.`,
    );
  }
  return number;
}

/** Scheme, host and port as browsers write them; `undefined` for what is no address, or more than that. */
function originOf(address: string): string | undefined {
  const url = /^https?:\/\/[^/?#@\s]+$/i.test(address) ? URL.parse(address) : null;
  return url?.origin;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** What Express takes: a list of addresses, networks and three names for networks. */
function isProxyList(text: string): boolean {
  const names = ['loopback', 'linklocal', 'uniquelocal'];
  return text.split(',').every((part) => {
    const proxy = part.trim();
    const [address = '', bits = '0', ...more] = proxy.split('/');
    const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1;
    const isNetwork = more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
    return names.includes(proxy) || isNetwork;
  });
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
