import type { Database, Transaction } from './connection.ts';
import { readSetting, writeSetting } from './settings.ts';

const NAME = 'reshapes';

/** A district that was merged or split, as long as something may still stand in it. */
export interface Reshape {
  readonly from: string;
  readonly to: readonly string[];
  /** Takes what cannot be told from its place. */
  readonly heir: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly startedAt: number;
}

export async function readReshapes(db: Database): Promise<readonly Reshape[]> {
  return ((await readSetting(db, NAME)) as readonly Reshape[] | undefined) ?? [];
}

export async function saveReshapes(tx: Transaction, plans: readonly Reshape[]): Promise<void> {
  await writeSetting(tx, NAME, plans);
}
