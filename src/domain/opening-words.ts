// The words that opening hours are written with; `opening-groups.ts` puts them together.

export type Token =
  | { readonly type: 'days'; readonly days: readonly number[] }
  | { readonly type: 'time'; readonly minutes: number; readonly half?: 'am' | 'pm' }
  | {
      readonly type:
        | 'holiday'
        | 'range'
        | 'and'
        | 'separator'
        | 'closed'
        | 'always'
        | 'except'
        | 'appointment'
        | 'also';
    };

type Sign = Exclude<Token['type'], 'days' | 'time'>;

const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];
const DAYS: readonly RegExp[] = [
  /mo(?:ntags?|n(?:days?)?)?/,
  /di(?:enstags?)?|tue(?:s(?:days?)?)?/,
  /mi(?:ttwochs?)?|wed(?:nesdays?)?/,
  /do(?:nnerstags?)?|thu(?:r(?:s(?:days?)?)?)?/,
  /fr(?:eitags?|i(?:days?)?)?/,
  /sa(?:mstags?|t(?:urdays?)?)?|sonnabends?/,
  /so(?:nntags?)?|sun(?:days?)?/,
];
/** "So. u. feiertags", "sonn- und feiertags", "an Feiertagen", "bank holidays" */
const HOLIDAYS = /(?:gesetzlichen? )?feiertag(?:en?|s)?|(?:public|bank) holidays?|holidays/;
const APPOINTMENT =
  /(?:termine? )?nach (?:telefonischer |vorheriger |individueller )?(?:termin)?(?:vereinbarung|absprache)|by appointment/;

/** In the order in which they are tried: what is longer before what it begins with. */
const SIGNS: readonly (readonly [RegExp, Sign])[] = [
  [
    /24 ?\/ ?7|(?:24 ?(?:stunden|std\.?|h|hours)|rund um die uhr|durchgehend geöffnet)(?: geöffnet| offen| open)?|(?:immer|always) (?:geöffnet|offen|zugänglich|open)|open 24 hours/,
    'always',
  ],
  [new RegExp(`(?:und|sowie|oder|and|or|&|\\+) (?:auch )?(?:${APPOINTMENT.source})`), 'also'],
  [APPOINTMENT, 'appointment'],
  [HOLIDAYS, 'holiday'],
  [/(?:ist |sind |bleibt |bleiben )?(?:geschlossen|zu|ruhetag|closed)/, 'closed'],
  [/ausser|außer|except|nicht/, 'except'],
  [/bis|to|until|till/, 'range'],
  [/und|and|sowie|u\./, 'and'],
];
const GROUPS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/täglich|jeden tag|an allen tagen|alle tage|daily|every day|all week/, ALL_DAYS],
  [/weekdays?/, [0, 1, 2, 3, 4]],
  [/wochenenden?|weekends?/, [5, 6]],
];
/** Words that change nothing, wherever they stand. */
const FILLERS =
  /von|from|jeweils|jeden|jede|immer|am|an|on|the|every|each|nur|geöffnet|offen|open|durchgehend|uhr|öffnungszeiten|opening hours|unsere|wir haben/;
const PUNCTUATION: readonly (readonly [RegExp, Sign])[] = [
  [/-/, 'range'],
  [/[,&+/]/, 'and'],
  [/[;|\n•·]|\.(?=\s|$)/, 'separator'],
];

const word = (pattern: RegExp) => new RegExp(`(?:${pattern.source})(?![\\p{L}\\d])`, 'uy');
const sticky = (pattern: RegExp) => new RegExp(pattern.source, 'uy');

const DAY_WORDS = DAYS.map(
  (pattern, day) => [word(new RegExp(`(?:${pattern.source})\\.?`)), [day]] as const,
);
const GROUP_WORDS = GROUPS.map(([pattern, days]) => [word(pattern), days] as const);
const SIGN_WORDS = SIGNS.map(([pattern, sign]) => [word(pattern), sign] as const);
const FILLER_WORDS = word(FILLERS);
const SUN_AND = /sonn-(?=\s*(?:und|u\.|&|\/)\s*feiertag)/uy;
const MARKS = PUNCTUATION.map(([pattern, sign]) => [sticky(pattern), sign] as const);
const BLANK = /[ \t:]+/uy;
const TIME =
  /(\d{1,2})(?:[:.](\d{2})| uhr (\d{2})(?! ?uhr)|h(\d{2}))?(?: ?(?:uhr|h)(?!\p{L})| ?(pm|am(?! (?:[mdfs][oiar]|woch|feier)))(?!\p{L}))?(?![\d:])/uy;
const NAMED_TIMES: readonly (readonly [RegExp, number])[] = [
  [word(/mittags?|noon|midday/), 720],
  [word(/mitternacht|midnight/), 1440],
];

/** The text as its words, or `undefined` with the first one that is not known. */
export function readHoursTokens(text: string): Token[] | undefined {
  const said = normalize(text);
  // "Only by appointment" takes back what the hours beside it say.
  if (said.includes('nur nach') || said.includes('only')) return undefined;
  const tokens: Token[] = [];
  let at = 0;
  const reads = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(said);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < said.length) {
    if (reads(BLANK) !== null) continue;
    const token = readToken(reads);
    if (token === undefined) return undefined;
    if (token !== 'filler') tokens.push(token);
  }
  return tokens;
}

function readToken(
  reads: (pattern: RegExp) => RegExpExecArray | null,
): Token | 'filler' | undefined {
  for (const [pattern, type] of SIGN_WORDS) if (reads(pattern)) return { type };
  const time = reads(TIME);
  if (time !== null) return toTime(time);
  for (const [pattern, minutes] of NAMED_TIMES)
    if (reads(pattern)) return { type: 'time', minutes };
  if (reads(SUN_AND)) return { type: 'days', days: [6] };
  for (const [pattern, days] of [...GROUP_WORDS, ...DAY_WORDS]) {
    if (reads(pattern)) return { type: 'days', days };
  }
  for (const [pattern, type] of MARKS) if (reads(pattern)) return { type };
  return reads(FILLER_WORDS) ? 'filler' : undefined;
}

function toTime(match: RegExpExecArray): Token | undefined {
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? match[3] ?? match[4] ?? 0);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  const half = match[5] === 'am' || match[5] === 'pm' ? match[5] : undefined;
  return { type: 'time', minutes: hour * 60 + minute, ...(half ? { half } : {}) };
}

function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[’']/g, '')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
