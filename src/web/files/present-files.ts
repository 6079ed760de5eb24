import type { Attachment } from '../../db/attachments.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { FOCUS_POINTS, LICENCES, PERSONS } from '../../domain/vocabulary.ts';
import { formatBytes } from '../../locales/formats.ts';
import type { Context } from '../context.ts';
import { mediaKey } from '../media-key.ts';
import type { ProblemView } from '../problems.ts';
import { listOf } from '../answers.ts';
import { PICTURE_FIELDS, pictureField } from './read-attached.ts';
import { MAX_PICTURES } from '../../workflow/receive-upload.ts';

/** The fields of the files' part, as the eye meets them. */
export const FILE_FIELDS = [
  'images',
  ...Array.from({ length: MAX_PICTURES }, (_, index) =>
    PICTURE_FIELDS.map((name) => pictureField(name, index + 1)),
  ).flat(),
  'flyer',
];

interface FilesState {
  readonly answers: Answers;
  readonly files: readonly Attachment[];
  readonly problems: readonly ProblemView[];
  readonly action: string;
}

/** What the files' part of a form shows: each picture with its questions, and the flyer. */
export function presentFiles(
  context: Context,
  secret: string,
  state: FilesState,
  numbers: { readonly first: number } = { first: 1 },
) {
  const { words, paths } = context;
  const choices = (list: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: words.t(`choice.${list}.${value}`) }));
  const images = state.files.filter((file) => file.kind === 'image');
  const flyer = state.files.find((file) => file.kind === 'flyer');
  const problemsAt = (field: string) =>
    state.problems.filter((problem) => problem.field === field).map(({ text }) => text);
  return {
    // The part that a button leads back to, where no script does.
    action: `${state.action}#g-files`,
    address: paths.formFiles(),
    max: MAX_PICTURES,
    room: MAX_PICTURES - images.length,
    problemsAt,
    licences: choices('licence', LICENCES),
    persons: choices('persons', PERSONS),
    focusPoints: choices('focus', FOCUS_POINTS),
    pictures: images.map((image, index) => {
      const number = numbers.first + index;
      const said = (name: string) => listOf(state.answers, name)[index] ?? '';
      return {
        number,
        id: image.id,
        fieldId: (name: string) => `f-${pictureField(name, number)}`,
        problem: (name: string) => problemsAt(pictureField(name, number))[0] ?? '',
        url: paths.media(image.id, 'medium', mediaKey(secret, image.id)),
        width: image.width ?? 0,
        height: image.height ?? 0,
        alt: said('imageAlt'),
        credit: said('imageCredit'),
        licence: said('imageLicence'),
        persons: said('imagePersons'),
        focus: said('imageFocus') || 'center',
      };
    }),
    flyer: flyer && {
      id: flyer.id,
      name: flyer.name,
      size: formatBytes(words, flyer.bytes),
      preview:
        flyer.width === null
          ? undefined
          : {
              url: paths.flyerPreview(flyer.id, mediaKey(secret, flyer.id)),
              width: flyer.width,
              height: flyer.height ?? 0,
            },
    },
  };
}
