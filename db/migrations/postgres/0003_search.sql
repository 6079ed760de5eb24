-- Written by hand: the twin of SQLite's full-text table, beside drizzle's schema. Terms come folded and
-- cut by domain/search/terms.ts, so no text search configuration and no extension has a say in them.
CREATE TABLE "search_index" ("number" integer PRIMARY KEY NOT NULL, "terms" tsvector NOT NULL);--> statement-breakpoint
CREATE INDEX "search_index_terms" ON "search_index" USING gin ("terms") WITH (fastupdate = off);--> statement-breakpoint
-- In the order of code points, whatever the collation of the database: both engines read the same words.
CREATE INDEX "search_words_binary" ON "search_words" ("word" COLLATE "C", "uses");--> statement-breakpoint
CREATE INDEX "search_grams_binary" ON "search_grams" ("gram" COLLATE "C", "word" COLLATE "C");
