import * as postgres from './columns.postgres.ts';
import * as sqlite from './columns.sqlite.ts';

/** The engine of this process, chosen once by the scheme of `DATABASE_URL`. */
export const DIALECT: 'sqlite' | 'postgres' = /^postgres(ql)?:/.test(
  process.env['DATABASE_URL'] ?? '',
)
  ? 'postgres'
  : 'sqlite';

// The only cast between the engines: both kits have the same names, and everything above speaks the
// types of one of them. That the other answers alike is what running the suite on both shows.
export const columns = (DIALECT === 'postgres' ? postgres : sqlite) as typeof sqlite;
