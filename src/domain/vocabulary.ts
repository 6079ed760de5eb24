/** The closed lists of the forms. Their words for people are in `src/locales`, by the same keys. */
export const TOPICS = [
  'advice',
  'education',
  'family',
  'health',
  'culture',
  'sport',
  'environment',
  'neighbourhood',
  'language',
  'work',
  'housing',
  'digital',
] as const;

export const AUDIENCES = [
  'everyone',
  'children',
  'youth',
  'parents',
  'seniors',
  'women',
  'newcomers',
  'disabled',
] as const;

export const ACCESSIBILITY = [
  'step-free',
  'accessible-toilet',
  'accessible-parking',
  'induction-loop',
  'sign-language',
  'easy-language',
  'assistance-dog',
] as const;

/** ISO 639-1 codes; their names come from Intl. */
export const SPOKEN_LANGUAGES = [
  'de',
  'en',
  'tr',
  'ar',
  'uk',
  'ru',
  'ku',
  'fa',
  'fr',
  'pl',
  'it',
  'es',
] as const;

/** What an entry of the directory is. */
export const ENTRY_TYPES = ['organisation', 'place', 'offer'] as const;

export const LICENCES = ['own', 'cc-by-4.0', 'cc-by-sa-4.0', 'cc0-1.0'] as const;
export const PERSONS = ['none', 'consented'] as const;
export const REGISTRATION = ['none', 'recommended', 'required'] as const;
export const ATTENDANCE = ['onsite', 'online', 'hybrid'] as const;

/** How often an event takes place. What no rule here can say is given as chosen dates. */
export const RECURRENCES = [
  'none',
  'weekly',
  'biweekly',
  'monthlyWeekday',
  'monthlyDay',
  'dates',
] as const;
export const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export const WEEKS_OF_MONTH = ['first', 'second', 'third', 'fourth', 'last'] as const;

/** The part of a picture that must stay when it is cropped. */
export const FOCUS_POINTS = [
  'left-top',
  'top',
  'right-top',
  'left',
  'center',
  'right',
  'left-bottom',
  'bottom',
  'right-bottom',
] as const;
