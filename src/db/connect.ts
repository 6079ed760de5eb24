import type { Connection } from './connection.ts';
import { DIALECT } from './dialect.ts';

/** Opens the database of `DATABASE_URL`. The engine must be the one that `dialect.ts` chose. */
export async function connect(url: string, migrationsFolder: string): Promise<Connection> {
  if (DIALECT === 'postgres') {
    const { connectPostgres } = await import('./connect.postgres.ts');
    return connectPostgres(url, `${migrationsFolder}/postgres`);
  }
  const { connectSqlite } = await import('./connect.sqlite.ts');
  return connectSqlite(url, `${migrationsFolder}/sqlite`);
}
