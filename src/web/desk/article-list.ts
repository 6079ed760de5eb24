import type { Request, Response } from 'express';
import { listAccountNames } from '../../db/accounts.ts';
import type { Article } from '../../db/articles.ts';
import { listDeskArticles } from '../../db/queries/articles.ts';
import {
  ARTICLE_STATES,
  STATUTORY_PAGES,
  type ArticleKind,
  type ArticleState,
} from '../../domain/articles.ts';
import { NotPermitted } from '../../domain/errors.ts';
import type { Account } from '../../domain/permissions.ts';
import { formatAgo } from '../../locales/formats.ts';
import { accountOf, contextOf, oneValue, type Context } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { sendPage } from '../render.ts';
import { writableDistricts } from './writable-districts.ts';

const PAGE_SIZE = 50;

/** What the own offices have written: drafts, what is live, and what was withdrawn. */
export async function showArticles(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: ArticleKind,
): Promise<void> {
  const account = accountOf(req);
  const context = contextOf(res);
  const { words, paths, city } = context;
  const own = writableDistricts(account, city);
  const withStatutory = kind === 'page' && account.isAdministrator;
  if (own.length === 0 && !withStatutory) throw new NotPermitted('articles');
  const state = ARTICLE_STATES.find((known) => known === oneValue(req.query, 'stand'));
  const page = Math.max(1, Math.min(500, Math.trunc(Number(oneValue(req.query, 'seite'))) || 1));
  const ids = own.map(({ id }) => id);
  const found = await listDeskArticles(
    parts.db.read,
    { kind, state, districtIds: ids, statutory: false },
    PAGE_SIZE + 1,
    (page - 1) * PAGE_SIZE,
  );
  const query = (changes: { stand?: ArticleState | undefined; seite?: string }) =>
    paths.deskArticles(kind, changes);
  sendPage(res, 'desk/articles', {
    ...deskFrame(context, account, kind),
    title: words.t(`articleDesk.title.${kind}`),
    kind,
    mayBegin: own.length > 0,
    states: [undefined, ...ARTICLE_STATES].map((name) => ({
      url: query({ stand: name }),
      label: words.t(`articleDesk.states.${name ?? 'all'}`),
      current: name === state,
    })),
    rows: await presentRows(parts, context, found.slice(0, PAGE_SIZE)),
    previousUrl: page > 1 ? query({ stand: state, seite: String(page - 1) }) : '',
    nextUrl: found.length > PAGE_SIZE ? query({ stand: state, seite: String(page + 1) }) : '',
    statutory: withStatutory ? await presentStatutory(parts, context, account) : undefined,
    done: oneValue(req.query, 'getan'),
  });
}

async function presentRows(parts: WebParts, context: Context, rows: readonly Article[]) {
  const { words, paths, city, now } = context;
  const names = await listAccountNames(
    parts.db.read,
    rows.map((row) => row.changedBy),
  );
  return rows.map((row) => ({
    url: paths.deskArticle(row.kind, row.id),
    title: row.title,
    lang: row.language,
    state: row.state,
    stateWord: words.t(`articleDesk.state.${row.state}`),
    district: city.byId.get(row.districtId) ?? city.portal,
    line: words.t('articleDesk.line', {
      name: names.get(row.changedBy) ?? '',
      when: formatAgo(words, parts.zone, row.changedAt, now),
    }),
  }));
}

/** The administrators' part: what they wrote themselves, and where the shipped words still stand. */
async function presentStatutory(parts: WebParts, context: Context, account: Account) {
  const { words, city } = context;
  if (!account.isAdministrator) return undefined;
  const offices = [city.portal, ...city.districts];
  const rows = await listDeskArticles(
    parts.db.read,
    { kind: 'page', state: undefined, districtIds: offices.map(({ id }) => id), statutory: true },
    offices.length * STATUTORY_PAGES.length,
    0,
  );
  return {
    rows: await presentRows(parts, context, rows),
    offices: offices.map(({ slug, name }) => ({ value: slug, label: name })),
    pages: STATUTORY_PAGES.map((name) => ({
      value: name,
      label: words.t(`statutory.${name}.title`),
    })),
  };
}
