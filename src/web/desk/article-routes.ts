import { Router, type Request, type RequestHandler, type Response } from 'express';
import { findArticle, type Article } from '../../db/articles.ts';
import { findDeskPage } from '../../db/queries/articles.ts';
import type { City, District } from '../../db/places.ts';
import {
  ARTICLE_KINDS,
  ARTICLE_MOVES,
  findStatutoryPage,
  type ArticleKind,
} from '../../domain/articles.ts';
import {
  Invalid,
  NotFound,
  NotPermitted,
  NotPossible,
  OutOfDate,
  type FieldProblem,
} from '../../domain/errors.ts';
import { mayWriteArticle, type Account } from '../../domain/permissions.ts';
import { formatMoment } from '../../locales/formats.ts';
import { wordsOf } from '../../locales/words.ts';
import { keepArticle } from '../../workflow/keep-article.ts';
import { moveArticle, removeArticle } from '../../workflow/publish-article.ts';
import { textOf } from '../answers.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import { isFileStep } from '../files/keep-files.ts';
import { readMultipart } from '../files/upload.ts';
import { newGuards } from '../form-guards.ts';
import type { WebParts } from '../parts.ts';
import { DESK_ARTICLE_PATHS } from '../paths.ts';
import { sendPage } from '../render.ts';
import { sayStatutoryText } from '../statutory-text.ts';
import { readArticleForm, recallArticle, type ArticleForm } from './article-form.ts';
import { showArticles } from './article-list.ts';
import { nameOf, presentArticleForm, type ShownArticle } from './article-page.ts';
import { writableDistricts } from './writable-districts.ts';

/** Where offices write: news and background pages, and the administrators what the law asks for. */
export function deskArticleRoutes(parts: WebParts): Router {
  const router = Router();
  for (const kind of ARTICLE_KINDS) {
    const list = DESK_ARTICLE_PATHS[kind];
    router.get(list, (req, res) => showArticles(parts, req, res, kind));
    router.get(`${list}/neu`, (req, res) => showNew(parts, req, res, kind));
    router.post(`${list}/neu`, signedIn, readMultipart, (req, res) => begin(parts, req, res, kind));
    router.get(`${list}/:id`, async (req, res) => {
      const article = await load(parts, req, kind);
      await showForm(parts, req, res, await recall(parts, article));
    });
    router.post(`${list}/:id`, signedIn, readMultipart, (req, res) =>
      change(parts, req, res, kind),
    );
    router.post(`${list}/:id/stand`, (req, res) => move(parts, req, res, kind));
    router.get(`${list}/:id/loeschen`, async (req, res) => {
      askToRemove(req, res, await load(parts, req, kind));
    });
    router.post(`${list}/:id/loeschen`, (req, res) => remove(parts, req, res, kind));
  }
  return router;
}

const signedIn: RequestHandler = (req, _res, next) => {
  accountOf(req);
  next();
};

async function load(parts: WebParts, req: Request, kind: ArticleKind): Promise<Article> {
  const account = accountOf(req);
  const { portal } = await parts.city();
  const article = await findArticle(parts.db.read, String(req.params['id']));
  if (article?.kind !== kind || !mayWriteArticle(account, article, portal.id)) {
    throw new NotFound('article');
  }
  return article;
}

interface Start {
  readonly districts: readonly District[];
  readonly statutory: string;
}

/** For whom somebody may begin something here, and whether it is one that the law asks for. */
function startOf(req: Request, kind: ArticleKind, city: City, wanted: string, slug: string): Start {
  const account = accountOf(req);
  const statutory = kind === 'page' ? (findStatutoryPage(wanted) ?? '') : '';
  const districts =
    statutory === ''
      ? writableDistricts(account, city)
      : [city.bySlug.get(slug) ?? city.portal].filter(() => account.isAdministrator);
  if (districts.length === 0) throw new NotPermitted('articles');
  return { districts, statutory };
}

async function showNew(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: ArticleKind,
): Promise<void> {
  const context = contextOf(res);
  const { city, paths } = context;
  const district = oneValue(req.query, 'sozialraum');
  const start = startOf(req, kind, city, oneValue(req.query, 'seite'), district);
  const statutory = findStatutoryPage(start.statutory);
  let prefilled = {};
  if (statutory !== undefined) {
    const [office = city.portal] = start.districts;
    const known = await findDeskPage(parts.db.read, office.id, statutory);
    if (known !== undefined) {
      res.redirect(303, paths.deskArticle(kind, known.id));
      return;
    }
    const words = wordsOf('de');
    prefilled = {
      title: words.t(`statutory.${statutory}.title`),
      body: sayStatutoryText({ words, city, site: office }, parts, statutory),
    };
  }
  await showForm(parts, req, res, {
    kind,
    article: undefined,
    ...start,
    answers: { district, language: 'de', ...prefilled },
    files: [],
    guards: newGuards(parts.secret, parts.now()),
    problems: [],
  });
}

async function recall(parts: WebParts, article: Article): Promise<ShownArticle> {
  return {
    kind: article.kind,
    article,
    statutory: findStatutoryPage(article.slug) ?? '',
    districts: [],
    ...(await recallArticle(parts.db.read, article)),
    guards: newGuards(parts.secret, parts.now(), article.id),
    problems: [],
  };
}

async function showForm(
  parts: WebParts,
  req: Request,
  res: Response,
  shown: ShownArticle,
  status = 200,
  conflict?: { title: string; text: string },
): Promise<void> {
  const context = contextOf(res);
  const { words } = context;
  sendPage(
    res,
    'desk/article',
    {
      ...deskFrame(context, accountOf(req), shown.kind),
      title: shown.article?.title ?? words.t(`articleDesk.new.${shown.kind}`),
      ...(await presentArticleForm(context, parts, shown)),
      conflict,
      done: oneValue(req.query, 'getan'),
    },
    status,
  );
}

