import type { Attachment } from '../../db/attachments.ts';
import type { District } from '../../db/places.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { spanOf, type Answers } from '../../domain/kinds/read-form.ts';
import { SERIES_FIELDS } from '../../domain/kinds/series.ts';
import { contentToAnswers } from '../../domain/kinds/to-answers.ts';
import { renderRichText } from '../../domain/rich-text.ts';
import type { Route } from '../../domain/routing.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { listNextDates, saySeries } from '../../locales/series-words.ts';
import { listOf } from '../answers.ts';
import type { Context } from '../context.ts';
import { listGroups } from '../form-fields.ts';
import { mediaKey } from '../media-key.ts';
import type { WebParts } from '../parts.ts';
import { presentField } from '../present-field.ts';
import { presentItem, type ItemView } from '../present-item.ts';
import { presentProblems } from '../problems.ts';
import { listAnswers } from './check-answers.ts';
import { TRAP_FIELD, type FormGuards } from '../form-guards.ts';
import { FILE_FIELDS, presentFiles } from '../files/present-files.ts';
import { routeNote } from './route-note.ts';
import { presentSeries, splitMoved } from './series-form.ts';

export interface FormState {
  readonly kind: Kind;
  readonly answers: Answers;
  readonly guards: FormGuards;
  readonly files: readonly Attachment[];
  readonly problems: readonly FieldProblem[];
  readonly action: string;
  /** An edit asks nothing about the person, who is known already. */
  readonly isEdit: boolean;
}

const DATES_SAID_BACK = 5;

/** What the form's view needs: every question with its words, its value and its problem. */
export function presentForm(context: Context, secret: string, state: FormState) {
  const { words, city } = context;
  const groups = listGroups(state.kind, words, city, !state.isEdit);
  const order = groups.flatMap((group) =>
    group.files === true
      ? FILE_FIELDS
      : [...group.fields.map((field) => field.name), ...(group.series ? SERIES_FIELDS : [])],
  );
  const problems = presentProblems(words, state.problems, order);
  const problemOf = (name: string) =>
    problems.find((problem) => problem.field === name)?.text ?? '';
  return {
    kind: state.kind,
    isEdit: state.isEdit,
    action: state.action,
    guards: state.guards,
    trap: TRAP_FIELD,
    problems,
    /** What the scripts need to know; without them nobody misses it. */
    help: {
      places: context.paths.places(),
      times: state.kind === 'event' ? context.paths.times() : '',
      left: words.t('form.left', { count: '#' }),
      over: words.t('form.over', { count: '#' }),
      keptAt: words.t('form.keptAt', { moment: '#' }),
    },
    groups: groups.map((group) => ({
      name: group.name,
      title: words.t(`group.${group.name}.title`),
      hint: words.has(`group.${group.name}.hint`) ? words.t(`group.${group.name}.hint`) : '',
      files: group.files === true,
      fields: group.fields.map((field) =>
        presentField(words, state.kind, field, state.answers, problemOf(field.name)),
      ),
      series: group.series === true ? presentSeries(words, { ...state, problemOf }) : undefined,
    })),
    files: presentFiles(context, secret, { ...state, problems }),
  };
}

/** The answers of a submission as its form shows them again. */
export function toAnswers(content: Content): Answers {
  const { moved: _, ...answers } = contentToAnswers(content);
  return {
    ...answers,
    ...(content.kind === 'event' ? splitMoved(content.moved) : {}),
    imageId: content.images.map((image) => image.id),
    imageAlt: content.images.map((image) => image.alt),
    imageCredit: content.images.map((image) => image.credit),
    imageLicence: content.images.map((image) => image.licence),
    imagePersons: content.images.map((image) => image.persons),
    imageFocus: content.images.map((image) => image.focus),
    ...(content.flyer === null ? {} : { flyerId: content.flyer.id }),
  };
}

/** A submission as the public will see it, though it is not public yet. */
export function presentPreview(
  context: Context,
  parts: WebParts,
  content: Content,
  district: District,
): ItemView {
  const span = spanOf(content, parts.zone);
  return presentItem(
    {
      kind: content.kind,
      content,
      html: renderRichText(content.description),
      ...span,
      ended: false,
      district,
    },
    {
      words: context.words,
      paths: context.paths,
      city: context.city,
      zone: parts.zone,
      now: context.now,
      mediaKey: (id) => mediaKey(parts.secret, id),
    },
  );
}

/** Every answer once more, to be checked, and as hidden fields, to be sent. */
export function presentCheck(
  context: Context,
  parts: WebParts,
  input: {
    readonly kind: Kind;
    readonly answers: Answers;
    readonly guards: FormGuards;
    readonly files: readonly Attachment[];
    readonly content: Content;
    readonly route: Route;
    readonly action: string;
    readonly isEdit: boolean;
  },
) {
  const { city } = context;
  const district = city.byId.get(input.route.districtId) ?? city.portal;
  const kept = new Set(['key', 'stamp', 'step', 'imageId', 'flyerId', TRAP_FIELD]);
  const hidden = Object.entries(input.answers)
    .filter(([name]) => !kept.has(name))
    .flatMap(([name]) => listOf(input.answers, name).map((value) => ({ name, value })));
  for (const file of input.files) {
    hidden.push({ name: file.kind === 'image' ? 'imageId' : 'flyerId', value: file.id });
  }
  return {
    kind: input.kind,
    action: input.action,
    isEdit: input.isEdit,
    guards: input.guards,
    hidden,
    answers: listAnswers(context, parts.zone, input),
    understood: presentUnderstood(input.content, {
      words: context.words,
      zone: parts.zone,
      now: context.now,
    }),
    district,
    routeNote: routeNote(context, input.route),
    item: presentPreview(context, parts, input.content, district),
  };
}

/** A series said back in one sentence, with its next dates, before anything is sent. */
export function presentUnderstood(content: Content, frame: Parameters<typeof saySeries>[1]) {
  if (content.kind !== 'event' || content.recurrence === 'none') return undefined;
  return {
    sentence: saySeries(content, frame),
    dates: listNextDates(content, frame, DATES_SAID_BACK),
  };
}
