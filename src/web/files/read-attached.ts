import type { Attachment } from '../../db/attachments.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Flyer, Picture } from '../../domain/kinds/content.ts';
import type { Answers, Attached } from '../../domain/kinds/read-form.ts';
import { cleanLine } from '../../domain/text.ts';
import { FOCUS_POINTS, LICENCES, PERSONS } from '../../domain/vocabulary.ts';
import { listOf } from '../answers.ts';

/** What is asked about each picture, in the order of the form. */
export const PICTURE_FIELDS = [
  'imageAlt',
  'imageCredit',
  'imageLicence',
  'imagePersons',
  'imageFocus',
] as const;

/** The field of one picture, counted from one: `imageAlt-2`. */
export const pictureField = (name: string, number: number): string => `${name}-${String(number)}`;

/** What was said about the pictures, beside the files themselves, in the order of the files. */
export function readAttached(
  answers: Answers,
  files: readonly Attachment[],
): { attached: Attached; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const images = files
    .filter((file) => file.kind === 'image')
    .map((file, index): Picture => {
      const number = index + 1;
      const say = (name: string, message: string, values = {}) => {
        problems.push({
          field: pictureField(name, number),
          message,
          values: { ...values, picture: number },
        });
      };
      const answer = (name: string) => cleanLine(listOf(answers, name)[index] ?? '');
      const alt = answer('imageAlt');
      const credit = answer('imageCredit');
      const persons = PERSONS.find((word) => word === answer('imagePersons'));
      const licence = LICENCES.find((word) => word === answer('imageLicence'));
      if (alt === '') say('imageAlt', 'imageAltMissing');
      if (alt.length > 300) say('imageAlt', 'tooLongBy', { max: 300, over: alt.length - 300 });
      if (credit === '') say('imageCredit', 'imageCreditMissing');
      if (credit.length > 200)
        say('imageCredit', 'tooLongBy', { max: 200, over: credit.length - 200 });
      if (licence === undefined) say('imageLicence', 'imageLicenceMissing');
      if (persons === undefined) say('imagePersons', 'imagePersonsMissing');
      return {
        id: file.id,
        alt: alt.slice(0, 300),
        credit: credit.slice(0, 200),
        licence: licence ?? 'own',
        persons: persons ?? 'none',
        width: file.width ?? 0,
        height: file.height ?? 0,
        focus: FOCUS_POINTS.find((word) => word === answer('imageFocus')) ?? 'center',
      };
    });
  return { attached: { images, flyer: readFlyer(files) }, problems };
}

function readFlyer(files: readonly Attachment[]): Flyer | null {
  const file = files.find(({ kind }) => kind === 'flyer');
  if (file === undefined) return null;
  return { id: file.id, name: file.name, bytes: file.bytes, preview: file.width !== null };
}
