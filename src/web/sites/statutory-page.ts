import type { Response } from 'express';
import { findLivePage } from '../../db/queries/articles.ts';
import type { StatutoryPage } from '../../domain/articles.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { presentArticle } from '../present-article.ts';
import { sendPage } from '../render.ts';
import { writeStatutoryText } from '../statutory-text.ts';

/**
 * Imprint, privacy or accessibility statement: what the administrators wrote for this district, or else
 * for the portal, or else the words that ship with the software.
 */
export async function showStatutoryPage(
  parts: WebParts,
  res: Response,
  name: StatutoryPage,
): Promise<void> {
  const context = contextOf(res);
  const { words, site, city, paths } = context;
  const read = parts.db.read;
  const own =
    (site && (await findLivePage(read, site.id, name))) ??
    (await findLivePage(read, city.portal.id, name));
  const html =
    own === undefined
      ? writeStatutoryText(context, parts, name)
      : presentArticle(context, parts.zone, own).html;
  sendPage(res, 'sites/statutory', {
    title: own?.title ?? words.t(`statutory.${name}.title`),
    name,
    lang: own?.language ?? words.language,
    item: { html },
    // The German words are the ones that count; what an office wrote itself is in its own language.
    germanUrl:
      own === undefined && words.language !== 'de' ? paths.inLanguage('de', context.path) : '',
  });
}
