import { columns } from '../dialect.ts';
import { REPORTABLE } from '../../domain/reports.ts';
import { districts } from './places.ts';

const { table, id, string, oneOf, integer, instant, index, uniqueIndex, primaryKey } = columns;

/**
 * Every live text as the search reads it, folded; the engine's own full-text index hangs on the
 * number. See db/search.ts.
 */
export const searchDocuments = table(
  'search_documents',
  {
    number: integer('number').primaryKey(),
    source: oneOf('source', REPORTABLE).notNull(),
    /** A submission or an article. */
    sourceId: id('source_id').notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    title: string('title').notNull(),
    /** Organisation, place, street, Stadtteil, district, topics: what people ask by. */
    names: string('names').notNull(),
    body: string('body').notNull(),
    /** When it was written or will be over; what orders results that are equally good. */
    freshAt: instant('fresh_at').notNull(),
  },
  (row) => [
    uniqueIndex('search_documents_source').on(row.sourceId),
    index('search_documents_district').on(row.districtId, row.number),
  ],
);

/** The words of all titles and names, from which queries are completed and corrected. */
export const searchWords = table('search_words', {
  word: id('word').primaryKey(),
  uses: integer('uses').notNull(),
});

/** What a word of the vocabulary is found by: its endings, and its beginning with letters left out. */
export const searchGrams = table(
  'search_grams',
  {
    gram: id('gram').notNull(),
    word: id('word').notNull(),
  },
  (row) => [primaryKey({ columns: [row.gram, row.word] }), index('search_grams_word').on(row.word)],
);
