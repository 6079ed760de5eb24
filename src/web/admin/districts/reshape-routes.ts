import { Router, type Request, type Response } from 'express';
import { listAreas } from '../../../db/districts.ts';
import { weighDistrict } from '../../../db/move-to-district.ts';
import type { District } from '../../../db/places.ts';
import { listNameProblems, type DistrictName } from '../../../domain/district-names.ts';
import { Invalid, type FieldProblem } from '../../../domain/errors.ts';
import { cleanLine } from '../../../domain/text.ts';
import {
  listSuccessorProblems,
  mergeDistrict,
  renameDistrict,
  splitDistrict,
  type Successor,
} from '../../../workflow/reshape-districts.ts';
import { foreseeSplit } from '../../../workflow/foresee-split.ts';
import { accountOf, contextOf, listFields, oneValue, type Context } from '../../context.ts';
import { deskFrame } from '../../desk-frame.ts';
import type { WebParts } from '../../parts.ts';
import { ROUTES } from '../../paths.ts';
import { sendPage } from '../../render.ts';
import { districtByCode, districtOf } from './find-district.ts';

/** Counting goes on no further: "more than a thousand" says enough. */
const MOST = 1_000;
const MOST_SUCCESSORS = 4;

/**
 * Renaming, merging and splitting. A form leads by GET to a page that says what would happen; its
 * button alone does it.
 */
