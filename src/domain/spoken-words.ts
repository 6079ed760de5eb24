// The words and the arithmetic behind `spoken-time.ts`.

const GERMAN =
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig';
const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five';

const NUMBERS = new Map([
  ...[GERMAN, ENGLISH].flatMap((list) =>
    list.split(' ').map((word, value) => [word, value] as const),
  ),
  ['eins', 1],
  ['zwo', 2],
  ['fuenf', 5],
  ['zwoelf', 12],
  ['dreissig', 30],
  ['dreißig', 30],
  ['thirty', 30],
  ['fünfundvierzig', 45],
  ['forty-five', 45],
]);

/** The number in digits or as a word, or `undefined`. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,2}$/.test(text) ? Number(text) : NUMBERS.get(text);
}

/** Words that are a time by themselves. */
export const NOON_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['mittag', ['12:00']],
  ['mittags', ['12:00']],
  ['am mittag', ['12:00']],
  ['noon', ['12:00']],
  ['midday', ['12:00']],
  ['at noon', ['12:00']],
  ['mitternacht', ['00:00']],
  ['midnight', ['00:00']],
]);

export const OPEN_END = /^(?:open ?end|ende offen|offen|offenes ende)$/;

const PARTS: readonly (readonly [RegExp, 'morning' | 'noon' | 'later' | 'night'])[] = [
  [
    /\b(?:früh )?morgens\b|\bin der früh\b|\bfrüh\b|\bam morgen\b|\b(?:am )?vormittags?\b/,
    'morning',
  ],
  [/\bin the morning\b|\bam\b(?! (?:mittag|abend|nachmittag|morgen|vormittag))/, 'morning'],
  [/(?<=\d)am\b/, 'morning'],
  [/\b(?:am )?nachmittags?\b|\b(?:am )?abends?\b/, 'later'],
  [/\bin the (?:afternoon|evening)\b|\bpm\b|(?<=\d)pm\b/, 'later'],
  [/\b(?:am )?mittags?\b/, 'noon'],
  [/\bnachts\b|\bin der nacht\b|\bat night\b/, 'night'],
];

/** The words that say which part of the day is meant, as they stand in the text. */
export function findPartOfDay(said: string): string | undefined {
  for (const [pattern] of PARTS) {
    const match = pattern.exec(said);
    if (match !== null) return match[0];
  }
  return undefined;
}

/**
 * Hour and minutes (which may be negative: "viertel vor") as the times they can mean. `part` is what
 * was said of the part of the day; an empty one means that the hour is to be taken as it stands.
 */
export function toCandidates(
  hour: number,
  minutes: number,
  part: string | undefined,
): readonly string[] | undefined {
  if (hour > 24 || minutes > 59 || (hour === 24 && minutes > 0)) return undefined;
  if (hour > 12 || hour === 0 || part === '') return [toTime(hour * 60 + minutes)];
  const early = ((hour % 12) * 60 + minutes + 720) % 720;
  const late = early + 720;
  const named = part === undefined ? undefined : PARTS.find(([pattern]) => pattern.test(part))?.[1];
  switch (named) {
    case 'morning':
      return [toTime(early)];
    case 'later':
      return [toTime(late)];
    case 'noon':
      return [toTime(early < 4 * 60 ? late : early)];
    case 'night':
      return [toTime(early < 6 * 60 ? early : late)];
    case undefined:
      return early < 7 * 60 ? [toTime(late), toTime(early)] : [toTime(early), toTime(late)];
  }
}

function toTime(minutes: number): string {
  const day = (minutes + 1440) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(day / 60))}:${two(day % 60)}`;
}
