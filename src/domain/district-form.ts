import { z } from 'zod';
import type { FieldProblem } from './errors.ts';
import type { Picture } from './kinds/content.ts';
import { readColour } from './contrast.ts';
import { listContrastProblems, type Scheme } from './district-colours.ts';
import { cleanLine, cleanText, saysSomething } from './text.ts';
import { LICENCES, PERSONS } from './vocabulary.ts';

/** What an administrator says about a district, its address and its Stadtteile apart. */
export interface DistrictWords {
  readonly name: string;
  readonly shortName: string;
  readonly colour: string;
  readonly colourDark: string;
  readonly intro: string;
  readonly officeName: string;
  readonly officeEmail: string;
  readonly officePhone: string;
  readonly officeAddress: string;
  readonly officeHours: string;
}

export const DISTRICT_FIELDS: Readonly<
  Record<keyof DistrictWords, { readonly least: number; readonly most: number }>
> = {
  name: { least: 2, most: 120 },
  shortName: { least: 2, most: 40 },
  intro: { least: 20, most: 800 },
  colour: { least: 7, most: 7 },
  colourDark: { least: 7, most: 7 },
  officeName: { least: 2, most: 120 },
  officeEmail: { least: 5, most: 254 },
  officePhone: { least: 0, most: 60 },
  officeAddress: { least: 5, most: 300 },
  officeHours: { least: 0, most: 200 },
};

const SCHEME_OF = { colour: 'light', colourDark: 'dark' } as const satisfies Partial<
  Record<keyof DistrictWords, Scheme>
>;

/** Cleaned as they would be kept; problems are keys below `admin.districts.problem`. */
export function readDistrictWords(typed: (name: string) => string): {
  words: DistrictWords;
  problems: FieldProblem[];
} {
  const line = (name: keyof DistrictWords) => cleanLine(typed(name));
  const words: DistrictWords = {
    name: line('name'),
    shortName: line('shortName'),
    colour: line('colour').toLowerCase(),
    colourDark: line('colourDark').toLowerCase(),
    intro: cleanText(typed('intro')).replace(/\s*\n\s*/g, ' '),
    officeName: line('officeName'),
    officeEmail: line('officeEmail'),
    officePhone: line('officePhone'),
    officeAddress: line('officeAddress'),
    officeHours: line('officeHours'),
  };
  const problems: FieldProblem[] = [];
  for (const [name, { least, most }] of Object.entries(DISTRICT_FIELDS)) {
    const field = name as keyof DistrictWords;
    if (field === 'colour' || field === 'colourDark') {
      if (readColour(words[field]) === undefined) problems.push({ field, message: 'colour' });
      else if (listContrastProblems(words[field], SCHEME_OF[field]).length > 0) {
        problems.push({ field, message: 'contrast' });
      }
    } else if (words[field].length > most) {
      problems.push({ field, message: 'tooLong', values: { most } });
    } else if (words[field].length < least || (least > 0 && !saysSomething(words[field]))) {
      problems.push({ field, message: 'missing' });
    }
  }
  if (
    !problems.some(({ field }) => field === 'officeEmail') &&
    !z.email().safeParse(words.officeEmail).success
  ) {
    problems.push({ field: 'officeEmail', message: 'email' });
  }
  return { words, problems };
}

type Said = Pick<Picture, 'alt' | 'credit' | 'licence' | 'persons'>;

/** What is said about a district's picture: all of it, since it is the face of a site. */
export function readDistrictPicture(typed: (name: string) => string): {
  said: Said | undefined;
  problems: FieldProblem[];
} {
  const alt = cleanLine(typed('alt')).slice(0, 300);
  const credit = cleanLine(typed('credit')).slice(0, 200);
  const licence = LICENCES.find((known) => known === typed('licence'));
  const persons = PERSONS.find((known) => known === typed('persons'));
  const problems: FieldProblem[] = [];
  if (!saysSomething(alt)) problems.push({ field: 'alt', message: 'alt' });
  if (!saysSomething(credit)) problems.push({ field: 'credit', message: 'missing' });
  if (licence === undefined) problems.push({ field: 'licence', message: 'choose' });
  if (persons === undefined) problems.push({ field: 'persons', message: 'choose' });
  const said =
    problems.length > 0 || licence === undefined || persons === undefined
      ? undefined
      : { alt, credit, licence, persons };
  return { said, problems };
}
