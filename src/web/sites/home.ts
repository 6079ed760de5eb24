import type { Response } from 'express';
import type { City, District } from '../../db/places.ts';
import { listNews, listPages } from '../../db/queries/articles.ts';
import { listNextEvents } from '../../db/queries/event-dates.ts';
import { listItems } from '../../db/queries/sites.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { DEFAULT_LANGUAGE } from '../../locales/languages.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { presentNewsLine } from '../present-article.ts';
import { presentPicture } from '../present-item.ts';
import { sendPage } from '../render.ts';
import { presentLine } from './pages.ts';

const PAGES = 6;

/** A district's own home: what is on, who is there, what its office has to tell and where to find it. */
export async function showHome(parts: WebParts, res: Response, site: District): Promise<void> {
  const context = contextOf(res);
  const { words, paths, now, city } = context;
  const { read } = parts.db;
  const line = (row: Parameters<typeof presentLine>[2]) => presentLine(context, parts.zone, row);
  const list = async (kind: Exclude<Kind, 'event'>, limit: number) =>
    (await listItems(read, { kind, districtId: site.id }, limit)).items.map(line);
  const events = await listNextEvents(read, { districtId: site.id, notOverAt: now }, 6);
  const { news } = await listNews(read, { districtId: site.id }, 3);
  const pages = await listPages(read, site.id);
  sendPage(res, 'sites/home', {
    title: site.name,
    description: site.intro,
    current: 'home',
    // In which an office writes of itself.
    own: DEFAULT_LANGUAGE,
    picture: site.picture === null ? undefined : presentPicture(site.picture, { words, paths }),
    stadtteile: listStadtteile(city, site.id),
    events: events.map(line),
    entries: await list('entry', 6),
    stories: await list('story', 3),
    news: news.map((row) => presentNewsLine(context, parts.zone, row)),
    pages: pages.slice(0, PAGES).map((row) => presentNewsLine(context, parts.zone, row)),
    hasMorePages: pages.length > PAGES,
  });
}

/** The names of the Stadtteile of a district; of some it has only a part, and that has a name. */
function listStadtteile(city: City, districtId: string): string[] {
  return city.facts.areas
    .filter((area) => area.districtId === districtId)
    .map(({ stadtteil, coverage }) => {
      const name = city.stadtteilByCode.get(stadtteil)?.name ?? stadtteil;
      const part = city.partlyCovered.get(stadtteil);
      return coverage === 'part' && part !== undefined ? `${name} (${part})` : name;
    });
}
