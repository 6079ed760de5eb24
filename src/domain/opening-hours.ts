import { readHoursTokens, type Token } from './opening-words.ts';

/** Minutes of the day; `to` is later than `from` and past 1440 where it is open beyond midnight. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

export interface OpenDay {
  /** In their order; none: closed. */
  readonly spans: readonly OpenSpan[];
  /** Whoever wants to come on this day has to ask first. */
  readonly byAppointment: boolean;
}

export interface WeekHours {
  /** Monday first. */
  readonly days: readonly OpenDay[];
  /** What was said of public holidays; nothing: nothing was said. */
  readonly holiday: OpenDay | undefined;
  /** Beside the hours one can come by appointment. */
  readonly alsoByAppointment: boolean;
}

const LONGEST = 600;
const DAY = 1440;
/** Where the holidays stand among the days of the week. */
const HOLIDAY = 7;
const CLOSED: OpenDay = { spans: [], byAppointment: false };

type Value = 'closed' | 'appointment' | readonly OpenSpan[];
interface Group {
  readonly daysFirst: boolean;
  readonly days: readonly number[];
  readonly value: Value;
}

/**
 * Opening hours as people write them, in German or English, as a table of the week: "Mo–Fr 9–12 und
 * 14–17 Uhr, Sa 10–14 Uhr", "daily 8am–8pm, closed on Mondays". Strict: one word that it does not
 * know, a day said twice, an end before its beginning, and it says `undefined`; then the text stands
 * as it was written. Days that are not named are closed.
 */
export function readOpeningHours(text: string): WeekHours | undefined {
  if (text.length > LONGEST) return undefined;
  const tokens = readHoursTokens(text);
  if (tokens === undefined) return undefined;
  const reading = new Reading(tokens);
  const groups = reading.readGroups();
  return groups === undefined ? undefined : toWeek(groups, reading.alsoByAppointment);
}

function toWeek(groups: readonly Group[], alsoByAppointment: boolean): WeekHours | undefined {
  const days: (OpenDay | undefined)[] = Array.from({ length: HOLIDAY + 1 }, () => undefined);
  for (const { days: named, value } of groups) {
    for (const day of named) {
      const before = days[day];
      if (value === 'closed') days[day] = CLOSED;
      else if (value === 'appointment') {
        if (before !== undefined) return undefined;
        days[day] = { spans: [], byAppointment: true };
      } else {
        // "Closed" before hours of the same day, or by appointment: two things that do not fit.
        if (before !== undefined && before.spans.length === 0) return undefined;
        const spans = [...(before?.spans ?? []), ...value].sort((a, b) => a.from - b.from);
        if (spans.some((span, index) => span.from < (spans[index - 1]?.to ?? 0))) return undefined;
        days[day] = { spans, byAppointment: false };
      }
    }
  }
  const week = days.slice(0, HOLIDAY).map((day) => day ?? CLOSED);
  // A table that says "closed" seven times is no help, and hardly what was meant.
  if (week.every(({ spans }) => spans.length === 0)) return undefined;
  return overlapsNextDay(week)
    ? undefined
    : { days: week, holiday: days[HOLIDAY], alsoByAppointment };
}

/** Open until two in the night, and from one o'clock on the day after: somebody mistyped. */
function overlapsNextDay(week: readonly OpenDay[]): boolean {
  return week.some(({ spans }, day) => {
    const first = week[(day + 1) % week.length]?.spans[0];
    return first !== undefined && (spans.at(-1)?.to ?? 0) - DAY > first.from;
  });
}

type Clock = Extract<Token, { type: 'time' }>;

/** Walks over the words once; every method either reads what it is named for or gives `undefined`. */
class Reading {
  alsoByAppointment = false;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  readGroups(): Group[] | undefined {
    this.#skip();
    let daysFirst: boolean | undefined;
    const groups: Group[] = [];
    while (this.#peek() !== undefined) {
      if (groups.length > 0 && this.#take('also')) {
        this.alsoByAppointment = true;
        return this.#skip() || this.#peek() === undefined ? this.#atEnd(groups) : undefined;
      }
      const group = this.#readGroup(daysFirst ?? this.#startsWithDays());
      if (group === undefined) return undefined;
      if (group.value !== 'closed') daysFirst ??= group.daysFirst;
      groups.push(group);
      // Two times side by side belong together or not: nobody can know.
      if (!this.#skip() && this.#peek()?.type === 'time') return undefined;
    }
    return groups.length === 0 ? undefined : groups;
  }

  #atEnd(groups: Group[]): Group[] | undefined {
    return this.#peek() === undefined ? groups : undefined;
  }

  #startsWithDays(): boolean {
    return ['days', 'holiday', 'except'].includes(this.#peek()?.type ?? '');
  }

