import { DEFAULT_DELAYS, type Delays } from './domain/delays.ts';

/** Everything that the environment decides, read once at the start. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; `undefined` until the port is known. */
  readonly baseUrl: string | undefined;
  readonly databaseUrl: string;
  readonly uploadsFolder: string;
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
}

interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const DELAY_MEANINGS: Readonly<Record<keyof Delays, string>> = {
  confirmationReminder: 'until an unconfirmed contributor is reminded',
  confirmationDeadline: 'until an unconfirmed submission expires',
  claimLease: 'how long a claim lasts without a decision',
  deskReminder: 'the usual time for a decision; then the office is reminded',
  escalation: "until the portal's desk sees what its district left lying",
  changesReminder: 'until a contributor is reminded of requested changes',
  changesDeadline: 'until a submission without the requested changes expires',
  undoGrace: 'how long a decision can be undone, and its mail waits',
  promotionLimit: 'how long an item without an end stays on the landing page',
  erasure: 'until private data leaves after an end',
};

/** The table in the README is this one; a test compares them. */
export const SETTINGS: readonly Setting[] = [
  {
    name: 'NODE_ENV',
    fallback: '',
    meaning: '`production` refuses unsafe settings and fills in no demo data',
  },
  { name: 'HOST', fallback: '127.0.0.1', meaning: 'the address to listen on' },
  { name: 'PORT', fallback: '3000', meaning: 'the port to listen on; 0 takes a free one' },
  {
    name: 'BASE_URL',
    fallback: 'http://localhost:<PORT>',
    meaning:
      "the portal's own address; a district's site is at `<slug>.<host>` and at `/sozialraum/<slug>`",
  },
  {
    name: 'DATABASE_URL',
    fallback: 'file:db/veedelpost.sqlite',
    meaning: 'a SQLite file, or `postgres://user:password@host/name`',
  },
  { name: 'UPLOADS_URL', fallback: 'file:uploads', meaning: 'the folder for pictures and flyers' },
  {
    name: 'SMTP_URL',
    fallback: '',
    meaning:
      '`smtp://user:password@host:port`; without it mails stay in the outbox and, outside production, are written to `db/mail/` as `.eml`',
  },
  {
    name: 'MAIL_FROM',
    fallback: 'Veedelpost <veedelpost@example.org>',
    meaning: 'the sender of every mail; answers go to the office',
  },
  {
    name: 'SESSION_SECRET',
    fallback: '',
    meaning:
      'at least 32 characters, signs sessions and private links; changing it ends both. Production refuses to start without one',
  },
  {
    name: 'TRUST_PROXY',
    fallback: '',
    meaning:
      'addresses of your own proxies, such as `loopback` or `10.0.0.0/8`; others may not say for whom they ask',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: '`silent`, `error`, `warn`, `info` or `debug`' },
  {
    name: 'DEMO',
    fallback: 'on outside production when the database is empty',
    meaning: '`off` starts with the districts alone',
  },
  {
    name: 'DEMO_PASSWORD',
    fallback: '',
    meaning: 'the password of the demo accounts; without it one is made and printed',
  },
  { name: 'TIME_ZONE', fallback: 'Europe/Berlin', meaning: 'the zone in which dates are meant' },
  {
    name: 'SUBMISSIONS_PER_HOUR',
    fallback: '120',
    meaning: 'how many forms one network address may send in an hour',
  },
  {
    name: 'CLOCK_SPEED',
    fallback: '1',
    meaning: 'makes the clock run faster, for demonstrations; refused in production',
  },
  ...Object.entries<number>({ ...DEFAULT_DELAYS }).map(([name, milliseconds]) => ({
    name: delayName(name),
    fallback: formatDuration(milliseconds),
    meaning: DELAY_MEANINGS[name as keyof Delays],
  })),
];

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
  const baseUrl = value('BASE_URL')?.replace(/\/+$/, '');
  if (baseUrl !== undefined && !/^https?:\/\/[^/]+$/.test(baseUrl)) {
    throw new UnusableSetting(
      `BASE_URL is "${baseUrl}", but it must be an address such as https://portal.example.org, without a path.`,
    );
  }
  const databaseUrl = text('DATABASE_URL');
  if (!/^(file:.|postgres(ql)?:\/\/.)/.test(databaseUrl)) {
    throw new UnusableSetting(
      'DATABASE_URL must start with file: or with postgres://, such as file:db/veedelpost.sqlite.',
    );
  }
  const uploadsUrl = text('UPLOADS_URL');
  if (!/^file:./.test(uploadsUrl)) {
    throw new UnusableSetting('UPLOADS_URL must start with file:, such as file:uploads.');
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
    uploadsFolder: uploadsUrl.replace(/^file:(\/\/)?/, ''),
    smtpUrl,
    mailFrom: text('MAIL_FROM'),
    secret,
    trustProxy: value('TRUST_PROXY'),
    logLevel: text('LOG_LEVEL'),
    demo: production ? 'off' : (demo as Config['demo']),
    demoPassword: value('DEMO_PASSWORD'),
    clockSpeed,
    delays: readDelays(value),
    zone,
    submissionsPerHour: wholeNumber('SUBMISSIONS_PER_HOUR', text('SUBMISSIONS_PER_HOUR'), 1, 1e9),
  });
}

function readDelays(value: (name: string) => string | undefined): Delays {
  const delays: Record<string, number> = { ...DEFAULT_DELAYS };
  for (const key of Object.keys(DEFAULT_DELAYS)) {
    const given = value(delayName(key));
    if (given !== undefined) delays[key] = parseDuration(delayName(key), given);
  }
  return delays as unknown as Delays;
}

/** `claimLease` is set by `DELAY_CLAIM_LEASE`. */
function delayName(key: string): string {
  return `DELAY_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function parseDuration(name: string, text: string): number {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  if (!match) {
    throw new UnusableSetting(`${name} must be a number with a unit, such as 30m, 7d or 500ms.`);
  }
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}

function formatDuration(milliseconds: number): string {
  const unit = (['d', 'h', 'm', 's'] as const).find((name) => milliseconds % UNITS[name] === 0);
  return unit === undefined
    ? `${String(milliseconds)}ms`
    : `${String(milliseconds / UNITS[unit])}${unit}`;
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

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
