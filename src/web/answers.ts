import type { Request } from 'express';
import type { Answers } from '../domain/kinds/read-form.ts';
import { withoutNul } from './context.ts';
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

/** The fields of a request under their plain names: `topics[]` and `topics` are the same question. */
export function readAnswers(req: Request): Answers {
  const answers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries((req.body ?? {}) as Record<string, unknown>)) {
    const plain = name.replace(/\[\]$/, '');
    if (typeof value === 'string') answers[plain] = withoutNul(value);
    else if (Array.isArray(value)) {
      answers[plain] = value
        .filter((part): part is string => typeof part === 'string')
        .map(withoutNul);
    }
  }
  return answers;
}
