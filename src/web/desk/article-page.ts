import type { Article } from '../../db/articles.ts';
import { listAccountNames } from '../../db/accounts.ts';
import type { Attachment } from '../../db/attachments.ts';
import type { District } from '../../db/places.ts';
import {
  ARTICLE_LIMITS,
  findStatutoryPage,
  listArticleMoves,
  type ArticleKind,
} from '../../domain/articles.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { renderArticle } from '../../domain/rich-text.ts';
import { formatMoment, languageName } from '../../locales/formats.ts';
import type { ArticleText } from '../../workflow/keep-article.ts';
import type { Context } from '../context.ts';
import { FILE_FIELDS, presentFiles } from '../files/present-files.ts';
import type { Field } from '../form-fields.ts';
import { TRAP_FIELD, type FormGuards } from '../form-guards.ts';
import { mediaKey } from '../media-key.ts';
import { homeSiteOf } from '../home-of.ts';
import type { WebParts } from '../parts.ts';
import { presentArticle } from '../present-article.ts';
import { presentFields } from '../present-fields.ts';
import { ARTICLE_LANGUAGES } from './article-form.ts';

export interface ShownArticle {
  readonly kind: ArticleKind;
  /** Nothing while it is new. */
  readonly article: Article | undefined;
  /** Which page that the law asks for it is to be; empty for all others. */
  readonly statutory: string;
  readonly districts: readonly District[];
  readonly answers: Answers;
  readonly files: readonly Attachment[];
  readonly guards: FormGuards;
  readonly problems: readonly FieldProblem[];
  /** What is typed, to be shown as the public will read it. */
  readonly preview?: ArticleText;
}

/** What the view of the editor needs. */
export async function presentArticleForm(context: Context, parts: WebParts, shown: ShownArticle) {
  const { words, paths, city } = context;
  const { kind, article } = shown;
  const action =
    article === undefined ? paths.newArticle(kind) : paths.deskArticle(kind, article.id);
  const fields = listFields(context, shown);
  const order = [...fields.map(({ name }) => name), ...FILE_FIELDS];
  const form = presentFields(
    words,
    fields,
    (name, part) => `articleDesk.field.${name}.${part}`,
    shown,
    order,
  );
  const moves = article === undefined ? [] : listArticleMoves(article.state);
  return {
    kind,
    action,
    guards: shown.guards,
    trap: TRAP_FIELD,
    statutory: shown.statutory,
    office: shown.districts[0]?.slug ?? '',
    version: article?.version ?? 0,
    problems: form.problems,
    fields: form.fields,
    files: presentFiles(context, parts.secret, {
      answers: shown.answers,
      files: shown.files,
      problems: form.problems,
      action,
    }),
    preview: shown.preview && presentPreview(context, parts, shown, shown.preview),
    standing:
      article === undefined
        ? undefined
        : {
            state: words.t(`articleDesk.state.${article.state}`),
            changed: words.t('articleDesk.changed', {
              name: await nameOf(parts, article.changedBy),
              moment: formatMoment(words, parts.zone, article.changedAt),
            }),
            district: city.byId.get(article.districtId) ?? city.portal,
            stateUrl: paths.articleState(kind, article.id),
            removeUrl: moves.includes('remove') ? paths.removeArticle(kind, article.id) : '',
            moves: moves.filter((move) => move !== 'remove'),
            publicUrl: article.state === 'live' ? publicUrl(context, article) : '',
          },
  };
}

export async function nameOf(parts: WebParts, accountId: string): Promise<string> {
  return (await listAccountNames(parts.db.read, [accountId])).get(accountId) ?? '';
}

/** Where the public reads it: on its district's site, or on the portal. */
export function publicUrl(
  { paths, city }: Pick<Context, 'paths' | 'city'>,
  article: Article,
): string {
  return paths.articleOf(article.kind, article.slug, homeSiteOf(city, article.districtId));
}

function listFields(
  context: Context,
  { kind, article, districts, statutory }: ShownArticle,
): Field[] {
  const { words } = context;
  const isStatutory = statutory !== '' || findStatutoryPage(article?.slug ?? '') !== undefined;
  return [
    ...(article === undefined && districts.length > 1
      ? [
          {
            name: 'district',
            type: 'select' as const,
            required: true,
            options: districts.map(({ slug, name }) => ({ value: slug, label: name })),
          },
        ]
      : []),
    { name: 'title', type: 'line', required: true, max: ARTICLE_LIMITS.title },
    {
      name: 'summary',
      type: 'text',
      rows: 3,
      required: kind === 'news',
      max: ARTICLE_LIMITS.summary,
    },
    { name: 'body', type: 'text', rows: 18, required: true, max: ARTICLE_LIMITS.body },
    {
      name: 'language',
      type: 'select',
      required: true,
      options: ARTICLE_LANGUAGES.map((value) => ({
        value,
        label: value === 'de-x-leicht' ? words.t('articleDesk.easy') : languageName(words, value),
      })),
    },
    ...(kind === 'page' && !isStatutory
      ? [
          {
            name: 'position',
            type: 'line' as const,
            width: 'short' as const,
            inputmode: 'numeric',
          },
        ]
      : []),
  ];
}

function presentPreview(
  context: Context,
  parts: WebParts,
  { kind, article, districts }: ShownArticle,
  text: ArticleText,
) {
  return presentArticle(
    context,
    parts.zone,
    {
      ...text,
      kind,
      districtId: article?.districtId ?? districts[0]?.id ?? context.city.portal.id,
      html: renderArticle(text.body),
      publishedAt: article?.publishedAt ?? context.now,
      changedAt: context.now,
    },
    (id) => mediaKey(parts.secret, id),
  );
}
