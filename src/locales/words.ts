import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { DEFAULT_LANGUAGE, factsOf, LANGUAGES, type LanguageFacts } from './languages.ts';

/** Gives the words of one language for a key, with ICU values filled in. */
export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

export interface Words extends Pick<LanguageFacts, 'direction' | 'locale' | 'letters'> {
  readonly language: string;
  readonly t: Translate;
  /** Is there a word under this key, here or where this language takes what it lacks? */
  readonly has: (key: string) => boolean;
}

/** More than there are; what keys are made of may come from outside. */
const MOST_PLAIN = 10_000;
/** Of those with gaps only short ones are kept: days, times and names that lists say again and again. */
const MOST_FILLED = 2_000;
const LONGEST_FILLED = 200;

const engine = i18next.createInstance();
const all = new Map<string, Words>();

/** The words of a language; German where it is not one of ours. Each is loaded with its first use. */
export function wordsOf(language: string): Words {
  const facts = factsOf(language);
  const known = all.get(facts.code);
  if (known) return known;
  if (all.size === 0) start();
  const made = load(facts);
  all.set(facts.code, made);
  return made;
}

function start(): void {
  const fallbacks = LANGUAGES.flatMap((facts: LanguageFacts) =>
    facts.fallback === undefined ? [] : [[facts.code, [facts.fallback]] as const],
  );
  void engine.use(new ICU({ parseLngForICU: (code) => factsOf(code).locale })).init({
    resources: { [DEFAULT_LANGUAGE]: { translation: read(DEFAULT_LANGUAGE) } },
    lng: DEFAULT_LANGUAGE,
    fallbackLng: { ...Object.fromEntries(fallbacks), default: [DEFAULT_LANGUAGE] },
    load: 'currentOnly',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

function load({ code, direction, locale, letters }: LanguageFacts): Words {
  if (code !== DEFAULT_LANGUAGE) engine.addResourceBundle(code, 'translation', read(code));
  const fixed = engine.getFixedT(code);
  // Most words have no gaps to fill; a page asks for hundreds, and each costs the engine a search.
  const plain = new Map<string, string>();
  const find = (key: string): string => {
    const known = plain.get(key);
    if (known !== undefined) return known;
    const found = fixed(key, {});
    if (plain.size < MOST_PLAIN) plain.set(key, found);
    return found;
  };
  const filled = new Map<string, string>();
  const fill = (key: string, values: Readonly<Record<string, unknown>>): string => {
    const name = nameOf(key, values);
    if (name === undefined) return fixed(key, values);
    const known = filled.get(name);
    if (known !== undefined) return known;
    const found = fixed(key, values);
    if (filled.size >= MOST_FILLED) filled.clear();
    filled.set(name, found);
    return found;
  };
  return {
    language: code,
    direction,
    locale,
    letters,
    t: (key, values) => (values === undefined ? find(key) : fill(key, values)),
    has: (key) => engine.exists(key, { lng: code }),
  };
}

/** The same key with the same words and numbers says the same; nothing for what is long or something else. */
function nameOf(key: string, values: Readonly<Record<string, unknown>>): string | undefined {
  let name = key;
  for (const gap in values) {
    const value = values[gap];
    if (typeof value === 'string') name += `\0${gap}"${String(value.length)} ${value}`;
    else if (typeof value === 'number') name += `\0${gap}=${String(value)}`;
    else return undefined;
    if (name.length > LONGEST_FILLED) return undefined;
  }
  return name;
}

function read(code: string): object {
  return JSON.parse(readFileSync(new URL(`./${code}.json`, import.meta.url), 'utf8')) as object;
}
