/** What a language of the interface is: everything about it that is not a word. */
export interface LanguageFacts {
  /** BCP 47, as it stands in `lang`, in the database and in the name of the file of words. */
  readonly code: string;
  /** The first part of every address in this language; empty for the portal's own. */
  readonly prefix: string;
  /** By its own name, as people look for it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** For dates, numbers, lists and plural forms by Intl. */
  readonly locale: string;
  /** Which letters the style has to bring along. */
  readonly letters: 'latin' | 'latin-extended' | 'cyrillic' | 'arabic';
  /** Where a word comes from that this language lacks. */
  readonly fallback?: string;
}

/**
 * The languages of the interface; a further one is a further row and a further file beside this.
 * Arabic uses the digits that every sign, ticket and telephone here has, and the names of the months
 * of Syria and Iraq, where most of its readers in Germany come from. Easy German is a variety of
 * German by BCP 47's private part.
 */
export const LANGUAGES = [
  {
    code: 'de',
    prefix: '',
    name: 'Deutsch',
    direction: 'ltr',
    locale: 'de',
    letters: 'latin',
  },
  {
    code: 'de-x-leicht',
    prefix: 'leicht',
    name: 'Leichte Sprache',
    direction: 'ltr',
    locale: 'de',
    letters: 'latin',
    fallback: 'de',
  },
  {
    code: 'en',
    prefix: 'en',
    name: 'English',
    direction: 'ltr',
    locale: 'en-GB',
    letters: 'latin',
    fallback: 'de',
  },
  {
    code: 'tr',
    prefix: 'tr',
    name: 'Türkçe',
    direction: 'ltr',
    locale: 'tr',
    letters: 'latin-extended',
    fallback: 'de',
  },
  {
    code: 'ar',
    prefix: 'ar',
    name: 'العربية',
    direction: 'rtl',
    locale: 'ar-SY-u-hc-h23-nu-latn',
    letters: 'arabic',
    fallback: 'de',
  },
  {
    code: 'uk',
    prefix: 'uk',
    name: 'Українська',
    direction: 'ltr',
    locale: 'uk',
    letters: 'cyrillic',
    fallback: 'de',
  },
] as const satisfies readonly LanguageFacts[];

export type Language = (typeof LANGUAGES)[number]['code'];
export const DEFAULT_LANGUAGE: Language = 'de';

const byCode = new Map<string, LanguageFacts>(LANGUAGES.map((facts) => [facts.code, facts]));

/** The facts of a language; German's where it is not one of ours. */
export function factsOf(code: string): LanguageFacts & { readonly code: Language } {
  return (byCode.get(code) ?? LANGUAGES[0]) as LanguageFacts & { readonly code: Language };
}
