import { KINDS } from '../../../domain/submission-types.ts';
import { TOPICS } from '../../../domain/vocabulary.ts';
import { LANGUAGES } from '../../../locales/languages.ts';
import { oneValue, type Context } from '../../context.ts';
import { createPaths, languagePrefix, LIST_PATHS, SITE_PREFIX } from '../../paths.ts';
import { readDigits } from './colour.ts';

const COUNTS = [3, 5, 10, 20, 30];
const USUAL = 5;
const MOST = 30;
const USUAL_COLOUR = '1d4ed8';

/** How many items an embedded list has: what is no number, or too many, becomes a usual one. */
export function readCount(query: unknown): number {
  const asked = Number(oneValue(query, 'anzahl'));
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST) : USUAL;
}

/** The page on which an association chooses its list and takes the code with it. */
export function presentGuide(context: Context, query: unknown) {
  const { words, city, origin } = context;
  const { t } = words;
  const one = <Value extends string>(name: string, known: readonly Value[]): Value | '' =>
    known.find((value) => value === oneValue(query, name)) ?? '';
  const lists = KINDS.map((kind) => LIST_PATHS[kind].slice(1));
  const chosen = {
    sozialraum: one(
      'sozialraum',
      city.districts.map(({ slug }) => slug),
    ),
    art: one('art', lists) || (lists[0] ?? ''),
    thema: one('thema', TOPICS),
    anzahl: String(readCount(query)),
    sprache:
      one(
        'sprache',
        LANGUAGES.map(({ code }) => code),
      ) || words.language,
    farbe: readDigits(oneValue(query, 'farbe')) ?? '',
  };
  const kind = KINDS.find((known) => LIST_PATHS[known] === `/${chosen.art}`) ?? 'event';
  const paths = createPaths({
    languagePrefix: languagePrefix(chosen.sprache),
    sitePrefix: chosen.sozialraum === '' ? '' : `${SITE_PREFIX}/${chosen.sozialraum}`,
    portalOrigin: '',
  });
  const { thema, anzahl, farbe } = chosen;
  const frame = paths.embedFrame(kind, { thema, anzahl, farbe });
  const list = paths.list(kind, { thema });
  const option = (value: string, label: string) => ({ value, label });
  const choice = (name: keyof typeof chosen, options: ReturnType<typeof option>[]) => ({
    name,
    label: t(`embed.field.${name}`),
    value: chosen[name],
    options,
  });
  return {
    title: t('embed.title'),
    description: t('embed.lead'),
    choices: [
      choice(
        'art',
        KINDS.map((known) => option(LIST_PATHS[known].slice(1), t(`nav.${known}`))),
      ),
      choice('sozialraum', [
        option('', t('nav.portal')),
        ...city.districts.map(({ slug, name }) => option(slug, name)),
      ]),
      choice('thema', [
        option('', t('embed.everyTopic')),
        ...TOPICS.map((topic) => option(topic, t(`choice.topics.${topic}`))),
      ]),
      choice(
        'anzahl',
        COUNTS.map((count) => option(String(count), String(count))),
      ),
      choice(
        'sprache',
        LANGUAGES.map(({ code, name }) => option(code, name)),
      ),
    ],
    colour: `#${farbe || USUAL_COLOUR}`,
    frame,
    element: elementCode(origin, paths.embedScript(), chosen, list, t),
    frameCode: `<iframe src="${escape(origin + frame)}" title="${escape(t(`list.${kind}.title`))}" width="100%" height="520" loading="lazy"></iframe>`,
  };
}

function elementCode(
  origin: string,
  script: string,
  { sozialraum, art, thema, anzahl, sprache, farbe }: Readonly<Record<string, string>>,
  list: string,
  t: Context['words']['t'],
): string {
  const given = { portal: origin, sozialraum, art, thema, anzahl, sprache };
  const attributes = Object.entries(given)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => ` ${name}="${escape(value ?? '')}"`)
    .join('');
  const style =
    farbe === ''
      ? ''
      : `\n<style>veedelpost-liste { --veedelpost-accent: #${farbe ?? ''} }</style>`;
  return `<script src="${escape(origin + script)}" async></script>
<veedelpost-liste${attributes}>
  <a href="${escape(origin + list)}">${escape(t('embed.more'))}</a>
</veedelpost-liste>${style}`;
}

function escape(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text.replace(/[&<>"]/g, (sign) => `&${names[sign] ?? ''};`);
}
