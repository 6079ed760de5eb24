import type { Kind } from '../domain/submission-types.ts';
import { toInstant } from '../domain/time.ts';
import { formatDate, languageName } from '../locales/formats.ts';
import type { Context } from './context.ts';
import type { Query } from './paths.ts';
import { FILTER_QUESTIONS, SPANS, YES, type PortalFilter } from './portal-filter.ts';

export interface FilterView {
  /** Where the form leads. */
  readonly action: string;
  /** What stands in the address beside the filters, for the form to keep. */
  readonly kept: readonly { name: string; value: string }[];
  readonly choices: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly options: readonly { value: string; label: string }[];
  }[];
  readonly ticks: readonly { name: string; label: string; checked: boolean }[];
  /** Events only, and only on a list: from which day and until which, YYYY-MM-DD. */
  readonly days: readonly { name: string; label: string; value: string }[];
  /** Each filter that is on, with the address of the same page without it. */
  readonly active: readonly { label: string; url: string }[];
  readonly resetUrl: string;
  /** What the address asked for and this page does not know. */
  readonly ignored: readonly string[];
}

/** Where a page with filters lives. */
export interface FilterPage {
  readonly url: (query?: Query) => string;
  /** What else stands in its address: the view, its day, the letter, what was searched for. */
  readonly kept?: Query;
  /** Does it take `wann`, `von` and `bis`? */
  readonly withDays?: boolean;
}

/** In the order in which people think of them; the machine's order is another. */
const ORDER = ['thema', 'zielgruppe', 'stadtteil', 'sprache', 'art', 'merkmal'];
const DAYS = ['von', 'bis'];

/** The form of filters, those that are on, and how to take each of them off again. */
export function presentFilters(
  context: Context,
  zone: string,
  kind: Kind,
  filter: PortalFilter,
  page: FilterPage = { url: (query) => context.paths.list(kind, query), withDays: true },
): FilterView {
  const { words } = context;
  const { given } = filter;
  const { kept = {} } = page;
  const known = FILTER_QUESTIONS.filter(({ kinds }) => kinds.includes(kind));
  const isTick = (values: readonly string[]) => values.length === 1 && values[0] === YES;
  const label = (name: string) => words.t(`filter.name.${name}`);
  const choices = known
    .filter(({ values }) => !isTick(values(context.city)))
    .sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))
    .map(({ name, values }) => ({
      name,
      label: label(name),
      value: given[name] ?? '',
      options: offered(context, name, values(context.city), given[name]).map((value) => ({
        value,
        label: valueLabel(context, name, value),
      })),
    }));
  const ticks = known
    .filter(({ values }) => isTick(values(context.city)))
    .map(({ name }) => ({ name, label: label(name), checked: name in given }))
    .reverse();
  const withDays = page.withDays === true && kind === 'event';
  const span = SPANS.find((one) => one === given['wann']);
  const spanned: Query = withDays && span !== undefined ? { wann: span } : {};
  const days = (withDays && span === undefined ? DAYS : []).map((name) => ({
    name,
    label: label(name),
    value: given[name] ?? '',
  }));
  const without = (name: string) => page.url({ ...kept, ...given, [name]: undefined });
  const pair = (name: string, value: string) => words.t('filter.pair', { name, value });
  const active = [
    ...choices.flatMap(({ name, label, value, options }) =>
      options
        .filter((option) => option.value === value)
        .map((option) => ({ name, label: pair(label, option.label) })),
    ),
    ...ticks.filter(({ checked }) => checked),
    ...days
      .filter(({ value }) => value !== '')
      .map(({ name, label, value }) => ({
        name,
        label: pair(label, sayDay(context, zone, value)),
      })),
  ];
  return {
    action: page.url(),
    kept: Object.entries({ ...kept, ...spanned }).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [{ name, value }],
    ),
    choices,
    ticks,
    days,
    active: active.map(({ name, label }) => ({ label, url: without(name) })),
    resetUrl: page.url({ ...kept, ...spanned }),
    ignored: filter.ignored,
  };
}

const sayDay = ({ words, now }: Context, zone: string, date: string) =>
  formatDate(words, zone, toInstant(date, '12:00', zone), now);

/** A district's own site offers its own Stadtteile; one that was asked for stays all the same. */
function offered(
  { site, city }: Context,
  name: string,
  values: readonly string[],
  chosen: string | undefined,
): readonly string[] {
  if (name !== 'stadtteil' || site === undefined) return values;
  const own = city.facts.areas
    .filter(({ districtId }) => districtId === site.id)
    .map(({ stadtteil }) => stadtteil);
  return values.filter((value) => value === chosen || own.includes(value));
}

function valueLabel({ words, city }: Context, name: string, value: string): string {
  switch (name) {
    case 'stadtteil':
      return city.stadtteilByCode.get(value)?.name ?? value;
    case 'sprache':
      return languageName(words, value);
    case 'thema':
      return words.t(`choice.topics.${value}`);
    case 'zielgruppe':
      return words.t(`choice.audiences.${value}`);
    case 'merkmal':
      return words.t(`choice.accessibility.${value}`);
    default:
      return words.t(`choice.entryType.${value}`);
  }
}
