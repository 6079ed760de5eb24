import { fold } from '../domain/text.ts';
import { AUDIENCES, TOPICS } from '../domain/vocabulary.ts';

/** Beginnings of words, folded, German and English: whoever writes one of them means that topic. */
const TOPIC_STEMS: Readonly<Record<(typeof TOPICS)[number], readonly string[]>> = {
  advice: ['beratung', 'advice', 'counsel', 'sprechstunde', 'rechtsberat', 'sozialberat'],
  education: ['bildung', 'education', 'kurs', 'workshop', 'seminar', 'vortrag', 'lern', 'lesung'],
  family: ['famili', 'family', 'kinder', 'eltern', 'baby', 'krabbel'],
  health: ['gesund', 'health', 'yoga', 'pflege', 'selbsthilfe', 'medizin'],
  culture: [
    'kultur',
    'culture',
    'konzert',
    'concert',
    'musik',
    'music',
    'theater',
    'kunst',
    'art$',
    'film',
    'kino',
    'ausstellung',
    'exhibition',
    'karneval',
    'literatur',
  ],
  sport: ['sport', 'bewegung', 'fitness', 'turnen', 'fussball', 'tanz', 'wander', 'lauf'],
  environment: [
    'umwelt',
    'environment',
    'natur',
    'klima',
    'garten',
    'nachhaltig',
    'repair',
    'repar',
  ],
  neighbourhood: [
    'nachbar',
    'neighbo',
    'veedel',
    'viertel',
    'quartier',
    'stadtteil',
    'fest',
    'community',
    'begegnung',
    'markt',
    'flohmarkt',
  ],
  language: ['sprache', 'sprachcafe', 'sprachkurs', 'language', 'deutschkurs', 'integration'],
  work: ['arbeit', 'work$', 'job$', 'beruf', 'bewerbung', 'ausbildung', 'career'],
  housing: ['wohn', 'miete', 'mieter', 'housing'],
  digital: ['digital', 'computer', 'internet', 'smartphone', 'handy', 'medien'],
};

const AUDIENCE_STEMS: Readonly<Record<(typeof AUDIENCES)[number], readonly string[]>> = {
  everyone: ['alle$', 'everyone', 'jedermann', 'everybody'],
  children: ['kinder', 'kids', 'children'],
  youth: ['jugend', 'youth', 'teen', 'junge$'],
  parents: ['eltern', 'parent', 'famili', 'family', 'muetter', 'vaeter'],
  seniors: ['senior', 'aeltere', 'rentner', '60+', '65+'],
  women: ['frauen', 'women', 'maedchen'],
  newcomers: ['gefluechtet', 'refugee', 'neuzugewandert', 'zugewandert', 'migrant', 'newcomer'],
  disabled: ['behinder', 'disab', 'inklusi', 'inclusi', 'barrierefrei'],
};

// A dollar means the whole word: “art” is not the beginning of “Artikel”.
const isMeant = (word: string, stem: string): boolean =>
  stem.endsWith('$') ? word === stem.slice(0, -1) : word.startsWith(stem);

function match<Word extends string>(
  texts: readonly string[],
  own: readonly Word[],
  stems: Readonly<Record<Word, readonly string[]>>,
): Word[] {
  const words = texts.flatMap((text) => fold(text).split(/[^a-z0-9+]+/)).filter(Boolean);
  return own.filter(
    (name) =>
      words.includes(name) || stems[name].some((stem) => words.some((w) => isMeant(w, stem))),
  );
}

/** The topics that a calendar's categories or a table's column stand for, as far as they match. */
export function matchTopics(texts: readonly string[]): string[] {
  return match(texts, TOPICS, TOPIC_STEMS);
}

export function matchAudiences(texts: readonly string[]): string[] {
  return match(texts, AUDIENCES, AUDIENCE_STEMS);
}
