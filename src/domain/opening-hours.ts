import { HOLIDAY, readGroups, type DayGroup } from './opening-groups.ts';
import { DAY, type OpenSpan } from './opening-span.ts';
import { readHoursTokens } from './opening-words.ts';

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
const CLOSED: OpenDay = { spans: [], byAppointment: false };

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
  const read = readGroups(tokens);
  return read && toWeek(read.groups, read.alsoByAppointment);
}

function toWeek(groups: readonly DayGroup[], alsoByAppointment: boolean): WeekHours | undefined {
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
