import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { UnusableSetting, type Config } from './config.ts';
import { connect } from './db/connect.ts';
import { hasNoDistricts, readCity, type City } from './db/places.ts';
import { sweepRateLimits } from './db/rate-limits.ts';
import { sweepSessions } from './db/sessions.ts';
import { sweepOutbox } from './db/outbox.ts';
import { eraseReporters } from './db/reports.ts';
import { sweepOccurrences } from './db/occurrences.ts';
import { markSitesChanged, watchSites, type SitesVersions } from './db/counters.ts';
import { DEMO_MARK, keepSetting, readSetting } from './db/settings.ts';
import { createSubmissionMachine } from './domain/submission-machine.ts';
import { digestAddress, PASSWORD, signText, signToken, UNSUBSCRIBE } from './domain/tokens.ts';
import type { Kind } from './domain/submission-types.ts';
import { DEFAULT_LANGUAGE } from './locales/languages.ts';
import type { MailLinks } from './mail/compose.ts';
import { dispatchMails } from './mail/dispatcher.ts';
import { openFolder, openNothing, openSmtp, type MailTransport } from './mail/transport.ts';
import { openStore } from './uploads/store.ts';
import { gatherAssets } from './web/assets/assets.ts';
import { createLogger } from './web/log-errors.ts';
import type { WebParts } from './web/parts.ts';
import { createPaths, languagePrefix, SITE_PREFIX } from './web/paths.ts';
import { fetchSubscriptions } from './workflow/fetch-subscriptions.ts';
import { continueReshapes } from './workflow/continue-reshapes.ts';
import { fireTimers } from './workflow/fire-timers.ts';
import { sweepImports } from './workflow/keep-import.ts';
import { sweepUploads } from './workflow/receive-upload.ts';
import { sweepDrafts } from './workflow/sweep-drafts.ts';
import { seedCity } from './workflow/seed-city.ts';
import { upgradeStored } from './workflow/upgrade-stored.ts';
import { startTicking } from './workflow/tick.ts';
import { HOUR, MINUTE } from './domain/time.ts';
import { topUpDates } from './workflow/top-up-dates.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const CITY_LIFETIME = MINUTE;

