import type { City } from '../db/places.ts';
import type { FieldProblem } from '../domain/errors.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import { fold } from '../domain/text.ts';
import { likelyTextLanguage, textOf } from './answers.ts';

/** The answers as the domain's forms expect them, whoever has sent them. */
export function tidyAnswers(answers: Answers, city: City, language: string): Answers {
  return withTextLanguage(withStadtteilCode(answers, city), language);
}

/** A program may leave it out; a browser sends it with the form. */
function withTextLanguage(answers: Answers, language: string): Answers {
  if (textOf(answers, 'textLanguage') !== '') return answers;
  return { ...answers, textLanguage: likelyTextLanguage(language) };
}

/** A program may send the name that people see instead of the code behind it. */
function withStadtteilCode(answers: Answers, city: City): Answers {
  const given = textOf(answers, 'stadtteil').trim();
  if (given === '' || city.stadtteilByCode.has(given)) return answers;
  const named = city.stadtteile.find((row) => fold(row.name) === fold(given));
  return named === undefined ? answers : { ...answers, stadtteil: named.code };
}

/** The lists of Stadtteile and districts are data, so the domain's forms cannot know them. */
export function listUnknownPlaces(answers: Answers, city: City): FieldProblem[] {
  const stadtteil = textOf(answers, 'stadtteil').trim();
  const district = textOf(answers, 'district').trim();
  const districtIsKnown =
    ['', 'unsure', 'citywide'].includes(district) || city.facts.districtIdBySlug.has(district);
  return [
    ...(stadtteil === '' || city.stadtteilByCode.has(stadtteil)
      ? []
      : [{ field: 'stadtteil', message: 'choice' }]),
    ...(districtIsKnown ? [] : [{ field: 'district', message: 'choice' }]),
  ];
}
