import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import {
  KINDS,
  PUBLICATION_STATES,
  REVIEW_STATES,
  type Kind,
} from '../../domain/submission-types.ts';
import type { Context } from '../context.ts';
import { apiPath } from '../paths.ts';
import { describeReading } from './describe-reading.ts';
import { listApiFields, type ApiField } from './fields.ts';

const problem = z
  .object({
    type: z.string(),
    status: z.number(),
    title: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const placed = {
  reference: z.string().meta({ examples: ['KAL-26-0042'] }),
  kind: z.enum(KINDS),
  district: z.string(),
  office: z.string(),
  statusUrl: z.url(),
};
const received = z.object({ ...placed, routedBy: z.string() }).meta({ id: 'Received' });
const state = z
  .object({
    ...placed,
    title: z.string(),
    review: z.enum(REVIEW_STATES),
    publication: z.enum(PUBLICATION_STATES),
    publicUrl: z.url().optional(),
  })
  .meta({ id: 'State' });

/** The document of reading and intake, OpenAPI 3.1, made of the lists and forms themselves. */
export function describeApi(context: Context, baseUrl: string): unknown {
  const { words, city } = context;
  const paths: ZodOpenApiPathsObject = describeReading(context, problems);
  for (const kind of KINDS) {
    paths[apiPath(kind)] = { post: handIn(context, kind) };
    paths[apiPath(kind, '{reference}')] = { get: look(context, kind) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `${city.names.name}: ${words.t('api.title')}`,
      version: '1',
      description: words.t('api.lead'),
    },
    servers: [{ url: baseUrl }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths,
  });
}

function handIn(context: Context, kind: Kind): ZodOpenApiOperationObject {
  const { words } = context;
  const fields = listApiFields(context, kind);
  const body = z
    .object(Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])))
    .meta({ id: kind });
  return {
    operationId: `handIn-${kind}`,
    summary: words.t(`contribute.${kind}.title`),
    requestParams: {
      header: z.object({
        'Idempotency-Key': z
          .string()
          .max(200)
          .optional()
          .meta({
            description: words.t('api.idempotency'),
          }),
      }),
    },
    requestBody: {
      required: true,
      description: words.t('api.files'),
      content: { 'application/json': { schema: body } },
    },
    responses: {
      '201': {
        description: words.t('api.received'),
        content: { 'application/json': { schema: received } },
      },
      ...problems(context, {
        '400': 'notJson',
        '401': 'noKey',
        '413': 'tooLarge',
        '422': 'invalid',
        '429': 'tooFast',
      }),
    },
  };
}

function look(context: Context, kind: Kind): ZodOpenApiOperationObject {
  const { words } = context;
  return {
    operationId: `look-${kind}`,
    summary: words.t('api.look'),
    requestParams: { path: z.object({ reference: z.string() }) },
    responses: {
      '200': {
        description: words.t('api.state'),
        content: { 'application/json': { schema: state } },
      },
      ...problems(context, { '401': 'noKey', '404': 'notFound' }),
    },
  };
}

function problems(context: Context, codes: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(codes).map(([code, name]) => [
      code,
      {
        description: context.words.t(`api.problem.${name}`),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

function schemaOf(field: ApiField): z.ZodType {
  const about = { description: field.about };
  const text = (): z.ZodType =>
    field.values.length > 0
      ? z.enum(field.values as [string, ...string[]])
      : field.format === 'date'
        ? z.iso.date()
        : field.max === undefined
          ? z.string()
          : z.string().max(field.max);
  const schema =
    field.type === 'yesNo'
      ? z.boolean()
      : field.type === 'text'
        ? text()
        : field.name === 'moved'
          ? z.array(
              z.object({ date: z.iso.date(), toDate: z.iso.date(), toTime: z.string().optional() }),
            )
          : z.array(text());
  return field.required ? schema.meta(about) : schema.optional().meta(about);
}
