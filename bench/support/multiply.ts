import Sqlite from 'better-sqlite3';
import { termsOf } from '../../src/domain/search/terms.ts';
import type { Reportable } from '../../src/domain/reports.ts';

type Db = Sqlite.Database;

/** Where a copy must be told from its original; all other columns are the same. */
const ID = 'copy_id';
const CHANGED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  submissions: {
    id: `${ID}(b.id, n.value)`,
    idempotency_key: `b.idempotency_key || '-' || n.value`,
    reference: 'copy_reference(b.reference, n.value)',
    slug: 'copy_slug(b.slug, b.reference, n.value)',
  },
  revisions: { submission_id: `${ID}(b.submission_id, n.value)` },
  contributors: { submission_id: `${ID}(b.submission_id, n.value)` },
  history: { id: `${ID}(b.id, n.value)`, submission_id: `${ID}(b.submission_id, n.value)` },
  timers: { submission_id: `${ID}(b.submission_id, n.value)` },
  outbox: { id: `${ID}(b.id, n.value)`, submission_id: `${ID}(b.submission_id, n.value)` },
  published_items: {
    submission_id: `${ID}(b.submission_id, n.value)`,
    sort_key: `${ID}(b.sort_key, n.value)`,
    slug: 'copy_slug(b.slug, (select s.reference from base.submissions s where s.id = b.submission_id), n.value)',
    landing_rank: 'case when n.value = 0 then b.landing_rank end',
  },
  occurrences: { submission_id: `${ID}(b.submission_id, n.value)` },
  item_facets: {
    submission_id: `${ID}(b.submission_id, n.value)`,
    sort_key: `${ID}(b.sort_key, n.value)`,
  },
};

/**
 * Fills `file`, a copy of `base`, with each of its submissions `times` over, at the speed of the disk:
 * through the portal's own functions a million would take hours. `rows` are the base's submissions.
 */
export function multiply(file: string, base: string, rows: number, times: number): void {
  const db = new Sqlite(file);
  // Out of the log of changes first, which would write everything twice.
  db.pragma('journal_mode = DELETE');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -400000');
  db.prepare('ATTACH ? AS base').run(base);
  db.exec('CREATE TEMP TABLE numbers (value integer primary key)');
  const number = db.prepare('INSERT INTO numbers VALUES (?)');
  for (let value = 0; value < times; value += 1) number.run(value);
  addFunctions(db, rows);
  const indexes = db
    .prepare("SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    .all() as { name: string; sql: string }[];
  // Sorted once at the end, instead of kept in order a million times.
  for (const { name } of indexes) db.exec(`DROP INDEX main."${name}"`);
  for (const [table, changed] of Object.entries(CHANGED)) copyTable(db, table, changed);
  copySearch(db, times);
  for (const { sql } of indexes) db.exec(sql);
  db.exec('ANALYZE main');
  db.exec('DETACH base');
  db.pragma('journal_mode = WAL');
  db.close();
}

function addFunctions(db: Db, rows: number): void {
  // The end of an id is random; the copies of one stand beside each other, in the order of their time.
  db.function(ID, { deterministic: true }, (id: unknown, copy: unknown) =>
    typeof id === 'string' ? id.slice(0, -3) + Number(copy).toString(16).padStart(3, '0') : null,
  );
  const reference = (text: string, copy: number) =>
    text.slice(0, 7) + String(Number(text.slice(7)) + copy * rows).padStart(4, '0');
  db.function('copy_reference', { deterministic: true }, (text: unknown, copy: unknown) =>
    reference(String(text), Number(copy)),
  );
  db.function('copy_slug', { deterministic: true }, (slug: unknown, of: unknown, copy: unknown) => {
    const end = String(of);
    return String(slug).slice(0, -end.length) + reference(end, Number(copy)).toLowerCase();
  });
}

function copyTable(db: Db, table: string, changed: Readonly<Record<string, string>>): void {
  const columns = db.pragma(`main.table_info(${table})`) as { name: string; pk: number }[];
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(({ name }) => changed[name] ?? `b."${name}"`).join(', ');
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const order = key.map(({ name }) => `"${name}"`).join(', ');
  db.exec(`DELETE FROM main.${table}`);
  db.exec(
    `INSERT INTO main.${table} (${names}) SELECT ${values}
     FROM (SELECT * FROM base.${table} ORDER BY ${order}) b CROSS JOIN numbers n`,
  );
}

interface Document {
  readonly number: number;
  readonly source: Reportable;
  readonly district_id: string;
  readonly title: string;
  readonly names: string;
  readonly body: string;
  readonly facets: string | null;
}

/** The full-text index keeps no text, so its terms are worked out again. */
function copySearch(db: Db, times: number): void {
  const documents = db
    .prepare(
      `SELECT d.*, (SELECT group_concat(f.facet, char(10)) FROM base.item_facets f
       WHERE f.submission_id = d.source_id) AS facets FROM base.search_documents d ORDER BY number`,
    )
    .all() as Document[];
  const step = Math.max(0, ...documents.map(({ number }) => number));
  copyTable(db, 'search_documents', {
    number: `b.number + n.value * ${String(step)}`,
    source_id: `${ID}(b.source_id, n.value)`,
  });
  db.exec("INSERT INTO search_index(search_index) VALUES ('delete-all')");
  const insert = db.prepare('INSERT INTO search_index(rowid, terms) VALUES (?, ?)');
  const texts = documents.map((one) =>
    termsOf(one, {
      source: one.source,
      districtId: one.district_id,
      facets: one.facets?.split('\n') ?? [],
    }).join(' '),
  );
  for (let copy = 0; copy < times; copy += 1) {
    db.transaction(() => {
      documents.forEach(({ number }, at) => insert.run(number + copy * step, texts[at]));
    })();
  }
  db.prepare('UPDATE search_words SET uses = uses * ?').run(times);
  db.prepare("UPDATE counters SET value = ? WHERE name = 'search'").run(step * times);
}
