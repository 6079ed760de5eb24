import type { Answers } from '../domain/kinds/read-form.ts';

/** Answers that say something: a file says nothing about a field rather than that it is empty. */
export function withoutEmpty(
  answers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined && value.length > 0),
  );
}