  /** In one text days stand before their hours or after them; only what is closed may differ. */
  #readGroup(daysFirst: boolean): Group | undefined {
    const isTurned = this.#peek()?.type === (daysFirst ? 'closed' : 'except');
    return daysFirst !== isTurned ? this.#readDaysFirst() : this.#readValueFirst();
  }

  /** "Mo–Fr 9–12 Uhr", "montags geschlossen", "außer montags" */
  #readDaysFirst(): Group | undefined {
    if (this.#take('except')) {
      const days = this.#readDays();
      return days && { days, value: 'closed', daysFirst: true };
    }
    const all = this.#readDays();
    if (all === undefined) return undefined;
    const without = this.#take('except') ? this.#readDays() : [];
    if (without === undefined) return undefined;
    const value = this.#readValue();
    const days = all.filter((day) => !without.includes(day));
    return value && { days, value, daysFirst: true };
  }

  /** "9am–5pm Mon–Fri", "geschlossen am Montag", "rund um die Uhr" */
  #readValueFirst(): Group | undefined {
    const isAlways = this.#peek()?.type === 'always';
    const value = this.#readValue();
    if (value === undefined) return undefined;
    if (isAlways && this.#peek() === undefined) {
      return { days: [0, 1, 2, 3, 4, 5, 6], value, daysFirst: false };
    }
    const days = this.#readDays();
    return days && { days, value, daysFirst: false };
  }

  #readDays(): number[] | undefined {
    const days: number[] = [];
    for (;;) {
      const token = this.#peek();
      if (token?.type === 'holiday') {
        this.#at += 1;
        days.push(HOLIDAY);
      } else if (token?.type === 'days') {
        this.#at += 1;
        const range = this.#readDayRange(token.days);
        if (range === undefined) return undefined;
        days.push(...range);
      } else return undefined;
      const next = this.#peek(1)?.type;
      const goesOn = this.#peek()?.type === 'and' && (next === 'days' || next === 'holiday');
      if (!goesOn) break;
      this.#at += 1;
    }
    return new Set(days).size === days.length ? days : undefined;
  }

  #readDayRange(from: readonly number[]): readonly number[] | undefined {
    if (this.#peek()?.type !== 'range') return from;
    const to = this.#peek(1);
    const [first] = from;
    if (to?.type !== 'days' || to.days.length !== 1 || from.length !== 1) return undefined;
    const last = to.days[0];
    if (first === undefined || last === undefined || first === last) return undefined;
    this.#at += 2;
    const length = ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, index) => (first + index) % 7);
  }

  #readValue(): Value | undefined {
    if (this.#take('closed')) return 'closed';
    if (this.#take('appointment')) return 'appointment';
    if (this.#take('always')) return [{ from: 0, to: DAY }];
    const spans: OpenSpan[] = [];
    for (;;) {
      const span = this.#readSpan();
      if (span === undefined) return undefined;
      spans.push(span);
      if (this.#peek()?.type !== 'and' || this.#peek(1)?.type !== 'time') return spans;
      this.#at += 1;
    }
  }

  #readSpan(): OpenSpan | undefined {
    const [from, dash, to] = [this.#peek(), this.#peek(1), this.#peek(2)];
    if (from?.type !== 'time' || dash?.type !== 'range' || to?.type !== 'time') return undefined;
    this.#at += 3;
    return toSpan(from, to);
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #take(type: Token['type']): boolean {
    if (this.#peek()?.type !== type) return false;
    this.#at += 1;
    return true;
  }

  /** Over what stands between two groups; was there anything? */
  #skip(): boolean {
    const start = this.#at;
    while (['and', 'separator'].includes(this.#peek()?.type ?? '')) this.#at += 1;
    return this.#at > start;
  }
}

const NOON = 720;
const EARLIEST = 7 * 60;

/**
 * Two times of the clock as a span. Half a day is only added where English leaves no doubt ("9–5pm",
 * "9am–5"); "3 bis 6 Uhr" would be night by the letter and is hardly meant so: not understood.
 */
function toSpan(from: Clock, to: Clock): OpenSpan | undefined {
  const start = startOf(from, to);
  let end = to.half === undefined ? to.minutes : inHalf(to.minutes, to.half);
  if (start === undefined || end === undefined || start >= DAY) return undefined;
  if (to.half === undefined && from.half === 'am' && end <= start) end += NOON;
  if (end === 0) end = DAY;
  const isNight = end < start && start >= 17 * 60 && end <= 8 * 60;
  if (isNight) end += DAY;
  const isDoubtful = from.half === undefined && start < EARLIEST && start > 0 && end <= NOON;
  return end > start && !isDoubtful ? { from: start, to: end } : undefined;
}

function startOf(from: Clock, to: Clock): number | undefined {
  if (from.half !== undefined) return inHalf(from.minutes, from.half);
  if (to.half === undefined) return from.minutes;
  // "2–5pm" begins in the afternoon, "9–5pm" in the morning.
  const end = inHalf(to.minutes, to.half);
  const same = inHalf(from.minutes, to.half);
  if (end === undefined || same === undefined) return undefined;
  return same < end || to.half === 'am' ? same : inHalf(from.minutes, 'am');
}

function inHalf(minutes: number, half: 'am' | 'pm'): number | undefined {
  if (minutes >= 13 * 60 || minutes < 60) return undefined;
  return (minutes % NOON) + (half === 'pm' ? NOON : 0);
}
