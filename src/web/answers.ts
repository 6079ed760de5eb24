import type { Answers } from '../domain/kinds/read-form.ts';
import { SPOKEN_LANGUAGES } from '../domain/vocabulary.ts';

/** The language that a text is most likely written in: that of the pages around its form. */
export function likelyTextLanguage(language: string): string {
  return SPOKEN_LANGUAGES.find((code) => code === language.split('-')[0]) ?? 'de';
}

export function textOf(answers: Answers, name: string): string {
  const value = answers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export function listOf(answers: Answers, name: string): string[] {
  const value = answers[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : [...value];
}
