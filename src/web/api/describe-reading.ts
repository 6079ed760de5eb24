import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { itemSchemas } from '../../feeds/item-schemas.ts';
import { newsSchema } from '../../feeds/json-news.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import type { Context } from '../context.ts';
import { apiItemPath, apiListPath, ROUTES } from '../paths.ts';
import { FILTER_QUESTIONS, SPANS } from '../portal-filter.ts';
import { MOST_AT_ONCE, PAGE_SIZE } from './read-parts.ts';

export interface ApiFilter {
  readonly name: string;
  readonly about: string;
  readonly values: readonly string[];
  readonly format: string;
}

/** The filters of a list, read from the list itself. */
export function listApiFilters({ words, city }: Context, kind: Kind): ApiFilter[] {
  const filter = (name: string, values: readonly string[], format = ''): ApiFilter => ({
    name,
    about: words.t(`api.filter.${name}`),
    values,
    format,
  });
  const own = FILTER_QUESTIONS.filter(({ kinds }) => kinds.includes(kind)).map(({ name, values }) =>
    filter(name, values(city)),
  );
  if (kind !== 'event') return own;
  return [...own, filter('wann', SPANS), filter('von', [], 'date'), filter('bis', [], 'date')];
}

type Problems = (
  context: Context,
  codes: Readonly<Record<string, string>>,
) => ZodOpenApiOperationObject['responses'];

/** The read API's part of the OpenAPI document. */
export function describeReading(context: Context, problems: Problems): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const kind of KINDS) {
    paths[apiListPath(kind)] = { get: describeList(context, kind, problems) };
    paths[apiItemPath(kind, '{id}')] = {
      get: describeOne(context, kind, itemSchemas[kind], problems),
    };
  }
  paths[ROUTES.apiNews] = { get: describeNews(context, problems) };
  paths[ROUTES.apiOneNews.replace(':id', '{id}')] = {
    get: describeOne(context, 'news', newsSchema, problems),
  };
  return paths;
}

function pageParameters({ words }: Context) {
  return {
    limit: z
      .int()
      .min(1)
      .max(MOST_AT_ONCE)
      .default(PAGE_SIZE)
      .meta({ description: words.t('api.filter.limit') }),
    cursor: z
      .string()
      .optional()
      .meta({ description: words.t('api.filter.cursor') }),
  };
}

const linkHeader = ({ words }: Context) =>
  z.object({
    Link: z
      .string()
      .optional()
      .meta({ description: words.t('api.read.link') }),
  });

function describeNews(context: Context, problems: Problems): ZodOpenApiOperationObject {
  const { words } = context;
  return {
    operationId: 'list-news',
    summary: words.t('article.title.news'),
    security: [],
    requestParams: { query: z.object(pageParameters(context)) },
    responses: {
      '200': {
        description: words.t('api.read.page'),
        headers: linkHeader(context),
        content: {
          'application/json': {
            schema: z.object({ items: z.array(newsSchema), next: z.url().nullable() }),
          },
        },
      },
      ...problems(context, { '422': 'invalid' }),
    },
  };
}

function describeList(context: Context, kind: Kind, problems: Problems): ZodOpenApiOperationObject {
  const { words } = context;
  const filters = listApiFilters(context, kind).map(({ name, about, values, format }) => {
    const schema =
      values.length > 0
        ? z.enum(values as [string, ...string[]])
        : format === 'date'
          ? z.iso.date()
          : z.string();
    return [name, schema.optional().meta({ description: about })] as const;
  });
  return {
    operationId: `list-${kind}`,
    summary: words.t(`list.${kind}.title`),
    security: [],
    requestParams: {
      query: z.object({
        ...Object.fromEntries(filters),
        ...pageParameters(context),
      }),
    },
    responses: {
      '200': {
        description: words.t('api.read.page'),
        headers: linkHeader(context),
        content: {
          'application/json': {
            schema: z.object({
              items: z.array(itemSchemas[kind]),
              next: z.url().nullable(),
              ignored: z.array(z.string()).meta({ description: words.t('api.read.ignored') }),
            }),
          },
        },
      },
      ...problems(context, { '422': 'invalid' }),
    },
  };
}

function describeOne(
  context: Context,
  kind: Kind | 'news',
  schema: z.ZodType,
  problems: Problems,
): ZodOpenApiOperationObject {
  const { words } = context;
  return {
    operationId: `get-${kind}`,
    summary: words.t(kind === 'news' ? 'article.title.news' : `kind.${kind}.one`),
    security: [],
    requestParams: {
      path: z.object({ id: z.string().meta({ description: words.t('api.read.id') }) }),
    },
    responses: {
      '200': {
        description: words.t('api.read.one'),
        content: { 'application/json': { schema } },
      },
      ...problems(context, { '404': 'notFound' }),
    },
  };
}
