import { Temporal } from 'temporal-polyfill';

/** The public holidays of North Rhine-Westphalia (Feiertagsgesetz NW, § 2), as keys of the words. */
const FIXED = {
  '01-01': 'newYear',
  '05-01': 'labourDay',
  '10-03': 'unity',
  '11-01': 'allSaints',
  '12-25': 'christmas',
  '12-26': 'secondChristmas',
} as const;
/** Days after Easter Sunday. */
const MOVABLE = {
  '-2': 'goodFriday',
  '1': 'easterMonday',
  '39': 'ascension',
  '50': 'whitMonday',
  '60': 'corpusChristi',
} as const;

export type Holiday = (typeof FIXED)[keyof typeof FIXED] | (typeof MOVABLE)[keyof typeof MOVABLE];

/** The public holiday that a day (YYYY-MM-DD) is, in North Rhine-Westphalia. */
export function findHoliday(date: string): Holiday | undefined {
  return holidaysOf(Number(date.slice(0, 4))).get(date);
}

const known = new Map<number, ReadonlyMap<string, Holiday>>();

function holidaysOf(year: number): ReadonlyMap<string, Holiday> {
  const before = known.get(year);
  if (before !== undefined) return before;
  const easter = easterSunday(year);
  const days = new Map<string, Holiday>([
    ...Object.entries(MOVABLE).map(
      ([after, name]) => [easter.add({ days: Number(after) }).toString(), name] as const,
    ),
    ...Object.entries(FIXED).map(
      ([day, name]) => [`${String(year).padStart(4, '0')}-${day}`, name] as const,
    ),
  ]);
  known.set(year, days);
  return days;
}

/** The Gregorian Easter rule, as Meeus, Jones and Butcher wrote it without exceptions. */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leap = Math.floor(century / 4);
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leap - moon + 15) % 30;
  const ofCentury = year % 100;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}
