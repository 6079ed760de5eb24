import { findLiveNews, findLivePage } from '../../db/queries/articles.ts';
import { findItem } from '../../db/queries/sites.ts';
import { REPORTABLE, type Reportable } from '../../domain/reports.ts';
import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';

/** What is reported, as it is public now. */
export interface Subject {
  readonly kind: Reportable;
  readonly id: string;
  readonly districtId: string;
  readonly title: string;
  readonly lang: string;
  /** The exact address, with its origin. */
  readonly url: string;
}

/** What `<kind>/<slug>` names on this site; nothing where it is not public here. */
export async function findSubject(
  parts: WebParts,
  context: Context,
  named: string,
): Promise<Subject | undefined> {
  const [kindName = '', slug = ''] = named.split('/');
  const kind = REPORTABLE.find((known) => known === kindName);
  if (kind === undefined || slug === '') return undefined;
  const { site, city, paths, siteOrigin } = context;
  const read = parts.db.read;
  if (kind === 'news' || kind === 'page') {
    const article =
      kind === 'news'
        ? await findLiveNews(read, slug)
        : await findLivePage(read, (site ?? city.portal).id, slug);
    if (article === undefined) return undefined;
    const { id, districtId, title, language } = article;
    const url = siteOrigin + paths.article(kind, slug);
    return { kind, id, districtId, title, lang: language, url };
  }
  const item = await findItem(read, kind, slug);
  if (item === undefined) return undefined;
  const { submissionId, districtId, title, language } = item;
  const url = siteOrigin + paths.item(kind, slug);
  return { kind, id: submissionId, districtId, title, lang: language, url };
}
