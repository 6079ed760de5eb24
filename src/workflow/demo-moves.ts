import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import type { Attachment } from '../db/attachments.ts';
import { listStreetRanges } from '../db/places.ts';
import { findSubmission, loadContent } from '../db/submissions.ts';
import type { Content, Picture } from '../domain/kinds/content.ts';
import { readContent, readSubmitter, spanOf, type Answers } from '../domain/kinds/read-form.ts';
import type { Account } from '../domain/permissions.ts';
import { routePlace, streetKey, type Place } from '../domain/routing.ts';
import type { Kind, RejectReason } from '../domain/submission-types.ts';
import { addDays, dayOf, HOUR } from '../domain/time.ts';
import { WEEKDAYS } from '../domain/vocabulary.ts';
import type { UploadStore } from '../uploads/store.ts';
import { advanceSubmission, type Command } from './advance-submission.ts';
import type { WorkflowParts } from './parts.ts';
import { receiveSubmission } from './receive-submission.ts';
import { receiveUpload } from './receive-upload.ts';
import { sendMessage } from './send-message.ts';

interface DemoStep {
  readonly event: string;
  readonly by: string;
  readonly hoursLater: number;
  readonly message?: string;
  readonly reason?: RejectReason;
  readonly district?: string;
  readonly publishInDays?: number;
  readonly fields?: DemoFields;
}
type DemoFields = Readonly<Record<string, string | readonly string[] | number>>;

export interface DemoPicture {
  readonly drawing: string;
  readonly alt: string;
  readonly credit: string;
  readonly licence: Picture['licence'];
  readonly persons: Picture['persons'];
  readonly focus?: Picture['focus'];
}

export interface DemoSubmission {
  readonly kind: Kind;
  readonly handedInDaysAgo: number;
  readonly language: string;
  readonly fields: DemoFields;
  readonly picture: DemoPicture | null;
  readonly morePictures?: readonly DemoPicture[];
  readonly steps: readonly DemoStep[];
}

export type DemoParts = WorkflowParts & { readonly store: UploadStore };

const DAY = 24 * HOUR;

export interface Move {
  readonly at: number;
  readonly run: (
    parts: DemoParts,
    people: ReadonlyMap<string, Account>,
    start: number,
  ) => Promise<void>;
}

/** A submission's life as moves on the clock: handing in, then each step some hours later. */
export function listMoves(demo: DemoSubmission, start: number): Move[] {
  let id = '';
  let at = start - demo.handedInDaysAgo * DAY;
  const moves: Move[] = [
    {
      at,
      run: async (parts) => {
        id = await handIn(parts, demo, start);
      },
    },
  ];
  for (const step of demo.steps) {
    at = Math.min(start - 1_000, at + step.hoursLater * HOUR);
    moves.push({ at, run: (parts, people) => takeStep(parts, id, demo, step, people, start) });
  }
  return moves;
}

async function handIn(parts: DemoParts, demo: DemoSubmission, start: number): Promise<string> {
  const answers = { textLanguage: demo.language, ...toAnswers(demo.fields, start, parts.zone) };
  const images: Picture[] = [];
  for (const picture of [demo.picture ?? [], demo.morePictures ?? []].flat()) {
    const { drawing, focus = 'center', ...said } = picture;
    const file = await drawPicture(parts, drawing);
    images.push({ id: file.id, width: file.width ?? 0, height: file.height ?? 0, ...said, focus });
  }
  const content = insist(
    readContent(
      demo.kind,
      answers,
      { images, flyer: null },
      { now: parts.now(), zone: parts.zone },
    ),
    demo,
  );
  const submitter = insist(readSubmitter({ ...answers, consent: 'yes' }), demo);
  const route = await routeFor(parts, content);
  const received = await receiveSubmission(parts, {
    content,
    submitter,
    route,
    language: demo.language,
    idempotencyKey: randomUUID(),
    fillSeconds: 160,
    limits: [],
  });
  return received.id;
}