export function reshapeRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.renameDistrict, (req, res) => {
    const district = districtOf(req, res, 'district');
    const isAsked = oneValue(req.query, 'slug') !== '';
    const said = isAsked ? readName(req.query) : district;
    showRename(req, res, district, said, isAsked ? listNameProblems(said) : [], isAsked);
  });
  router.post(ROUTES.renameDistrict, async (req, res) => {
    const district = districtOf(req, res, 'district');
    const said = readName(req.body);
    try {
      await renameDistrict(parts, accountOf(req), district.id, said);
      res.redirect(303, contextOf(res).paths.districts({ getan: 'renamed' }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      showRename(req, res, district, said, error.problems, true);
    }
  });
  router.get(ROUTES.mergeDistrict, (req, res) => showMerge(parts, req, res));
  router.post(ROUTES.mergeDistrict, async (req, res) => {
    const district = districtOf(req, res, 'district');
    const { city, paths } = contextOf(res);
    const into = districtByCode(city, oneValue(req.body, 'into'));
    if (into?.kind !== 'district' || into.id === district.id) {
      throw new Invalid([{ field: 'into', message: 'choice' }]);
    }
    await mergeDistrict(parts, accountOf(req), district.id, into.id);
    res.redirect(303, paths.districts({ getan: 'merged' }));
  });
  router.get(ROUTES.splitDistrict, (req, res) => showSplit(parts, req, res, req.query));
  router.post(ROUTES.splitDistrict, async (req, res) => {
    const district = districtOf(req, res, 'district');
    const { successors, heir } = await readSplit(parts, district, req.body);
    try {
      await splitDistrict(parts, accountOf(req), district.id, successors, heir);
      res.redirect(303, contextOf(res).paths.districts({ getan: 'split' }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showSplit(parts, req, res, req.body);
    }
  });
  return router;
}

function readName(source: unknown): DistrictName {
  const said = (name: string) => cleanLine(oneValue(source, name)).slice(0, 200);
  return { name: said('name'), shortName: said('shortName'), slug: said('slug').toLowerCase() };
}

function fieldView(
  { words }: Context,
  problems: readonly FieldProblem[],
  field: { name: string; label: string; value: string; hint?: string },
) {
  const problem = problems.find((one) => one.field === field.name);
  return {
    hint: '',
    ...field,
    id: `f-${field.name.replace('.', '-')}`,
    type: 'line',
    required: true,
    problem:
      problem === undefined
        ? ''
        : words.t(`admin.districts.problem.${problem.message}`, problem.values),
  };
}

function showRename(
  req: Request,
  res: Response,
  district: District,
  said: DistrictName,
  problems: readonly FieldProblem[],
  isAsked: boolean,
): void {
  const context = contextOf(res);
  const { words, origin } = context;
  const host = new URL(origin).host;
  sendPage(
    res,
    'admin/rename',
    {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('admin.districts.rename.title', { name: district.name }),
      district,
      said,
      fields: (['name', 'shortName', 'slug'] as const).map((name) =>
        fieldView(context, problems, {
          name,
          label: words.t(`admin.districts.field.${name}`),
          value: said[name],
          hint: name === 'slug' ? words.t('admin.districts.hint.slug', { host }) : '',
        }),
      ),
      isReady: isAsked && problems.length === 0,
      moves: said.slug !== district.slug,
      oldAddress: `${district.slug}.${host}`,
      newAddress: `${said.slug}.${host}`,
    },
    problems.length > 0 ? 422 : 200,
  );
}

async function weigh(parts: WebParts, { words }: Context, district: District): Promise<string[]> {
  const weight = await weighDistrict(parts.db.read, district.id, MOST);
  return (['live', 'submissions', 'articles', 'subscriptions'] as const).map((name) =>
    weight[name] > MOST
      ? words.t('admin.districts.moreThan', {
          count: MOST,
          what: words.t(`admin.districts.many.${name}`),
        })
      : words.t(`admin.districts.count.${name}`, { count: weight[name] }),
  );
}

async function showMerge(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, city } = context;
  const district = districtOf(req, res, 'district');
  const into = city.districts.find(
    ({ code, id }) => code === oneValue(req.query, 'into') && id !== district.id,
  );
  sendPage(res, 'admin/merge', {
    ...deskFrame(context, accountOf(req), 'admin'),
    title: words.t('admin.districts.merge.title', { name: district.name }),
    district,
    others: city.districts.filter(({ id }) => id !== district.id),
    into,
    counts: into === undefined ? [] : await weigh(parts, context, district),
  });
}

/** The successors as typed; lines that were left empty are none. */
async function readSplit(
  parts: WebParts,
  district: District,
  source: unknown,
): Promise<{ successors: Successor[]; heir: number }> {
  const said = (name: string) => cleanLine(oneValue(source, name)).slice(0, 200);
  const areas = await listAreas(parts.db.read, district.id);
  const rows = Array.from({ length: MOST_SUCCESSORS }, (_, index) => ({
    name: said(`${String(index)}.name`),
    shortName: said(`${String(index)}.shortName`),
    slug: said(`${String(index)}.slug`).toLowerCase(),
    code: said(`${String(index)}.code`).toUpperCase(),
    stadtteile: areas
      .map(({ stadtteil }) => stadtteil)
      .filter((code) => said(`stadtteil.${code}`) === String(index)),
  }));
  const last = rows.findLastIndex(({ name, slug }) => name !== '' || slug !== '');
  const heir = said('heir');
  return { successors: rows.slice(0, last + 1), heir: /^\d$/.test(heir) ? Number(heir) : -1 };
}

async function showSplit(
  parts: WebParts,
  req: Request,
  res: Response,
  source: unknown,
): Promise<void> {
  const context = contextOf(res);
  const { words, city } = context;
  const district = districtOf(req, res, 'district');
  const { successors, heir } = await readSplit(parts, district, source);
  const isAsked = successors.length > 0 || req.method === 'POST';
  const problems = isAsked
    ? await listSuccessorProblems(parts.db.read, district, successors, heir)
    : [];
  const isReady = isAsked && problems.length === 0;
  const areas = await listAreas(parts.db.read, district.id);
  const foreseen = isReady
    ? await foreseeSplit(parts, district, successors, heir)
    : { looked: 0, counts: [], isAll: true };
  const heirProblem = problems.some(({ field }) => field === 'heir');
  sendPage(
    res,
    'admin/split',
    {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('admin.districts.split.title', { name: district.name }),
      district,
      rows: Array.from({ length: MOST_SUCCESSORS }, (_, index) => ({
        index,
        title: words.t('admin.districts.split.nth', { number: index + 1 }),
        fields: (['name', 'shortName', 'slug', 'code'] as const).map((name) => ({
          ...fieldView(context, problems, {
            name: `${String(index)}.${name}`,
            label: words.t(`admin.districts.field.${name}`),
            value: successors[index]?.[name] ?? '',
          }),
          required: index < 2,
        })),
      })),
      areas: areas.map(({ stadtteil, part }) => ({
        code: stadtteil,
        name: [city.stadtteilByCode.get(stadtteil)?.name ?? stadtteil, part]
          .filter(Boolean)
          .join(', '),
        chosen: successors.findIndex(({ stadtteile }) => stadtteile.includes(stadtteil)),
      })),
      heir,
      heirProblem: heirProblem ? words.t('admin.districts.problem.heir') : '',
      isReady,
      counts: isReady ? await weigh(parts, context, district) : [],
      foreseen: successors.map(({ name, slug }, index) =>
        words.t('admin.districts.split.goes', {
          count: foreseen.counts[index] ?? 0,
          name: city.bySlug.get(slug)?.name ?? name,
        }),
      ),
      looked: foreseen.isAll
        ? words.t('admin.districts.split.all')
        : words.t('admin.districts.split.sample', { count: foreseen.looked }),
      sent: listFields(source).flatMap(([name, value]) =>
        typeof value === 'string' && /^(\d\.\w+|stadtteil\.\w+|heir)$/.test(name)
          ? [{ name, value }]
          : [],
      ),
    },
    problems.length > 0 ? 422 : 200,
  );
}
