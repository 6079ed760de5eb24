import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../../src/config.ts';
import { DIALECT } from '../../../src/db/dialect.ts';
import { createServices, type Services } from '../../../src/services.ts';
import { createAccount } from '../../../src/workflow/create-account.ts';
import { createDatabase, startPostgres } from '../../support/postgres.ts';

export const PASSWORD = 'ein Passwort nur für Versuche';

/** A fresh database of the engine under test, an empty upload folder, and the accounts of the demo. */
export interface TrialDatabase {
  readonly env: { readonly DATABASE_URL: string; readonly UPLOADS_URL: string };
  /** The same database seen from this process, to look at what the portal's own process left in it. */
  open(): Promise<Services>;
  drop(): Promise<void>;
}

export async function createTrialDatabase(): Promise<TrialDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'veedelpost-trial-'));
  const database =
    DIALECT === 'postgres'
      ? await createDatabase(await startPostgres())
      : { url: `file:${join(folder, 'trial.sqlite')}`, drop: () => Promise.resolve() };
  const env = { DATABASE_URL: database.url, UPLOADS_URL: `file:${join(folder, 'uploads')}` };
  const open = () =>
    createServices(readConfig(env), 'http://localhost', { log: pino({ level: 'silent' }) });
  const services = await open();
  await hireCoordinators(services);
  await services.close();
  return {
    env,
    open,
    async drop() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One coordinator for each district and one at the portal's own desk, under the demo's addresses. */
async function hireCoordinators(services: Services): Promise<void> {
  const city = await services.city();
  for (const district of [...city.districts, city.portal]) {
    await createAccount(services, {
      email: coordinatorOf(district.slug),
      name: `Koordination ${district.shortName}`,
      password: PASSWORD,
      districts: [district.slug],
      isEditor: false,
      isAdministrator: false,
    });
  }
}

export function coordinatorOf(slug: string): string {
  return slug === 'portal' ? 'portal@example.org' : `koordination.${slug}@example.org`;
}
