import { DAY, toSpan, type OpenSpan } from './opening-span.ts';
import type { Token } from './opening-words.ts';

/** Where the holidays stand among the days of the week. */
export const HOLIDAY = 7;

type Value = 'closed' | 'appointment' | readonly OpenSpan[];

/** Days with what was said of them. */
export interface DayGroup {
  readonly daysFirst: boolean;
  readonly days: readonly number[];
  readonly value: Value;
}

/**
 * The words of opening hours as days with their hours, in the order in which they were said;
 * `undefined` where they do not fit together.
 */
export function readGroups(
  tokens: readonly Token[],
): { readonly groups: readonly DayGroup[]; readonly alsoByAppointment: boolean } | undefined {
  const reading = new Reading(tokens);
  const groups = reading.readGroups();
  return groups && { groups, alsoByAppointment: reading.alsoByAppointment };
}

/** Walks over the words once; every method either reads what it is named for or gives `undefined`. */
class Reading {
  alsoByAppointment = false;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  readGroups(): DayGroup[] | undefined {
    this.#skip();
    let daysFirst: boolean | undefined;
    const groups: DayGroup[] = [];
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

  #atEnd(groups: DayGroup[]): DayGroup[] | undefined {
    return this.#peek() === undefined ? groups : undefined;
  }

  #startsWithDays(): boolean {
    return ['days', 'holiday', 'except'].includes(this.#peek()?.type ?? '');
  }

  /** In one text days stand before their hours or after them; only what is closed may differ. */
  #readGroup(daysFirst: boolean): DayGroup | undefined {
    const isTurned = this.#peek()?.type === (daysFirst ? 'closed' : 'except');
    return daysFirst !== isTurned ? this.#readDaysFirst() : this.#readValueFirst();
  }

  /** "Mo–Fr 9–12 Uhr", "montags geschlossen", "außer montags" */
  #readDaysFirst(): DayGroup | undefined {
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
  #readValueFirst(): DayGroup | undefined {
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
