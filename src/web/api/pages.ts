import { KINDS } from '../../domain/submission-types.ts';
import type { Context } from '../context.ts';
import { apiPath } from '../paths.ts';
import { listApiFields } from './fields.ts';

/** The same as the OpenAPI document, for people: what to send, and what comes back. */
export function presentApi(context: Context) {
  const { words, city } = context;
  const example = JSON.stringify(
    {
      title: 'Reparatur-Treff',
      summary: words.t('api.example.summary'),
      startDate: '2027-03-06',
      startTime: '15:00',
      stadtteil: city.stadtteile[0]?.code ?? '',
      free: true,
      consent: true,
    },
    null,
    2,
  );
  return {
    openApiUrl: context.paths.openApi(),
    example: [
      `POST ${context.origin}${apiPath('event')}`,
      'Authorization: Bearer vp_…',
      'Content-Type: application/json',
      'Idempotency-Key: kurs-2027-03-06',
      '',
      example,
    ].join('\n'),
    answer: JSON.stringify(
      {
        reference: 'KAL-27-0042',
        kind: 'event',
        district: 'kalk-humboldt',
        office: 'Sozialraumkoordination Kalk',
        routedBy: 'stadtteil',
        statusUrl: context.origin + context.paths.status('').replace(/$/, '…'),
      },
      null,
      2,
    ),
    kinds: KINDS.map((kind) => ({
      kind,
      title: words.t(`contribute.${kind}.title`),
      address: `POST ${apiPath(kind)}`,
      fields: listApiFields(context, kind).map((field) => ({
        name: field.type === 'list' ? `${field.name}[]` : field.name,
        about: field.about,
        required: field.required,
        form:
          field.type === 'yesNo'
            ? 'true, false'
            : field.values.length > 0 && field.values.length <= 16
              ? field.values.join(', ')
              : [field.format, field.max === undefined ? '' : `≤ ${String(field.max)}`]
                  .filter(Boolean)
                  .join(', '),
      })),
    })),
  };
}
