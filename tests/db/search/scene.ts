import { readFileSync } from 'node:fs';
import { indexDocument, type Findable } from '../../../src/db/search.ts';
import { REPORTABLE } from '../../../src/domain/reports.ts';
import type { Portal } from '../../support/portal.ts';

const DAY = 86_400_000;

export function readLines(name: string): string[][] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

/** The documents of the file, as a portal's workflow would make them findable. */
export async function readDocuments(portal: Portal): Promise<Findable[]> {
  const { bySlug } = await portal.services.city();
  const districtIdOf = (slug: string) => bySlug.get(slug)?.id ?? bySlug.get('portal')?.id ?? '';
  return readLines('documents.txt').map(
    ([
      sourceId = '',
      kind,
      district = '',
      days,
      facets = '',
      title = '',
      names = '',
      body = '',
    ]) => {
      const source = REPORTABLE.find((one) => one === kind);
      if (source === undefined) throw new Error(`${sourceId}: no kind ${String(kind)}`);
      return {
        source,
        sourceId,
        districtId: districtIdOf(district),
        title,
        names,
        body,
        freshAt: portal.clock.now + Number(days) * DAY,
        facets: facets.split(' ').filter((facet) => facet !== ''),
      };
    },
  );
}

export async function indexAll(portal: Portal, documents: readonly Findable[]): Promise<void> {
  for (const document of documents) {
    await portal.services.db.transact((tx) => indexDocument(tx, document));
  }
}
