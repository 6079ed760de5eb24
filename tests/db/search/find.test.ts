import { expect } from 'chai';
import fc from 'fast-check';
import { findDocuments } from '../../../src/db/queries/search.ts';
import { indexDocument, removeDocument } from '../../../src/db/search.ts';
import { listWordsWith } from '../../../src/db/vocabulary.ts';
import { REPORTABLE } from '../../../src/domain/reports.ts';
import { parseQuery } from '../../../src/domain/search/query.ts';
import type { SearchScope } from '../../../src/domain/search/terms.ts';
import { openPortal, type Portal } from '../../support/portal.ts';
import { countQueries } from '../../support/queries.ts';
import { indexAll, readDocuments, readLines } from './scene.ts';

const SHOWN = 8;

describe('Searching', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await indexAll(portal, await readDocuments(portal));
  });
  after(() => portal.close());

  const find = (typed: string, scope: SearchScope = {}) =>
    findDocuments(portal.services.db.read, parseQuery(typed), scope, portal.clock.now);
  const idsOf = async (typed: string, scope?: SearchScope) =>
    (await find(typed, scope)).hits.map(({ sourceId }) => sourceId);

  async function readScope(text: string): Promise<SearchScope> {
    const [name, value = ''] = text.split('=');
    const { bySlug } = await portal.services.city();
    switch (name) {
      case 'bereich':
        return { sources: REPORTABLE.filter((one) => one === value) };
      case 'district':
        return { districtId: bySlug.get(value)?.id };
      case 'facet':
        return { facets: [value] };
      default:
        return {};
    }
  }

  it('finds what was meant, in the order that the table says, on either engine', async () => {
    const table = readLines('queries.txt');
    expect(table.length).to.be.at.least(60);
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const [query = '', narrowed = '', ids = ''] of table) {
      const all = await idsOf(query, await readScope(narrowed));
      found[`${query} ${narrowed}`] = all.slice(0, SHOWN).join(' ');
      wanted[`${query} ${narrowed}`] = ids;
    }
    expect(found).to.deep.equal(wanted);
  });

  it('says which word nobody has written, and what it took instead', async () => {
    const { corrected } = await find('Somerfest Kalk');
    expect(
      corrected.map(({ typed, meant }) => [typed, meant.map(({ word }) => word)]),
    ).to.deep.equal([['somerfest', ['sommerfest']]]);
    expect((await find('Sommerfest Kalk')).corrected).to.deep.equal([]);
  });

  it('says when nothing has all the words', async () => {
    expect((await find('garten raumschiff')).isPartial).to.equal(true);
    expect((await find('garten frühling')).isPartial).to.equal(false);
  });

  it('takes a word in quotation marks as it stands', async () => {
    expect(await idsOf('"fest"')).to.deep.equal(['fest-tafel']);
    expect(await idsOf('"alle für Küche"')).to.deep.equal([]);
  });

  it('answers whatever is typed', async () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '"',
        '*',
        ' NEAR(',
        ' OR ',
        '(',
        ')',
        ':',
        '^',
        "'",
        '\\',
        '\0',
        '🎉',
        'fest',
        '„',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (parts) => {
        const { hits } = await find(parts.join(''));
        expect(hits.length).to.be.at.most(200);
      }),
      { numRuns: 60 },
    );
    expect(await idsOf('x'.repeat(10_000))).to.deep.equal([]);
    expect(await idsOf('… — !')).to.deep.equal([]);
  });

  it('asks the database a bounded number of times, whatever is typed', async () => {
    const one = await countQueries(() => find('Sommerfest'));
    expect(one).to.be.within(3, 7);
    const many = Array.from({ length: 80 }, (_, at) => `unwort${String(at)}`).join(' ');
    expect(await countQueries(() => find(many))).to.be.within(one, 60);
  });

  it('finds the new words of what was changed, and its old ones no more', async () => {
    const [first] = await readDocuments(portal);
    if (first === undefined) throw new Error('no document');
    const changed = { ...first, sourceId: 'einzelstueck', title: 'Wanderzirkus Zampano' };
    const { db } = portal.services;
    await db.transact((tx) => indexDocument(tx, changed));
    expect(await idsOf('zampano')).to.deep.equal(['einzelstueck']);
    await db.transact((tx) => indexDocument(tx, { ...changed, title: 'Puppenbühne' }));
    expect(await idsOf('puppenbuehne')).to.deep.equal(['einzelstueck']);
    expect(await idsOf('zampano')).to.deep.equal([]);
    expect(await listWordsWith(db.read, 'zampan', 10)).to.deep.equal([]);
    expect(await listWordsWith(db.read, 'puppen', 10)).to.deep.equal(['puppenbuehne']);
    await db.transact((tx) => removeDocument(tx, 'einzelstueck'));
    expect(await idsOf('puppenbuehne')).to.deep.equal([]);
    expect(await listWordsWith(db.read, 'puppen', 10)).to.deep.equal([]);
    // Others still use these.
    expect(await listWordsWith(db.read, 'nachbarschaftsri', 10)).to.have.length(1);
  });
});
