import { Readable, type Transform } from 'node:stream';
import type { SitemapItemLoose } from 'sitemap';

/** An address in every language, and when it changed; UTC milliseconds. */
export interface MappedPage {
  readonly url: string;
  readonly changedAt?: number;
  readonly languages: readonly { readonly lang: string; readonly url: string }[];
}

/**
 * A site map (sitemaps.org, 0.9) of pages that come batch by batch, written by the package `sitemap`.
 * Nothing where there are none: a map without addresses is not one.
 */
export async function writeSiteMap(
  pages: Generator<MappedPage> | AsyncGenerator<MappedPage>,
): Promise<AsyncGenerator<string> | undefined> {
  const first = await pages.next();
  if (first.done === true) return undefined;
  const all = async function* () {
    yield first.value;
    yield* pages;
  };
  const { SitemapStream, ErrorLevel } = await import('sitemap');
  const items = async function* (): AsyncGenerator<SitemapItemLoose> {
    for await (const { url, changedAt, languages } of all()) {
      yield {
        url,
        links: languages.map(({ lang, url: other }) => ({ lang, url: other })),
        ...(changedAt === undefined ? {} : { lastmod: new Date(changedAt).toISOString() }),
      };
    }
  };
  const xmlns = { news: false, video: false, image: false, xhtml: true };
  return readTexts(items(), new SitemapStream({ xmlns, level: ErrorLevel.SILENT }));
}

/** The list of all site maps. */
export async function writeSiteMapIndex(urls: readonly string[]): Promise<AsyncGenerator<string>> {
  const { SitemapIndexStream } = await import('sitemap');
  return readTexts(
    urls.map((url) => ({ url })),
    new SitemapIndexStream(),
  );
}

async function* readTexts(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  writer: Transform,
): AsyncGenerator<string> {
  for await (const chunk of Readable.from(items).pipe(writer)) yield String(chunk);
}
