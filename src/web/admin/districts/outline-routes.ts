import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { MapGround } from '../../../db/places.ts';
import { Invalid } from '../../../domain/errors.ts';
import { MAX_OUTLINE_BYTES } from '../../../domain/outlines/read-geojson.ts';
import { planOutlines, saveOutlines, type OutlinePlan } from '../../../workflow/import-outlines.ts';
import { accountOf, contextOf, oneValue } from '../../context.ts';
import { deskFrame } from '../../desk-frame.ts';
import { listFiles, readMultipart } from '../../files/upload.ts';
import type { WebParts } from '../../parts.ts';
import { ROUTES } from '../../paths.ts';
import { sendPage } from '../../render.ts';
import { districtByCode } from './find-district.ts';

/** As this portal has drawn it on the page before; it comes back by way of a browser. */
const plan = z.object({
  paths: z.array(z.string().regex(/^[Mlz\d .-]{1,20000}$/)).max(300),
  map: z
    .object({
      viewBox: z.string().regex(/^(-?\d+(\.\d+)? ?){4}$/),
      projection: z.object({ west: z.number(), north: z.number(), scale: z.number() }),
    })
    .nullable(),
});

/** Outlines of the districts from a GeoJSON file: looked at first, and put right where they were not matched. */
export function outlineRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.outlines, (req, res) => {
    show(req, res, undefined, '');
  });
  router.post(ROUTES.outlines, readMultipart, async (req, res) => {
    if (oneValue(req.body, 'step') === 'save') await save(parts, req, res);
    else await check(req, res);
  });
  return router;
}

async function check(req: Request, res: Response): Promise<void> {
  const { city, words } = contextOf(res);
  const [file] = listFiles(req, 'file');
  const say = (message: string, values?: Readonly<Record<string, string | number>>) => {
    show(req, res, undefined, words.t(`admin.outlines.problem.${message}`, values));
  };
  if (file === undefined) {
    say('noFile');
    return;
  }
  if (file.tooLarge || file.size > MAX_OUTLINE_BYTES) {
    say('tooLarge', { max: MAX_OUTLINE_BYTES / 1_000_000 });
    return;
  }
  try {
    show(req, res, planOutlines(city, (await file.read()).toString('utf8')), '');
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const [problem] = error.problems;
    say(problem?.message ?? 'notJson', problem?.values);
  }
}

async function save(parts: WebParts, req: Request, res: Response): Promise<void> {
  const { city, paths } = contextOf(res);
  const read = plan.safeParse(parseJson(oneValue(req.body, 'plan')));
  if (!read.success) throw new Invalid([{ field: 'plan', message: 'unreadable' }]);
  const chosen = read.data.paths.flatMap((path, index) => {
    const district = districtByCode(city, oneValue(req.body, `district-${String(index)}`));
    return district?.kind === 'district' ? [{ districtId: district.id, path }] : [];
  });
  const map: MapGround | undefined =
    read.data.map === null ? city.map : { ...read.data.map, ground: '', rhine: '' };
  if (map === undefined) throw new Invalid([{ field: 'plan', message: 'unreadable' }]);
  await saveOutlines(parts, chosen, map);
  res.redirect(303, paths.districts({ getan: 'drawn' }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function show(req: Request, res: Response, made: OutlinePlan | undefined, problem: string): void {
  const context = contextOf(res);
  const { words, city } = context;
  sendPage(
    res,
    'admin/outlines',
    {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('admin.outlines.title'),
      problem,
      districts: city.districts,
      made: made && {
        viewBox: made.map.viewBox,
        ground: made.map.ground,
        rhine: made.map.rhine,
        isNewMap: made.isNewMap,
        bytes: made.areas.reduce((sum, { path }) => sum + path.length, 0),
        missing: city.districts
          .filter(({ id }) => !made.areas.some(({ district }) => district?.id === id))
          .map(({ name }) => name),
        areas: made.areas.map(({ names, path, district }, index) => ({
          index,
          title: names.slice(0, 2).join(' · ') || words.t('admin.outlines.nameless'),
          path,
          code: district?.code ?? '',
          slug: district?.slug ?? '',
        })),
        plan: JSON.stringify({
          paths: made.areas.map(({ path }) => path),
          map: made.isNewMap
            ? { viewBox: made.map.viewBox, projection: made.map.projection }
            : null,
        }),
      },
    },
    problem === '' ? 200 : 422,
  );
}
