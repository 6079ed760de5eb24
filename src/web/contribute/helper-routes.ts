import { Router } from 'express';
import { listStreets } from '../../db/streets.ts';
import { saysAPlace } from '../../domain/kinds/common.ts';
import { withSpokenTimes } from '../../domain/kinds/event.ts';
import { foldStreetStart } from '../../domain/text.ts';
import { isTime } from '../../domain/time.ts';
import { formatClock } from '../../locales/formats.ts';
import { contextOf, oneValue } from '../context.ts';
import { findRoute } from '../../workflow/find-route.ts';
import { lightLimit } from '../light-limit.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { routeNote } from './route-note.ts';

const MAX_SUGGESTIONS = 8;
const ANSWERS_PER_MINUTE = 240;

/**
 * What the form's script asks while somebody types: streets and the office for a place, and how a
 * time was understood. The same for everybody, so browsers may keep it; nothing of it is written down.
 */
export function helperRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(
    [ROUTES.places, ROUTES.times],
    lightLimit(parts, ANSWERS_PER_MINUTE),
    (_req, res, next) => {
      res.set('Cache-Control', 'private, max-age=600');
      next();
    },
  );

  router.get(ROUTES.places, async (req, res) => {
    const context = contextOf(res);
    const { words, city } = context;
    const said = (name: string) => oneValue(req.query, name).trim().slice(0, 200);
    const place = {
      district: said('district'),
      stadtteil: said('stadtteil'),
      street: said('street'),
      houseNumber: said('houseNumber'),
      postalCode: said('postalCode'),
    };
    const start = foldStreetStart(place.street);
    const streets =
      start.length < 2 ? [] : await listStreets(parts.db.read, start, MAX_SUGGESTIONS);
    const route = saysAPlace(place) ? await findRoute(parts, place) : undefined;
    const office = route && (city.byId.get(route.districtId) ?? city.portal);
    res.json({
      streets: streets.map(({ street, places }) => ({
        street,
        places: places
          .map((one) => city.stadtteilByCode.get(one.stadtteil)?.name ?? '')
          .filter((name, index, all) => name !== '' && all.indexOf(name) === index)
          .slice(0, 3)
          .join(', '),
        // Only where there is one answer: a long street runs through several.
        stadtteil: onlyOne(places.map((one) => one.stadtteil)),
        postalCode: onlyOne(places.map((one) => one.postalCode)),
      })),
      office:
        // A street that is half typed fits several offices; that is no news yet.
        route === undefined || office === undefined || route.routedBy === 'unknown'
          ? ''
          : `${words.t('form.office', { office: office.officeName })} ${routeNote(context, route)}`,
    });
  });

  router.get(ROUTES.times, (req, res) => {
    const { words } = contextOf(res);
    const said = {
      startTime: oneValue(req.query, 'startTime').slice(0, 80),
      endTime: oneValue(req.query, 'endTime').slice(0, 80),
    };
    const { startTime, endTime } = withSpokenTimes(said);
    const understood = (time: unknown) =>
      typeof time === 'string' && isTime(time) ? formatClock(words, time) : '';
    const [start, end] = [understood(startTime), understood(endTime)];
    res.json({
      startTime:
        start === ''
          ? said.startTime.trim() === ''
            ? ''
            : words.t('problem.time')
          : words.t('form.understood', {
              time: end !== '' && said.endTime.trim() === '' ? `${start} – ${end}` : start,
            }),
      endTime:
        said.endTime.trim() === ''
          ? ''
          : end === ''
            ? words.t('problem.time')
            : words.t('form.understood', { time: end }),
    });
  });
  return router;
}

function onlyOne(values: readonly string[]): string {
  const all = new Set(values);
  return all.size === 1 ? ([...all][0] ?? '') : '';
}
