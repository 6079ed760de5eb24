import type { Content } from './kinds/content.ts';
import { isEndless } from './recurrence.ts';
import { saysSomething, slugify } from './text.ts';

/** No question of the forms and no filter of a page: how a calendar finds what runs on from day to day. */
export const SEVERAL_DAYS = 'several-days';

/** A series without an end, whose dates have to be worked out again from time to time. */
export const GOES_ON = 'goes-on';

/**
 * What a live item can be filtered by, as short words: `topic:sport`, `audience:seniors`,
 * `stadtteil:802`, `language:tr`, `access:step-free`, `type:place`, and the plain `free`,
 * `accessible`, `online`, `easy`. Several facets together mean all of them. No filter asks for
 * `name:buergerhaus-kalk`: by it an organisation or a place and what happens there find each other.
 */
export function facetsOf(content: Content): string[] {
  const all = (name: string, values: readonly string[]) =>
    values.map((value) => `${name}:${value}`);
  return [
    ...all('topic', content.topics),
    ...all('audience', content.audiences),
    ...all('language', content.languages),
    ...all('access', content.accessibility),
    ...(content.accessibility.includes('step-free') ? ['accessible'] : []),
    ...(content.stadtteil === '' ? [] : [`stadtteil:${content.stadtteil}`]),
    ...all('name', namesOf(content)),
    ...(content.easyText === '' ? [] : ['easy']),
    ...(content.kind === 'event' && content.free ? ['free'] : []),
    ...(content.kind === 'event' && content.endDate > content.startDate ? [SEVERAL_DAYS] : []),
    ...(content.kind === 'event' && isEndless(content) ? [GOES_ON] : []),
    ...(content.kind === 'event' && content.attendance !== 'onsite' ? ['online'] : []),
    ...(content.kind === 'entry' && content.entryType !== '' ? [`type:${content.entryType}`] : []),
  ];
}

/** What an entry is called and who stands behind it; of everything else, the place where it is. */
function namesOf(content: Content): string[] {
  const names =
    content.kind === 'entry'
      ? [content.title, content.organisation, content.placeName]
      : [content.placeName];
  return [...new Set(names.filter(saysSomething).map(slugify))];
}
