import type { Request, Response } from 'express';
import type { District } from '../../../db/places.ts';
import { readColour } from '../../../domain/contrast.ts';
import { drawColours, listContrasts, type Scheme } from '../../../domain/district-colours.ts';
import { DISTRICT_FIELDS, type DistrictWords } from '../../../domain/district-form.ts';
import type { FieldProblem } from '../../../domain/errors.ts';
import { LICENCES, PERSONS } from '../../../domain/vocabulary.ts';
import { accountOf, contextOf, type Context } from '../../context.ts';
import { deskFrame } from '../../desk-frame.ts';
import { mediaKey } from '../../media-key.ts';
import type { WebParts } from '../../parts.ts';
import { sendPage } from '../../render.ts';

export interface Typed {
  readonly stamp: string;
  readonly words: DistrictWords;
  readonly pictureId: string;
  readonly picture: Readonly<Record<'alt' | 'credit' | 'licence' | 'persons', string>>;
  readonly problems: readonly FieldProblem[];
}

const TYPES: Partial<Record<keyof DistrictWords, string>> = {
  intro: 'text',
  officeEmail: 'email',
  officePhone: 'phone',
};

/** The form about a district, with what was typed and how its colours look by day and by night. */
export function showForm(
  parts: WebParts,
  req: Request,
  res: Response,
  district: District,
  typed: Typed,
): void {
  const context = contextOf(res);
  const { words, paths } = context;
  const problemAt = (name: string) => sayProblem(context, typed, name);
  const fieldOf = (name: keyof DistrictWords) => ({
    id: `f-${name}`,
    name,
    type: TYPES[name] ?? 'line',
    label: words.t(`admin.districts.field.${name}`),
    hint: name.startsWith('colour') ? words.t(`admin.districts.hint.${name}`) : '',
    value: typed.words[name],
    max: DISTRICT_FIELDS[name].most,
    rows: 6,
    required: DISTRICT_FIELDS[name].least > 0,
    problem: problemAt(name),
  });
  const pictureFieldOf = (name: 'alt' | 'credit' | 'licence' | 'persons') => ({
    id: `f-${name}`,
    name,
    type: name === 'licence' || name === 'persons' ? 'select' : 'line',
    label: words.t(`admin.districts.field.${name}`),
    hint: name === 'alt' ? words.t('admin.districts.hint.alt') : '',
    value: typed.picture[name],
    options: (name === 'licence' ? LICENCES : PERSONS).map((value) => ({
      value,
      label: words.t(`choice.${name === 'licence' ? 'licence' : 'persons'}.${value}`),
    })),
    required: false,
    needed: false,
    problem: problemAt(name),
  });
  const targets = typed.problems.map(({ field }) => field);
  sendPage(
    res,
    'admin/district',
    {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: district.name,
      district,
      stamp: typed.stamp,
      about: (['name', 'shortName', 'intro'] as const).map(fieldOf),
      colourFields: (['colour', 'colourDark'] as const).map(fieldOf),
      office: (
        ['officeName', 'officeEmail', 'officePhone', 'officeAddress', 'officeHours'] as const
      ).map(fieldOf),
      pictureFields: (['alt', 'credit', 'licence', 'persons'] as const).map(pictureFieldOf),
      pictureId: typed.pictureId,
      pictureUrl:
        typed.pictureId === ''
          ? ''
          : paths.media(typed.pictureId, 'medium', mediaKey(parts.secret, typed.pictureId)),
      pictureProblem: problemAt('picture'),
      schemes: [
        presentScheme(context, typed.words.colour, 'light'),
        presentScheme(context, typed.words.colourDark, 'dark'),
      ],
      problems: [...new Set(targets)].map((field) => ({
        target: `f-${field}`,
        text: `${words.t(`admin.districts.field.${field}`)}: ${problemAt(field)}`,
      })),
    },
    typed.problems.length > 0 ? 422 : 200,
  );
}

function sayProblem({ words }: Context, typed: Typed, field: string): string {
  const problem = typed.problems.find((one) => one.field === field);
  if (problem === undefined) return '';
  // A file is refused in the words of every other form.
  const whole = field === 'picture' ? 'problem' : 'admin.districts.problem';
  return words.t(`${whole}.${problem.message}`, problem.values);
}

function presentScheme({ words }: Context, colour: string, scheme: Scheme) {
  const isColour = readColour(colour) !== undefined;
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  return {
    title: words.t(`admin.districts.scheme.${scheme}`),
    colours: isColour ? drawColours(colour, scheme) : undefined,
    contrasts: (isColour ? listContrasts(colour, scheme) : []).map(({ use, ratio, needed }) => ({
      isGood: ratio >= needed,
      text: words.t(`admin.districts.contrast.${ratio >= needed ? 'good' : 'weak'}`, {
        use: words.t(`admin.districts.use.${use}`),
        // Rounded down: what is called 4.5 has 4.5.
        ratio: number.format(Math.floor(ratio * 10) / 10),
        needed: number.format(needed),
      }),
    })),
  };
}
