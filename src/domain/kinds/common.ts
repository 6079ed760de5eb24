import { z } from 'zod';
import { ACCESSIBILITY, AUDIENCES, SPOKEN_LANGUAGES, TOPICS } from '../vocabulary.ts';
import * as field from './fields.ts';

/** The questions that all three forms ask. */
export const commonFields = {
  title: field.requiredLine('titleMissing', 120),
  summary: field.requiredText('summaryMissing', 400),
  description: field.text(),
  topics: field.someOf(TOPICS),
  audiences: field.someOf(AUDIENCES),
  district: field.line(80),
  stadtteil: field.line(80),
  placeName: field.line(),
  street: field.line(),
  houseNumber: field.line(20),
  postalCode: field.postalCode(),
  city: field.line(100),
  website: field.webAddress(),
  publicEmail: field.emailAddress(),
  publicPhone: field.phone(),
  easyText: field.text(2_000),
  accessibility: field.someOf(ACCESSIBILITY),
  languages: field.someOf(SPOKEN_LANGUAGES),
  textLanguage: field.oneOf(SPOKEN_LANGUAGES, 'de'),
};

export const submitterFields = {
  submitterName: field.requiredLine('submitterNameMissing', 120),
  submitterEmail: field.requiredEmail('submitterEmailMissing'),
  submitterPhone: field.phone(),
  submitterOrganisation: field.line(160),
  consent: field.ticked().refine((given) => given, 'consentMissing'),
};

interface PlaceAnswers {
  readonly district: string;
  readonly stadtteil: string;
  readonly street: string;
  readonly postalCode: string;
}

/** Some word about the place is needed, or nobody could be named who decides. */
export function saysAPlace(answers: PlaceAnswers): boolean {
  return [answers.district, answers.stadtteil, answers.street, answers.postalCode].some(
    (answer) => answer !== '',
  );
}

export const placeProblem = { path: ['stadtteil'], message: 'placeMissing' };

export const submitterForm = z.object(submitterFields);

export const keyHolderForm = z.object({
  organisation: field.requiredLine('organisationMissing', 160),
  contactName: field.requiredLine('contactNameMissing', 120),
  contactEmail: field.requiredEmail('contactEmailMissing'),
});

export const colleagueForm = z.object({
  colleagueName: field.requiredLine('colleagueNameMissing', 120),
  colleagueEmail: field.requiredEmail('colleagueEmailMissing'),
});