async function takeStep(
  parts: DemoParts,
  id: string,
  demo: DemoSubmission,
  step: DemoStep,
  people: ReadonlyMap<string, Account>,
  start: number,
): Promise<void> {
  const by = step.by === 'contributor' ? 'contributor' : people.get(step.by);
  if (by === undefined) throw new Error(`demo: nobody is called ${step.by}`);
  if (step.event === 'message') {
    await sendMessage(parts, id, by, step.message ?? '');
    return;
  }
  const submission = await findSubmission(parts.db.read, id);
  const content =
    step.fields === undefined || submission === undefined
      ? undefined
      : await changeContent(parts, id, submission.revision, demo, step.fields, start);
  const city = await parts.city();
  const command = {
    type: step.event,
    ...(step.message === undefined ? {} : { message: step.message }),
    ...(step.reason === undefined ? {} : { reason: step.reason }),
    ...(step.district === undefined ? {} : { districtId: city.bySlug.get(step.district)?.id }),
    ...(step.publishInDays === undefined ? {} : { at: start + step.publishInDays * DAY }),
    ...(content === undefined ? {} : { endsAt: spanOf(content, parts.zone).endsAt }),
    ...(step.event === 'promote' ? { until: null } : {}),
  } as Command;
  await advanceSubmission(parts, {
    submissionId: id,
    command,
    by,
    ...(content === undefined ? {} : { content }),
  });
}

async function changeContent(
  parts: DemoParts,
  id: string,
  revision: number,
  demo: DemoSubmission,
  fields: DemoFields,
  start: number,
): Promise<Content> {
  const before = await loadContent(parts.db.read, id, revision);
  const answers = toAnswers({ ...demo.fields, ...fields }, start, parts.zone);
  const clock = { now: parts.now(), zone: parts.zone };
  return insist(
    readContent(demo.kind, answers, { images: before.images, flyer: before.flyer }, clock),
    demo,
  );
}

async function routeFor(parts: DemoParts, place: Place) {
  const city = await parts.city();
  const ranges = await listStreetRanges(parts.db.read, streetKey(place));
  return routePlace(place, { ...city.facts, ranges });
}

// Days are counted from the day of the demo, so that it never grows old.
const DAYS_AHEAD: Readonly<Record<string, string>> = {
  startInDays: 'startDate',
  endInDays: 'endDate',
  untilInDays: 'recurrenceUntil',
  exceptInDays: 'exceptions',
  cancelledInDays: 'cancelled',
};

/** `startInDays` becomes a date, and so do its like; everything else is as the form would send it. */
function toAnswers(fields: DemoFields, start: number, zone: string): Answers {
  const today = dayOf(start, zone);
  const answers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const dateField = DAYS_AHEAD[name];
    if (dateField !== undefined) answers[dateField] = addDays(today, Number(value));
    else if (name === 'startOnFirst') answers['startDate'] = firstInMonth(today, String(value));
    else if (name === 'movedInDays') {
      const [from = '', to = ''] = String(value).split(' ');
      answers['moved'] = `${addDays(today, Number(from))} ${addDays(today, Number(to))}`;
    } else if (typeof value === 'number') answers[name] = String(value);
    else answers[name] = value;
  }
  return answers;
}

/** The next first Wednesday of a month, or another weekday, that is not before today. */
function firstInMonth(today: string, weekday: string): string {
  for (let ahead = 0; ; ahead += 1) {
    const day = Temporal.PlainDate.from(today).add({ days: ahead });
    if (day.day <= 7 && WEEKDAYS[day.dayOfWeek - 1] === weekday) return day.toString();
    if (ahead > 40) throw new Error(`demo: no weekday is called ${weekday}`);
  }
}

const drawn = new Map<string, Buffer>();

export async function drawPicture(parts: DemoParts, name: string): Promise<Attachment> {
  let png = drawn.get(name);
  if (png === undefined) {
    const svg = await readFile(new URL(`../../db/seeds/drawings/${name}`, import.meta.url));
    const { default: sharp } = await import('sharp');
    png = await sharp(svg).resize({ width: 1600 }).png({ compressionLevel: 3 }).toBuffer();
    drawn.set(name, png);
  }
  return receiveUpload(parts, 'image', { field: 'images', name, bytes: png }, randomUUID());
}

function insist<Value>(
  reading: { ok: true; value: Value } | { ok: false; problems: readonly unknown[] },
  demo: DemoSubmission,
): Value {
  if (!reading.ok) {
    throw new Error(
      `demo: ${JSON.stringify(demo.fields['title'])}: ${JSON.stringify(reading.problems)}`,
    );
  }
  return reading.value;
}
