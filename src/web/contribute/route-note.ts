import type { Route } from '../../domain/routing.ts';
import type { Context } from '../context.ts';

/** Why this office: in one sentence, before anything is sent. */
export function routeNote(context: Context, route: Route): string {
  const { words, city } = context;
  const stadtteil = city.stadtteilByCode.get(route.stadtteil ?? '')?.name ?? '';
  const part = city.partlyCovered.get(route.stadtteil ?? '') ?? '';
  if (!route.certain && part !== '') return words.t('route.partly', { stadtteil, part });
  return words.t(`route.${route.routedBy}`, { stadtteil });
}
