import { z } from 'zod';
import type { FieldProblem } from '../errors.ts';
import type { Kind } from '../submission-types.ts';
import { colleagueForm, keyHolderForm, placeProblem, saysAPlace, submitterForm } from './common.ts';
import type { Content, Flyer, Picture, Submitter } from './content.ts';
import { entryFields } from './entry.ts';
import { eventForm, listEventProblems, seriesForm, withSpokenTimes } from './event.ts';
import { NO_SERIES, tidySeries } from './series.ts';
import { storyFields } from './story.ts';
import { listOccurrences, seriesSpan } from '../recurrence.ts';

/** Form fields as a request brings them: strings, or several strings under one name. */
export type Answers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Clock {
  /** UTC milliseconds. */
  readonly now: number;
  /** The portal's time zone, such as `Europe/Berlin`. */
  readonly zone: string;
}

export interface Attached {
  readonly images: readonly Picture[];
  readonly flyer: Flyer | null;
}

export type Reading<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

const forms = {
  event: eventForm,
  entry: z.object(entryFields),
  story: z.object(storyFields),
};

// The rules between dates need answers that are dates; with other fields wrong they still hold.
const whenAndHow = forms.event.pick({
  startDate: true,
  startTime: true,
  endDate: true,
  endTime: true,
  allDay: true,
  attendance: true,
  onlineUrl: true,
  free: true,
  price: true,
});

/** The public half of a form, checked. All problems are found at once, in the order of the form. */
export function readContent(
  kind: Kind,
  given: Answers,
  attached: Attached,
  clock: Clock,
): Reading<Content> {
  const answers = kind === 'event' ? withSpokenTimes(given) : given;
  const problems: FieldProblem[] = [];
  const parsed = forms[kind].safeParse(answers);
  if (!parsed.success) problems.push(...toProblems(parsed.error));
  const raw = (name: string) => (typeof answers[name] === 'string' ? answers[name].trim() : '');
  const place = {
    district: raw('district'),
    stadtteil: raw('stadtteil'),
    street: raw('street'),
    postalCode: raw('postalCode'),
  };
  if (!saysAPlace(place))
    problems.push({ field: placeProblem.path[0] ?? '', message: placeProblem.message });

  if (kind === 'event') {
    const dates = whenAndHow.safeParse(answers);
    const series = seriesForm.safeParse(answers);
    if (dates.success) {
      const tidy = tidySeries(series.success ? series.data : NO_SERIES);
      problems.push(...listEventProblems({ ...dates.data, ...tidy }, clock.now, clock.zone));
    }
  }
  if (problems.length > 0 || !parsed.success) return { ok: false, problems };

  const content = { kind, ...parsed.data, ...attached } as Content;
  return {
    ok: true,
    value: content.kind === 'event' ? { ...content, ...tidySeries(content) } : content,
  };
}

/** The private half of a form. */
export function readSubmitter(answers: Answers): Reading<Submitter> {
  const parsed = submitterForm.safeParse(answers);
  if (!parsed.success) return { ok: false, problems: toProblems(parsed.error) };
  return {
    ok: true,
    value: {
      name: parsed.data.submitterName,
      email: parsed.data.submitterEmail,
      phone: parsed.data.submitterPhone,
      organisation: parsed.data.submitterOrganisation,
    },
  };
}

/** Whom a contributor invites to look after it with them. */
export function readColleague(answers: Answers): Reading<{ name: string; email: string }> {
  const parsed = colleagueForm.safeParse(answers);
  if (!parsed.success) return { ok: false, problems: toProblems(parsed.error) };
  const { colleagueName, colleagueEmail } = parsed.data;
  return { ok: true, value: { name: colleagueName, email: colleagueEmail.toLowerCase() } };
}

/** The organisation that gets a key, and the person there who answers for it. */
export function readKeyHolder(
  answers: Answers,
): Reading<{ organisation: string; contactName: string; contactEmail: string }> {
  const parsed = keyHolderForm.safeParse(answers);
  if (!parsed.success) return { ok: false, problems: toProblems(parsed.error) };
  return { ok: true, value: parsed.data };
}

/**
 * When it begins and is over, as UTC milliseconds: for a series from the first date to the end of the
 * last, without an end where it goes on; neither for what has no date.
 */
export function spanOf(
  content: Content,
  zone: string,
): { startsAt: number | null; endsAt: number | null } {
  if (content.kind !== 'event') return { startsAt: null, endsAt: null };
  return seriesSpan(content, zone);
}

/** When it takes place next (UTC milliseconds): what is near is urgent, however long a series runs. */
export function nextStartOf(content: Content, zone: string, now: number): number | null {
  if (content.kind !== 'event') return null;
  const [next] = listOccurrences(content, zone, { now, from: now, limit: 1 });
  return next?.startsAt ?? seriesSpan(content, zone).startsAt;
}

function toProblems(error: z.ZodError): FieldProblem[] {
  const seen = new Set<string>();
  return error.issues.flatMap((issue) => {
    const field = String(issue.path[0] ?? '');
    if (seen.has(field)) return [];
    seen.add(field);
    const values = issue.code === 'custom' ? issue.params : undefined;
    const message = /^[a-z][A-Za-z]+$/.test(issue.message) ? issue.message : 'unusable';
    return [{ field, message, ...(values === undefined ? {} : { values }) }];
  });
}
