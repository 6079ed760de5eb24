import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import ICU from 'i18next-icu';

/** The languages of the interface; a further one is a further file beside this. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'de';

/** Gives the words of one language for a key, with ICU values filled in. */
export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

export interface Words {
  readonly language: Language;
  readonly t: Translate;
  /** Is there a word under this key? */
  readonly has: (key: string) => boolean;
}

const engine = i18next.createInstance();
const all = new Map<string, Words>();

/** The words of a language; German where it is not one of ours. Loaded once. */
export function wordsOf(language: string): Words {
  if (all.size === 0) load();
  const words = all.get(language) ?? all.get(DEFAULT_LANGUAGE);
  if (words === undefined) throw new Error('the words are missing');
  return words;
}

function load(): void {
  const resources = Object.fromEntries(
    LANGUAGES.map((language) => {
      const file = new URL(`./${language}.json`, import.meta.url);
      return [language, { translation: JSON.parse(readFileSync(file, 'utf8')) as object }];
    }),
  );
  void engine.use(new ICU()).init({
    resources,
    lng: DEFAULT_LANGUAGE,
    fallbackLng: DEFAULT_LANGUAGE,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  for (const language of LANGUAGES) {
    const fixed = engine.getFixedT(language);
    all.set(language, {
      language,
      t: (key, values) => fixed(key, values ?? {}),
      has: (key) => engine.exists(key, { lng: language }),
    });
  }
}