async function begin(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: ArticleKind,
): Promise<void> {
  const { city } = contextOf(res);
  const wanted = oneValue(req.body, 'statutory');
  const start = startOf(req, kind, city, wanted, oneValue(req.body, 'office'));
  const form = await readArticleForm(parts, req, kind);
  const district =
    start.districts.find(({ slug }) => slug === textOf(form.answers, 'district')) ??
    start.districts[0];
  const shown = { kind, article: undefined, ...start, ...form };
  await take(parts, req, res, shown, form, async (by) => {
    const { id } = await keepArticle(parts, by, {
      id: form.guards.key,
      kind,
      districtId: district?.id ?? '',
      ...(start.statutory === '' ? {} : { statutory: start.statutory }),
      text: form.text,
    });
    return id;
  });
}

async function change(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: ArticleKind,
): Promise<void> {
  const article = await load(parts, req, kind);
  const form = await readArticleForm(parts, req, kind);
  const foreign: FieldProblem[] =
    form.guards.key === article.id ? [] : [{ field: '', message: 'formExpired' }];
  const guards =
    foreign.length > 0 ? newGuards(parts.secret, parts.now(), article.id) : form.guards;
  const shown = {
    ...(await recall(parts, article)),
    ...form,
    guards,
    problems: [...form.problems, ...foreign],
  };
  await take(parts, req, res, shown, shown, async (by) => {
    const { id } = await keepArticle(parts, by, {
      id: article.id,
      kind,
      districtId: article.districtId,
      version: Number(textOf(form.answers, 'version')),
      text: form.text,
    });
    return id;
  });
}

/** What every form of an article has in common: file steps, the preview, what is refused, and saving. */
async function take(
  parts: WebParts,
  req: Request,
  res: Response,
  shown: ShownArticle,
  form: Pick<ArticleForm, 'answers' | 'problems' | 'tooLarge' | 'text'>,
  save: (by: Account) => Promise<string>,
): Promise<void> {
  const step = textOf(form.answers, 'step');
  if (isFileStep(step)) {
    const ofFiles = form.problems.filter(({ field }) => field === 'images');
    const status = form.tooLarge ? 413 : ofFiles.length > 0 ? 422 : 200;
    await showForm(parts, req, res, { ...shown, problems: ofFiles }, status);
    return;
  }
  if (form.problems.length > 0) {
    await showForm(parts, req, res, shown, form.tooLarge ? 413 : 422);
    return;
  }
  if (step === 'preview') {
    await showForm(parts, req, res, { ...shown, preview: form.text });
    return;
  }
  const { paths } = contextOf(res);
  try {
    const by = accountOf(req);
    const id = await save(by);
    if (step === 'publish') {
      const kept = await findArticle(parts.db.read, id);
      // Pressed twice: the first press has published it.
      if (kept !== undefined && kept.state !== 'live') {
        await moveArticle(parts, by, { id, version: kept.version, move: 'publish' });
      }
    }
    const done = step === 'publish' ? 'publish' : 'keep';
    res.redirect(303, paths.deskArticle(shown.kind, id, { getan: done }));
  } catch (error) {
    await refuse(parts, req, res, shown, error);
  }
}

/** Somebody was quicker: what was typed stays, beside who it was. Sent again, it counts. */
async function refuse(
  parts: WebParts,
  req: Request,
  res: Response,
  shown: ShownArticle,
  error: unknown,
): Promise<void> {
  if (!(error instanceof OutOfDate) && !(error instanceof NotPossible)) throw error;
  if (shown.article === undefined) throw error;
  const { words } = contextOf(res);
  const fresh = await load(parts, req, shown.kind);
  const name = error instanceof OutOfDate ? 'outOfDate' : 'notPossible';
  await showForm(parts, req, res, { ...shown, article: fresh }, 409, {
    title: words.t(`conflict.${name}.title`),
    text: words.t(`articleDesk.conflict.${name}`, {
      name: await nameOf(parts, fresh.changedBy),
      moment: formatMoment(words, parts.zone, fresh.changedAt),
    }),
  });
}

async function move(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: ArticleKind,
): Promise<void> {
  const article = await load(parts, req, kind);
  const wanted = ARTICLE_MOVES.find((known) => known === oneValue(req.body, 'move'));
  if (wanted === undefined) throw new Invalid([{ field: 'move', message: 'eventUnknown' }]);
  try {
    const version = Number(oneValue(req.body, 'version'));
    await moveArticle(parts, accountOf(req), { id: article.id, version, move: wanted });
    const { paths } = contextOf(res);
    res.redirect(303, paths.deskArticle(kind, article.id, { getan: wanted }));
  } catch (error) {
    await refuse(parts, req, res, await recall(parts, await load(parts, req, kind)), error);
  }
}

function askToRemove(req: Request, res: Response, article: Article): void {
  const context = contextOf(res);
  const { words, paths } = context;
  sendPage(res, 'desk/article-remove', {
    ...deskFrame(context, accountOf(req), article.kind),
    title: words.t('articleDesk.remove.title'),
    article,
    back: paths.deskArticle(article.kind, article.id),
    action: paths.removeArticle(article.kind, article.id),
  });
}

async function remove(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: ArticleKind,
): Promise<void> {
  const article = await load(parts, req, kind);
  try {
    const version = Number(oneValue(req.body, 'version'));
    await removeArticle(parts, accountOf(req), { id: article.id, version });
    res.redirect(303, contextOf(res).paths.deskArticles(kind, { getan: 'remove' }));
  } catch (error) {
    await refuse(parts, req, res, await recall(parts, await load(parts, req, kind)), error);
  }
}
