import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

type Whole = BaseSQLiteDatabase<'async', unknown>;

/** What both engines answer alike. Outside `transact` nothing can write. */
export type Database = Pick<Whole, 'select' | 'selectDistinct'>;
export type Transaction = Pick<Whole, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>;

export interface Connection {
  readonly read: Database;
  /**
   * Runs `work` in one transaction and gives back its result. Inside it only the database may be
   * awaited: a mail, a file or a hash would keep every other writer waiting. A nested call throws.
   */
  transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Reads everything as it was at one moment, while others go on writing. */
  snapshot<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
  /** Brings the schema up to date; several processes may call it at once. */
  migrate(): Promise<void>;
  /**
   * May something have been written since the last time that this was asked, by whatever process?
   * Cheap enough to be asked before every answer. Always true while the engine cannot tell.
   */
  mayHaveChanged(): boolean;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
