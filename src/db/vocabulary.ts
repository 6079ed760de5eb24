import { endingKey, keysOf, nearKeysOf } from '../domain/search/vocabulary.ts';
import type { Database, Transaction } from './connection.ts';
import { and, asc, eq, gte, inArray, lt, lte, sql } from './drizzle.ts';
import { searchGrams, searchWords } from './schema.ts';
import { binary } from './search-index.ts';

const ROWS_PER_INSERT = 1_000;
const LAST_LETTER = '\u{10FFFF}';

/** Counts words up and down, gives new ones their keys, and forgets those that nobody uses any more. */
export async function changeVocabulary(
  tx: Transaction,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Promise<void> {
  const changes = [
    ...[...before].filter((word) => !after.has(word)).map((word) => ({ word, uses: -1 })),
    ...[...after].filter((word) => !before.has(word)).map((word) => ({ word, uses: 1 })),
  ];
  if (changes.length === 0) return;
  // In one order for everybody, so that two who publish at once do not wait for each other for ever.
  changes.sort((a, b) => (a.word < b.word ? -1 : 1));
  const rows = await tx
    .insert(searchWords)
    .values(changes)
    .onConflictDoUpdate({
      target: searchWords.word,
      set: { uses: sql`${searchWords.uses} + excluded.uses` },
    })
    .returning();
  const byWord = new Map(changes.map(({ word, uses }) => [word, uses]));
  const fresh = rows.filter(({ word, uses }) => uses === 1 && byWord.get(word) === 1);
  const keys = fresh.flatMap(({ word }) => keysOf(word).map((gram) => ({ gram, word })));
  for (let start = 0; start < keys.length; start += ROWS_PER_INSERT) {
    await tx
      .insert(searchGrams)
      .values(keys.slice(start, start + ROWS_PER_INSERT))
      .onConflictDoNothing();
  }
  if (rows.every(({ uses }) => uses > 0)) return;
  const gone = rows.filter(({ uses }) => uses <= 0).map(({ word }) => word);
  await tx.delete(searchGrams).where(inArray(searchGrams.word, gone));
  await tx
    .delete(searchWords)
    .where(and(inArray(searchWords.word, gone), lte(searchWords.uses, 0)));
}

/** Words of the vocabulary that contain a part, those that end with it first; at most `limit`. */
export async function listWordsWith(db: Database, part: string, limit: number): Promise<string[]> {
  const key = binary(searchGrams.gram);
  const rows = await db
    .select({ word: searchGrams.word })
    .from(searchGrams)
    .where(and(gte(key, endingKey(part)), lt(key, endingKey(part) + LAST_LETTER)))
    .orderBy(asc(key), asc(binary(searchGrams.word)))
    .limit(limit);
  return [...new Set(rows.map(({ word }) => word))];
}

/** Words that may be what was meant, with how often they are used; which are near enough is for the caller. */
export async function listWordsNear(
  db: Database,
  typed: string,
  limit: number,
): Promise<{ word: string; uses: number }[]> {
  const keys = nearKeysOf(typed);
  if (keys.length === 0) return [];
  const rows = await db
    .select({ word: searchWords.word, uses: searchWords.uses })
    .from(searchGrams)
    .innerJoin(searchWords, eq(searchWords.word, searchGrams.word))
    .where(inArray(searchGrams.gram, keys))
    .limit(limit);
  return [...new Map(rows.map((row) => [row.word, row])).values()];
}
