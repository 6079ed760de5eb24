import type { Delays } from '../domain/delays.ts';
import type { Policy } from '../domain/submission-types.ts';
import type { Database, Transaction } from './connection.ts';
import { readSetting, writeSetting } from './settings.ts';

const NAME = 'policy';

/** What the administrator has set; what was never set follows the configuration. */
export async function readPolicy(db: Database, delays: Pick<Delays, 'freshFor'>): Promise<Policy> {
  const kept = (await readSetting(db, NAME)) as Partial<Policy> | undefined;
  return {
    freshFor: kept?.freshFor ?? delays.freshFor,
    directCancel: kept?.directCancel ?? true,
  };
}

export async function savePolicy(tx: Transaction, policy: Policy): Promise<void> {
  await writeSetting(tx, NAME, policy);
}
