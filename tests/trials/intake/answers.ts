import { convert } from 'html-to-text';
import { Temporal } from 'temporal-polyfill';
import type { CityEvent } from './snapshot.ts';
import { readTimes, saysMore } from './times.ts';

const SUMMARY_LENGTH = 400;
/** The first day of the snapshot, a Tuesday. */
export const FIRST_DAY = Temporal.PlainDate.from('2015-05-19');
const TUESDAY = 2;

export type Answers = Readonly<Record<string, string>>;

/**
 * By how many weeks all dates move, so that the snapshot's first day falls on the first Tuesday after
 * today. Whole weeks keep every weekday, and the spans between the events stay as they were.
 */
export function weeksToMove(today: Temporal.PlainDate): number {
  const days = (TUESDAY - today.dayOfWeek + 7) % 7 || 7;
  return FIRST_DAY.until(today.add({ days })).days / 7;
}

/** What a contributor would type into the form for this event. The Stadtteil is chosen by its name. */
export function fillIn(event: CityEvent, weeks: number): { answers: Answers; stadtteil: string } {
  const move = (day: string) => Temporal.PlainDate.from(day).add({ weeks }).toString();
  const when = plain(event.uhrzeit);
  const lastDay = event.endedatum ?? event.beginndatum;
  const description = plain(event.description);
  const summary = shorten(oneLine(description));
  const rest = [
    summary === oneLine(description) ? '' : description,
    saysMore(when) ? `Zeiten:\n${when}` : '',
  ];
  return {
    answers: {
      title: oneLine(plain(event.title)),
      summary,
      description: rest.filter(Boolean).join('\n\n'),
      startDate: move(event.beginndatum),
      endDate: lastDay === event.beginndatum ? '' : move(lastDay),
      ...readTimes(oneLine(when)),
      placeName: oneLine(plain(event.veranstaltungsort)),
      street: oneLine(plain(event.strasse)),
      houseNumber: event.hausnummer?.trim() ?? '',
      postalCode: event.plz?.trim() ?? '',
      city: event.ort?.trim() ?? '',
    },
    stadtteil: event.stadtteil?.trim() ?? '',
  };
}

/** Text as a person reads it: no tags, no entities, its line breaks kept. */
function plain(html: string | null | undefined): string {
  return convert(html ?? '', { wordwrap: false }).trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The whole text where it fits, else as many whole sentences as do. */
function shorten(text: string): string {
  if (text.length <= SUMMARY_LENGTH) return text;
  const sentences = text.match(/[^.!?]+[.!?]+["“”']?\s*|.+$/g) ?? [text];
  let summary = '';
  for (const sentence of sentences) {
    if ((summary + sentence).trimEnd().length > SUMMARY_LENGTH) break;
    summary += sentence;
  }
  return summary.trimEnd() || `${text.slice(0, SUMMARY_LENGTH - 1).trimEnd()}…`;
}
