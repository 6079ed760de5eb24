import { DEFAULT_DELAYS, type Delays } from './domain/delays.ts';

/** Milliseconds of the units in which durations are written. */
export const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

const DELAY_MEANINGS: Readonly<Record<keyof Delays, string>> = {
  confirmationReminder: 'until an unconfirmed contributor is reminded',
  confirmationDeadline: 'until an unconfirmed submission expires',
  claimLease: 'how long a claim lasts without a decision',
  deskReminder: 'the usual time for a decision; then the office is reminded',
  escalation: "until the portal's desk sees what its district left lying",
  changesReminder: 'until a contributor is reminded of requested changes',
  changesDeadline: 'until a submission without the requested changes expires',
  undoGrace: 'how long a decision can be undone, and its mail waits',
  freshFor:
    'until what has no end is asked whether it still holds, where the administrator sets nothing else',
  freshnessReminder: 'until a contributor who did not answer that question is reminded',
  freshnessDesk: 'until the office is told that nobody answered',
  freshnessMark: 'until the page says that nobody has confirmed it lately',
  freshnessEnd: 'until what nobody confirmed is taken off its site',
  promotionLimit: 'how long an item without an end stays on the landing page',
  erasure: 'until private data leaves after an end',
  draftReminder: 'until somebody who kept a draft is reminded of it',
  draftDeadline: 'until a draft that nobody goes on with is deleted',
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
  {
    name: 'UPLOADS_URL',
    fallback: 'file:uploads',
    meaning: 'a folder for pictures and flyers, or `s3://key:secret@host/bucket`',
  },
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
  { name: 'WEB_CONCURRENCY', fallback: '1', meaning: 'processes on this machine' },
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

/** `claimLease` is set by `DELAY_CLAIM_LEASE`. */
export function delayName(key: string): string {
  return `DELAY_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function formatDuration(milliseconds: number): string {
  const unit = (['d', 'h', 'm', 's'] as const).find((name) => milliseconds % UNITS[name] === 0);
  return unit === undefined
    ? `${String(milliseconds)}ms`
    : `${String(milliseconds / UNITS[unit])}${unit}`;
}
