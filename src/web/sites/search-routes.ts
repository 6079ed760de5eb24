import { Router, type Request, type Response } from 'express';
import { loadFound } from '../../db/queries/search-hits.ts';
import { findDocuments, MAX_HITS, type SearchAnswer } from '../../db/queries/search.ts';
import { TOPICS } from '../../domain/vocabulary.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import { lightLimit } from '../light-limit.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { asWritten, presentFound, type FoundView } from './search-pages.ts';
import { AREAS, readSearch, type SearchRequest } from './search-request.ts';
import { suggest } from './suggest.ts';

const PAGE_SIZE = 20;
const SUGGESTED_FROM = 12;
const ANSWERS_PER_MINUTE = 240;

/** The search over everything live, and what it suggests while somebody types. */
export function searchRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.search, (req, res) => showSearch(parts, req, res));
  router.get(ROUTES.suggestions, lightLimit(parts, ANSWERS_PER_MINUTE), (req, res) =>
    sendSuggestions(parts, req, res),
  );
  return router;
}

async function showSearch(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, site } = context;
  const request = readSearch(req.query, context, parts.zone);
  const { query, page, given } = request;
  const read = parts.db.read;
  const answer = await findDocuments(read, query, request.scope, context.now);
  const last = Math.max(1, Math.ceil(answer.hits.length / PAGE_SIZE));
  const current = Math.min(page, last);
  const shown = answer.hits.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  const views = (await loadFound(read, shown)).map((found) =>
    presentFound(context, parts.zone, found, answer.matchers),
  );
  const url = (changes: Record<string, string | undefined>) =>
    context.paths.search({ q: query.text, ...given, ...changes });
  sendPage(res, 'sites/search', {
    title: query.text === '' ? words.t('search.title') : words.t('search.of', { text: query.text }),
    current: 'search',
    noIndex: true,
    query,
    given,
    ignored: request.ignored,
    views,
    withDistrict: site === undefined,
    count: countWords(context, answer),
    meant: presentMeant(request, answer, views, url),
    isPartial: answer.isPartial && views.length > 0,
    areas: listAreas(context, given, url),
    choices: listChoices(context, given),
    previousUrl: current > 1 ? url({ seite: current > 2 ? String(current - 1) : undefined }) : '',
    nextUrl: current < last ? url({ seite: String(current + 1) }) : '',
    withoutFiltersUrl: Object.keys(given).length > 0 ? context.paths.search({ q: query.text }) : '',
    everywhereUrl: site === undefined ? '' : context.paths.searchEverywhere({ q: query.text }),
  });
}

function countWords({ words }: Context, { hits, isCut }: SearchAnswer): string {
  if (hits.length === 0) return '';
  return words.t(isCut ? 'search.best' : 'search.count', { count: isCut ? MAX_HITS : hits.length });
}

/** The query as it was probably meant, where a word of it was written by nobody. */
function presentMeant(
  { query }: SearchRequest,
  { corrected }: SearchAnswer,
  views: readonly FoundView[],
  url: (changes: Record<string, string>) => string,
) {
  if (corrected.length === 0 || views.length === 0) return undefined;
  const meant = new Map(corrected.map(({ typed, meant }) => [typed, asWritten(meant, views)]));
  const text = query.words.map(({ word }) => meant.get(word) ?? word).join(' ');
  return { typed: [...meant.keys()].join(' '), text, url: url({ q: text }) };
}

function listAreas(
  { words }: Context,
  given: Readonly<Record<string, string>>,
  url: (changes: Record<string, string | undefined>) => string,
) {
  const current = given['bereich'];
  return [
    {
      label: words.t('search.everything'),
      url: url({ bereich: undefined }),
      current: current === undefined,
    },
    ...Object.keys(AREAS).map((area) => ({
      label: words.t(`search.area.${area}`),
      url: url({ bereich: area }),
      current: area === current,
    })),
  ];
}

function listChoices({ words, city, site }: Context, given: Readonly<Record<string, string>>) {
  const choice = (name: string, label: string, options: { value: string; label: string }[]) => ({
    name,
    label,
    value: given[name] ?? '',
    options,
  });
  const districts = city.districts.map(({ slug, name }) => ({ value: slug, label: name }));
  const own = site && city.facts.areas.filter(({ districtId }) => districtId === site.id);
  const stadtteile = city.stadtteile
    .filter(({ code }) => own?.some(({ stadtteil }) => stadtteil === code) ?? true)
    .map(({ code, name }) => ({ value: code, label: name }));
  const topics = TOPICS.map((topic) => ({
    value: topic,
    label: words.t(`choice.topics.${topic}`),
  }));
  return [
    ...(site === undefined ? [choice('sozialraum', words.t('search.district'), districts)] : []),
    choice('stadtteil', words.t('search.stadtteil'), stadtteile),
    choice('thema', words.t('search.topic'), topics),
  ];
}

async function sendSuggestions(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  // Only what belongs to the field: filters are for the page.
  const asked = { q: oneValue(req.query, 'q') };
  const { query, scope } = readSearch(asked, context, parts.zone);
  const read = parts.db.read;
  const answer = await findDocuments(read, query, scope, context.now);
  const found = await loadFound(read, answer.hits.slice(0, SUGGESTED_FROM));
  const views = found.map((one) => presentFound(context, parts.zone, one, answer.matchers));
  const suggestions = suggest(query.text, answer.isPartial ? [] : views);
  res.set('Cache-Control', 'private, max-age=60').json({
    suggestions,
    said: context.words.t('search.suggestions', { count: suggestions.length }),
  });
}
