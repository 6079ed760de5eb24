import type { Request, Response } from 'express';
import type { Stadtteil } from '../../db/places.ts';
import type { PublishedItem } from '../../db/published-items.ts';
import { listNearItems } from '../../db/queries/near.ts';
import { listItems } from '../../db/queries/sites.ts';
import { orderByDistance } from '../../domain/distance.ts';
import { ENTRY_TYPES } from '../../domain/vocabulary.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import type { Query } from '../paths.ts';
import { readFilter, type PortalFilter } from '../portal-filter.ts';
import { presentFilters } from '../present-filters.ts';
import { presentSubscription } from '../present-subscription.ts';
import { sendPage } from '../render.ts';
import { groupByLetter, LETTERS, OTHER_LETTERS, sayDistance, spanOfLetter } from './directory.ts';
import { listForMachines } from './for-machines.ts';
import { presentEntryLine, type EntryLine } from './entry-line.ts';

const PAGE_SIZE = 30;

/** What the address asks for beside the filters. */
interface Asked {
  readonly filter: PortalFilter;
  readonly letter: string;
  readonly near: Stadtteil | undefined;
  readonly after: string | undefined;
}

interface Shown {
  readonly groups: readonly {
    readonly title: string;
    readonly note: string;
    readonly lines: readonly EntryLine[];
  }[];
  readonly next: string | undefined;
}

/** The directory: from A to Z, under one letter, or what is near a Stadtteil. */
export async function showDirectory(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, paths, city } = context;
  const asked = readAsked(context, parts.zone, req.query);
  const { filter, letter, near, after } = asked;
  const { groups, next } =
    near === undefined
      ? await listLetters(context, parts, asked)
      : await listNear(context, parts, asked, near);
  const kept: Query = { buchstabe: letter, nahe: near?.code };
  const here: Query = { ...filter.given, ...kept };
  const url = (query?: Query) => paths.list('entry', query);
  sendPage(res, 'sites/directory', {
    title: words.t('list.entry.title'),
    current: 'entry',
    ...listForMachines(context, 'entry', filter.given),
    filters: presentFilters(context, parts.zone, 'entry', filter, { url, kept }),
    subscription: presentSubscription(context, 'entry', filter.given),
    types: listTypes(context, filter.given, kept),
    letters: listLetterLinks(context, filter.given, letter),
    near: {
      action: paths.list('entry'),
      kept: Object.entries(filter.given).map(([name, value]) => ({ name, value })),
      value: near?.code ?? '',
      options: city.stadtteile
        .filter(({ latitude }) => latitude !== null)
        .map(({ code, name }) => ({ code, name })),
      name: near?.name ?? '',
      offUrl: paths.list('entry', filter.given),
    },
    letter: letter === OTHER_LETTERS ? '' : letter.toUpperCase(),
    isLetterAsked: letter !== '',
    groups,
    isNear: near !== undefined,
    isFirst: after === undefined,
    allUrl: paths.list('entry'),
    startUrl: paths.list('entry', here),
    nextUrl: next === undefined ? '' : paths.list('entry', { ...here, ab: next }),
  });
}

/** A letter or a Stadtteil that is none is named like a filter that the page does not know. */
function readAsked(context: Context, zone: string, query: unknown): Asked {
  const { city, now } = context;
  const filter = readFilter('entry', query, { city, now, zone });
  const letter = oneValue(query, 'buchstabe').toLowerCase();
  const code = oneValue(query, 'nahe');
  const near = city.stadtteilByCode.get(code);
  const isLetter = letter === '' || letter === OTHER_LETTERS || LETTERS.includes(letter);
  const ignored = [
    ...filter.ignored,
    ...(isLetter ? [] : [`buchstabe=${letter.slice(0, 40)}`]),
    ...(near === undefined && code !== '' ? [`nahe=${code.slice(0, 40)}`] : []),
  ];
  return {
    filter: { ...filter, ignored },
    // From A to Z and by distance at once would be neither.
    letter: isLetter && near === undefined ? letter : '',
    near,
    after: oneValue(query, 'ab') || undefined,
  };
}

async function listLetters(context: Context, parts: WebParts, asked: Asked): Promise<Shown> {
  const { filter, letter, after } = asked;
  const { items, next } = await listItems(
    parts.db.read,
    {
      kind: 'entry',
      districtId: context.site?.id,
      facets: filter.facets,
      ...spanOfLetter(letter),
    },
    PAGE_SIZE,
    after,
  );
  const groups = groupByLetter(items).map((group) => ({
    title: group.letter === '' ? context.words.t('directory.others') : group.letter,
    note: '',
    lines: toLines(context, parts, group.items),
  }));
  return { groups, next };
}

async function listNear(
  context: Context,
  parts: WebParts,
  { filter, after }: Asked,
  near: Stadtteil,
): Promise<Shown> {
  const { words, city, site } = context;
  const ordered = orderByDistance(near, city.stadtteile);
  const distances = new Map(ordered.map(({ place, distance }) => [place.code, distance]));
  const { groups, next } = await listNearItems(
    parts.db.read,
    {
      kind: 'entry',
      districtId: site?.id,
      // The Stadtteil that one filters by and the one that one stands in may be two.
      facets: filter.facets,
      stadtteile: ordered.map(({ place }) => place.code),
    },
    PAGE_SIZE,
    after,
  );
  return {
    groups: groups.map(({ stadtteil, items }) => ({
      title: city.stadtteilByCode.get(stadtteil)?.name ?? stadtteil,
      note: sayDistance(words, distances.get(stadtteil)),
      lines: toLines(context, parts, items),
    })),
    next,
  };
}

const toLines = (context: Context, parts: WebParts, items: readonly PublishedItem[]) =>
  items.map((row) => presentEntryLine(context, parts.zone, row));

/** Everything, organisations, places, offers. */
function listTypes({ words, paths }: Context, given: PortalFilter['given'], kept: Query) {
  const { art: current, ...others } = given;
  return [undefined, ...ENTRY_TYPES].map((type) => ({
    url: paths.list('entry', { ...others, ...kept, art: type }),
    label: words.t(type === undefined ? 'directory.type.all' : `directory.type.${type}`),
    isCurrent: type === current,
  }));
}

function listLetterLinks({ words, paths }: Context, given: PortalFilter['given'], current: string) {
  return ['', ...LETTERS, OTHER_LETTERS].map((letter) => ({
    url: paths.list('entry', { ...given, buchstabe: letter }),
    label: letter === '' ? words.t('directory.all') : letter.toUpperCase(),
    name:
      // What is heard begins with what is seen (WCAG 2.5.3).
      letter === OTHER_LETTERS
        ? OTHER_LETTERS
        : letter === ''
          ? words.t('directory.all')
          : words.t('directory.letter', { letter: letter.toUpperCase() }),
    isCurrent: letter === current,
  }));
}