export interface Services extends WebParts {
  /** Starts what happens by itself: mail, timers, sweeping. */
  startWorking(): void;
  /** One turn of each, for tests and for commands that must not wait. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/** Builds everything and hands it to each other. The database is migrated and knows the city. */
export async function createServices(
  config: Config,
  baseUrl: string,
  given: { log?: Logger; transport?: MailTransport; now?: () => number } = {},
): Promise<Services> {
  const log = given.log ?? createLogger(config.logLevel);
  const now = given.now ?? createClock(config.clockSpeed);
  const db = await connect(config.databaseUrl, join(ROOT, 'db/migrations'));
  await db.migrate();
  if (await hasNoDistricts(db.read)) await seedCity(db);
  if (config.production && (await readSetting(db.read, DEMO_MARK)) !== undefined) {
    await db.close();
    throw new UnusableSetting(
      'DATABASE_URL leads to the demo, whose accounts anybody may know: production needs a database of its own.',
    );
  }
  const secret =
    config.secret ?? (await keepSetting(db, 'secret', randomBytes(48).toString('base64url')));

  const sitesVersions = watchSites(db);
  const { names } = await readCity(db.read, now());
  const links = createLinks(baseUrl, secret, names.name);
  const transport = given.transport ?? openTransport(config);
  const mailParts = {
    db,
    transport,
    links,
    mailFrom: config.mailFrom,
    secret,
    zone: config.zone,
    now,
    log,
  };
  let wakeDispatcher = (): void => undefined;

  const parts: WebParts = {
    db,
    machine: createSubmissionMachine(config.delays),
    delays: config.delays,
    zone: config.zone,
    secret,
    log,
    now,
    city: keepCity(() => readCity(db.read, now()), sitesVersions),
    sitesVersions,
    mailIsWaiting: () => {
      wakeDispatcher();
    },
    baseUrl,
    production: config.production,
    trustProxy: config.trustProxy,
    submissionsPerHour: config.submissionsPerHour,
    store: openStore(config.uploadsUrl),
    assets: gatherAssets(),
    links,
  };

  await upgradeStored(parts);

  const sweep = async () => {
    await db.transact(async (tx) => {
      await sweepSessions(tx, now());
      await sweepRateLimits(tx, now());
      await sweepOutbox(tx, now() - config.delays.erasure);
      await eraseReporters(tx, now() - config.delays.erasure);
      if (await sweepOccurrences(tx, now())) await markSitesChanged(tx);
    });
    await topUpDates(parts);
    await sweepDrafts(parts);
    await sweepUploads(parts);
    await sweepImports(parts);
  };
  const tasks: { stop: () => Promise<void> }[] = [];

  return {
    ...parts,
    startWorking() {
      const dispatcher = startTicking('mail', 5_000, () => dispatchMails(mailParts), log);
      wakeDispatcher = dispatcher.wake;
      tasks.push(dispatcher);
      const pause = Math.max(50, 1_000 / config.clockSpeed);
      tasks.push(startTicking('timers', pause, () => fireTimers(parts), log));
      tasks.push(startTicking('sweep', HOUR, sweep, log));
      tasks.push(startTicking('subscriptions', MINUTE, () => fetchSubscriptions(parts), log));
      tasks.push(startTicking('districts', MINUTE, () => continueReshapes(parts), log));
    },
    async work() {
      while ((await fireTimers(parts)) > 0);
      await continueReshapes(parts);
      await fetchSubscriptions(parts);
      // Sweeping reminds, so it comes before the letters leave.
      await sweep();
      await dispatchMails(mailParts);
    },
    async close() {
      await Promise.all(tasks.map((task) => task.stop()));
      transport.close();
      await db.close();
    },
  };
}

/** The app's clock: the machine's, or one that runs faster from the moment of the start. */
function createClock(speed: number): () => number {
  const start = Date.now();
  return () => Math.round(start + (Date.now() - start) * speed);
}

/** Places change a few times a year: they are read again when they do, and when a day may have begun. */
function keepCity(
  read: () => Promise<City>,
  versions: () => Promise<SitesVersions>,
): () => Promise<City> {
  let kept: { city: City; places: number; until: number } | undefined;
  return async () => {
    try {
      const { everywhere: places } = await versions();
      if (kept?.places !== places || Date.now() > kept.until) {
        kept = { city: await read(), places, until: Date.now() + CITY_LIFETIME };
      }
    } catch (error) {
      // With the database away, pages still know where they are.
      if (kept === undefined) throw error;
    }
    return kept.city;
  };
}

function openTransport(config: Config): MailTransport {
  if (config.smtpUrl !== undefined) return openSmtp(config.smtpUrl);
  return config.production ? openNothing() : openFolder(join(ROOT, 'db/mail'));
}

/** Absolute addresses for mails, from the one list of paths. */
function createLinks(baseUrl: string, secret: string, portal: string): MailLinks {
  const pathsFor = (language: string, sitePrefix = '') =>
    createPaths({
      languagePrefix: languagePrefix(language),
      sitePrefix,
      portalOrigin: '',
    });
  // A colleague who was invited has a link of their own, which can be taken away again.
  const token = (id: string, participantId?: string) =>
    participantId === undefined
      ? signToken(secret, 'status', id)
      : signToken(secret, 'participant', participantId);
  return {
    host: new URL(baseUrl).hostname,
    portal,
    confirm: (id, language) => baseUrl + pathsFor(language).confirm(token(id)),
    confirmFresh: (id, language, guest) => baseUrl + pathsFor(language).fresh(token(id, guest)),
    status: (id, language, guest) => baseUrl + pathsFor(language).status(token(id, guest)),
    edit: (id, language, guest) => baseUrl + pathsFor(language).edit(token(id, guest)),
    withdraw: (id, language, guest) => baseUrl + pathsFor(language).withdraw(token(id, guest)),
    batch: (batchId, language) =>
      baseUrl + pathsFor(language).batch(signToken(secret, 'batch', batchId)),
    unsubscribe: (address, language) =>
      baseUrl +
      pathsFor(language).unsubscribe(signText(secret, UNSUBSCRIBE, digestAddress(secret, address))),
    own: (id, language) => baseUrl + pathsFor(language).ownList(signToken(secret, 'own', id)),
    draft: (id, language) => baseUrl + pathsFor(language).draft(signToken(secret, 'draft', id)),
    item: (kind, slug, district, language) => {
      // What the portal's own desk publishes has no district's site to stand on.
      const site = district === '' || district === 'portal' ? '' : `${SITE_PREFIX}/${district}`;
      return baseUrl + pathsFor(language, site).item(kind as Kind, slug);
    },
    desk: (reference) => baseUrl + pathsFor(DEFAULT_LANGUAGE).submission(reference),
    report: (reference) => baseUrl + pathsFor(DEFAULT_LANGUAGE).reportDesk(reference),
    queue: () => baseUrl + pathsFor(DEFAULT_LANGUAGE).queue(),
    landingDesk: () => baseUrl + pathsFor(DEFAULT_LANGUAGE).landingDesk(),
    password: (said) =>
      baseUrl + pathsFor(DEFAULT_LANGUAGE).newPassword(signText(secret, PASSWORD, said)),
    home: () => `${baseUrl}/`,
  };
}
