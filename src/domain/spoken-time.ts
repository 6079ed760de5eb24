import { findPartOfDay, NOON_WORDS, numberOf, OPEN_END, toCandidates } from './spoken-words.ts';

/** What was understood, as HH:MM each; the end is empty where none was named. */
export interface SpokenTimes {
  readonly start: string;
  readonly end: string;
}

/** The times that a person can have meant, the likelier one first. */
type Candidates = readonly string[];

const LONGEST = 80;
const FILLERS =
  /^(?:beginn|start|ab|um|gegen|ca\.?|circa|etwa|so|von|bis|at|from|around|about|until|till|starting(?: at)?|zwischen|between)\s+/;
const SEPARATOR = /\s*(?:[–—-]|\bbis\b|\bto\b|\buntil\b|\btill\b|\bund\b|\band\b)\s*/;

/**
 * A time or a span as people write it: "15 Uhr", "halb vier", "viertel nach 7 abends", "9-12 Uhr",
 * "half past three". Hours from 1 to 6 mean the afternoon unless a zero stands before them or a word
 * such as "morgens" or "nachts" beside them: what a neighbourhood announces is seldom at four in the
 * morning, and the form says back what it understood. `undefined`: not understood.
 */
export function readSpokenTimes(text: string): SpokenTimes | undefined {
  if (text.length > LONGEST) return undefined;
  const said = normalize(text);
  const single = readOne(said);
  if (single !== undefined) return { start: single[0] ?? '', end: '' };

  const parts = said.replace(FILLERS, '').split(SEPARATOR);
  if (parts.length !== 2) return undefined;
  const [from = '', to = ''] = parts;
  const ends = OPEN_END.test(to) ? [''] : readOne(to);
  const starts = readOne(from);
  if (starts === undefined || ends === undefined) return undefined;
  return joinSpan(from, to, starts, ends);
}

/** A time alone, for the field of the end. Of two possible times the one after `start` is meant. */
export function readSpokenEnd(text: string, start: string): string | undefined {
  const candidates = text.length > LONGEST ? undefined : readOne(normalize(text));
  return candidates === undefined ? undefined : pickEnd(candidates, start);
}

/** "8 bis 10 abends": the part of the day that stands at the end counts for both. */
function joinSpan(from: string, to: string, starts: Candidates, ends: Candidates): SpokenTimes {
  const named = findPartOfDay(to);
  const end = ends[0] ?? '';
  if (named !== undefined && findPartOfDay(from) === undefined) {
    const shared = readOne(`${from} ${named}`)?.[0];
    if (shared !== undefined && shared < end) return { start: shared, end };
  }
  const start = starts[0] ?? '';
  return { start, end: pickEnd(ends, start) };
}

const LATEST_END_OF_A_NIGHT = '08:00';

function pickEnd(candidates: Candidates, start: string): string {
  const first = candidates[0] ?? '';
  if (start === '' || first === '') return first;
  return (
    candidates.find((time) => time > start) ??
    candidates.find((time) => time <= LATEST_END_OF_A_NIGHT) ??
    first
  );
}

function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’']/g, '')
    .replace(/\b([ap])\.\s?m\.?/g, '$1m')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;!]$/, '');
}

function readOne(said: string): Candidates | undefined {
  const part = findPartOfDay(said);
  let rest = part === undefined ? said : said.replace(part, ' ');
  rest = rest
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*\b(?:oclock|o clock|sharp|punkt|pünktlich)\b/g, '');
  for (let again = FILLERS.test(rest); again; again = FILLERS.test(rest))
    rest = rest.replace(FILLERS, '');
  if (rest === '') return part === undefined ? undefined : NOON_WORDS.get(part);
  const noon = part === undefined ? NOON_WORDS.get(rest) : undefined;
  return noon ?? readClock(rest, part) ?? readRelative(rest, part);
}

/** "15 Uhr", "15.30", "1530", "15 Uhr 30", "15h30", "drei Uhr", "3". */
function readClock(said: string, part: string | undefined): Candidates | undefined {
  const digits =
    /^(\d{1,2})(?:\s?uhr|\s?h)?$/.exec(said) ??
    /^(\d{1,2})\s?[:.,h]\s?(\d{2})(?:\s?uhr|\s?h)?$/.exec(said) ??
    /^(\d{1,2}) uhr (?:und )?(\d{1,2})$/.exec(said) ??
    /^(\d{1,2})(\d{2})(?:\s?uhr|\s?h)?$/.exec(said);
  if (digits !== null) {
    const hour = digits[1] ?? '';
    const minutes = Number(digits[2] ?? 0);
    const isExact = hour.startsWith('0') || /^\d\d:\d\d$/.test(said);
    if (isExact && part === undefined) return toCandidates(Number(hour), minutes, '');
    return toCandidates(Number(hour), minutes, part);
  }
  const words = /^([a-zäöü]+)(?: uhr)?(?: (?:und )?([a-zäöü-]+))?$/.exec(said);
  const hour = numberOf(words?.[1]);
  if (hour === undefined) return undefined;
  if (words?.[2] === undefined) return toCandidates(hour, 0, part);
  const minutes = numberOf(words[2]);
  return minutes === undefined || minutes < 5 ? undefined : toCandidates(hour, minutes, part);
}

const QUARTERS: readonly (readonly [RegExp, number])[] = [
  [/^(\S+)(?: minuten)? (?:vor|bevor) halb (\S+)$/, -30],
  [/^(\S+)(?: minuten)? nach halb (\S+)$/, -30],
  [/^halb (\S+)$/, -30],
  [/^half(?: past)? (\S+)$/, 30],
  [/^(?:a )?quarter (?:past|after) (\S+)$/, 15],
  [/^(?:a )?quarter (?:to|before) (\S+)$/, -15],
  [/^viertel nach (\S+)$/, 15],
  [/^viertel vor (\S+)$/, -15],
  [/^drei ?viertel (\S+)$/, -15],
  [/^viertel (\S+)$/, -45],
];

/** "halb vier", "fünf vor halb vier", "drei viertel acht", "quarter to six", "zehn nach sieben". */
function readRelative(said: string, part: string | undefined): Candidates | undefined {
  const plain = said.replace(/ uhr$/, '');
  for (const [pattern, offset] of QUARTERS) {
    const match = pattern.exec(plain);
    if (match === null) continue;
    const hour = numberOf(match[2] ?? match[1]);
    const away = match[2] === undefined ? 0 : numberOf(match[1]);
    if (hour === undefined || away === undefined || away > 29) return undefined;
    const sign = / nach /.test(plain) && match[2] !== undefined ? 1 : -1;
    return toCandidates(hour, offset + (match[2] === undefined ? 0 : sign * away), part);
  }
  const match =
    /^(\S+)(?: minuten)? (vor|nach) (\S+)$/.exec(plain) ??
    /^([a-z]\S*|\d+(?= min))(?: minutes?)? (to|before|past|after) (\S+)$/.exec(plain);
  const minutes = numberOf(match?.[1]);
  const hour = numberOf(match?.[3]);
  if (minutes === undefined || hour === undefined || minutes < 1 || minutes > 29) return undefined;
  return toCandidates(hour, /vor|to|before/.test(match?.[2] ?? '') ? -minutes : minutes, part);
}
