import type { Reportable } from '../domain/reports.ts';
import { termsOf, type FoldedText } from '../domain/search/terms.ts';
import { vocabularyOf } from '../domain/search/vocabulary.ts';
import { wordsIn } from '../domain/search/words.ts';
import type { Database, Transaction } from './connection.ts';
import { countUp } from './counters.ts';
import { asc, eq, gt, inArray } from './drizzle.ts';
import { itemFacets, searchDocuments, searchGrams, searchWords } from './schema.ts';
import { deleteAllTerms, deleteTerms, insertTerms } from './search-index.ts';
import { changeVocabulary } from './vocabulary.ts';

/** Something live that can be found, as it was written. */
export interface Findable {
  readonly source: Reportable;
  /** The submission's or the article's id. */
  readonly sourceId: string;
  readonly districtId: string;
  readonly title: string;
  /** Organisation, place, street, Stadtteil, district, topics: what people ask by. */
  readonly names: string;
  readonly body: string;
  /** UTC milliseconds: when it was written or will be over; what is nearest to now comes first. */
  readonly freshAt: number;
  /** See domain/facets.ts; articles have none. */
  readonly facets?: readonly string[];
}

const MAX_BODY = 20_000;
const ROWS_AT_ONCE = 200;

/** Makes a text findable, or its new version in the place of the old one. */
export async function indexDocument(tx: Transaction, findable: Findable): Promise<void> {
  const { source, sourceId, districtId, freshAt, facets = [] } = findable;
  const text: FoldedText = {
    title: folded(findable.title),
    names: folded(findable.names),
    body: folded(findable.body.slice(0, MAX_BODY)),
  };
  const before = await takeOut(tx, sourceId);
  const number = await countUp(tx, 'search');
  await tx
    .insert(searchDocuments)
    .values({ number, source, sourceId, districtId, ...text, freshAt });
  await insertTerms(tx, [{ number, terms: termsOf(text, { source, districtId, facets }) }]);
  await changeVocabulary(tx, before, vocabularyOf(text));
}

/** What is not live is not found. Does nothing when it was not there. */
export async function removeDocument(tx: Transaction, sourceId: string): Promise<void> {
  const before = await takeOut(tx, sourceId);
  await changeVocabulary(tx, before, new Set());
}

/** The words of an old version, which is gone. */
async function takeOut(tx: Transaction, sourceId: string): Promise<Set<string>> {
  const [row] = await tx
    .delete(searchDocuments)
    .where(eq(searchDocuments.sourceId, sourceId))
    .returning();
  if (row === undefined) return new Set();
  await deleteTerms(tx, row.number);
  return vocabularyOf(row);
}

/** Empties the index and its vocabulary; gives how many documents there were. */
export async function deleteAllDocuments(tx: Transaction): Promise<number> {
  const gone = await tx.delete(searchDocuments).returning({ number: searchDocuments.number });
  await deleteAllTerms(tx);
  await tx.delete(searchGrams);
  await tx.delete(searchWords);
  return gone.length;
}

/**
 * Writes the engine's own index anew from the documents, after a restore: a backup holds what every
 * engine can read, and that index is none of it.
 */
export async function rebuildTerms(tx: Transaction): Promise<void> {
  await deleteAllTerms(tx);
  for (let last = 0; ;) {
    const rows = await tx
      .select()
      .from(searchDocuments)
      .where(gt(searchDocuments.number, last))
      .orderBy(asc(searchDocuments.number))
      .limit(ROWS_AT_ONCE);
    if (rows.length === 0) return;
    const facets = await listFacets(
      tx,
      rows.map((row) => row.sourceId),
    );
    await insertTerms(
      tx,
      rows.map((row) => ({
        number: row.number,
        terms: termsOf(row, { ...row, facets: facets.get(row.sourceId) ?? [] }),
      })),
    );
    last = rows.at(-1)?.number ?? last;
  }
}

async function listFacets(db: Database, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ facet: itemFacets.facet, submissionId: itemFacets.submissionId })
    .from(itemFacets)
    .where(inArray(itemFacets.submissionId, [...ids]));
  const found = new Map<string, string[]>();
  for (const { facet, submissionId } of rows) {
    found.set(submissionId, [...(found.get(submissionId) ?? []), facet]);
  }
  return found;
}

function folded(text: string): string {
  return wordsIn(text).join(' ');
}
