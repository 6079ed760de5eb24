-- Written by hand: drizzle knows no virtual tables. Terms come folded and cut by domain/search/terms.ts,
-- so the tokenizer has nothing to do but split at blanks; where a term stands, nobody asks.
CREATE VIRTUAL TABLE `search_index` USING fts5(`terms`, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
