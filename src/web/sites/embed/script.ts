import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from '../../../locales/languages.ts';
import { wordsOf } from '../../../locales/words.ts';
import { languagePrefix, LIST_PATHS, SITE_PREFIX } from '../../paths.ts';
import { FILTER_QUESTIONS } from '../../portal-filter.ts';

const SOURCE = fileURLToPath(new URL('element.js', import.meta.url));
/** `sprache` is the language of the list itself there. */
const TAKEN = ['sprache', 'art'];

/** The attributes that narrow an embedded list: the names that a list has in its address. */
export const EMBED_FILTERS: readonly string[] = [
  ...FILTER_QUESTIONS.map(({ name }) => name).filter((name) => !TAKEN.includes(name)),
  'wann',
];

const texts = new Map<string, string>();

/** The script of the element, with the words of every language and the addresses that it asks. */
export function embedScript(zone: string): string {
  const known = texts.get(zone);
  if (known !== undefined) return known;
  const languages = LANGUAGES.map(({ code }) => {
    const { t, locale, direction } = wordsOf(code);
    const words = {
      more: t('embed.more'),
      empty: t('embed.empty'),
      cancelled: t('series.cancelled'),
    };
    return [code, { prefix: languagePrefix(code), locale, direction, words }] as const;
  });
  const given = {
    zone,
    site: `${SITE_PREFIX}/`,
    lists: Object.fromEntries(Object.values(LIST_PATHS).map((path) => [path.slice(1), path])),
    filters: EMBED_FILTERS,
    languages: Object.fromEntries(languages),
  };
  // In a block, so that nothing of it meets a name of the page that it is on.
  const text = `{const given=${JSON.stringify(given)};\n${readFileSync(SOURCE, 'utf8')}}\n`;
  texts.set(zone, text);
  return text;
}
