import { KINDS } from '../../domain/submission-types.ts';
import type { Context } from '../context.ts';
import { apiPath, listFeedFormats, NEWS_FORMATS } from '../paths.ts';
import { listApiFilters } from './describe-reading.ts';
import { listApiFields } from './fields.ts';

// A longer list is in the OpenAPI document.
const VALUES_SHOWN = 16;

/** What is read without a key: the feeds of every list, and each address of the read API. */
function presentReading(context: Context) {
  const { words, paths, origin } = context;
  const paging = ['limit', 'cursor'].map((name) => ({
    name,
    about: words.t(`api.filter.${name}`),
    form: name === 'limit' ? '30' : '',
  }));
  return {
    hsds: [paths.hsds(), paths.hsdsServices(), paths.hsdsService('{id}')].map(
      (path) => `curl '${origin}${decodeURIComponent(path)}'`,
    ),
    feeds: [
      ...KINDS.flatMap((kind) =>
        listFeedFormats(kind).map((format) => ({
          address: paths.feed(kind, format),
          url: paths.feed(kind, format),
          what: words.t(`api.feeds.${format}`),
        })),
      ),
      { address: paths.itemCalendar('event', '…'), what: words.t('api.feeds.item') },
      ...NEWS_FORMATS.map((format) => ({
        address: paths.newsFeed(format),
        url: paths.newsFeed(format),
        what: words.t(`api.feeds.${format}`),
      })),
    ].map((feed) => ({ ...feed, address: decodeURIComponent(feed.address) })),
    news: { address: `GET ${paths.apiNews()}`, example: `curl '${origin}${paths.apiNews()}'` },
    lists: KINDS.map((kind) => ({
      kind,
      title: words.t('api.read.list', { title: words.t(`list.${kind}.title`) }),
      oneTitle: words.t('api.read.oneTitle', { title: words.t(`list.${kind}.title`) }),
      address: `GET ${paths.apiList(kind)}`,
      oneAddress: `GET ${decodeURIComponent(paths.apiItem(kind, '{id}'))}`,
      example: `curl '${origin}${paths.apiList(kind, EXAMPLES[kind])}'`,
      oneExample: `curl '${origin}${decodeURIComponent(paths.apiItem(kind, '…'))}'`,
      filters: paging.concat(
        listApiFilters(context, kind).map(({ name, about, values, format }) => ({
          name,
          about,
          form:
            values.length > 0 && values.length <= VALUES_SHOWN
              ? values.join(', ')
              : format === 'date'
                ? '2026-12-05'
                : (values[0] ?? ''),
        })),
      ),
    })),
  };
}

const EXAMPLES = {
  event: { wann: 'wochenende', kostenlos: 'ja' },
  entry: { thema: 'advice', sprache: 'tr' },
  story: { thema: 'environment' },
};

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
    ...presentReading(context),
    openApiUrl: context.paths.openApi(),
    example: [
      `curl -X POST '${context.origin}${apiPath('event')}' \\`,
      "  -H 'Authorization: Bearer vp_…' \\",
      "  -H 'Content-Type: application/json' \\",
      "  -H 'Idempotency-Key: kurs-2027-03-06' \\",
      `  -d '${example}'`,
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
            : field.values.length > 0 && field.values.length <= VALUES_SHOWN
              ? field.values.join(', ')
              : [field.format, field.max === undefined ? '' : `≤ ${String(field.max)}`]
                  .filter(Boolean)
                  .join(', '),
      })),
    })),
  };
}
