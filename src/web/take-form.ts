import type { Response } from 'express';
import { Invalid, TooFast, type FieldProblem } from '../domain/errors.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import { newGuards, type FormGuards, type GuardResult } from './form-guards.ts';
import type { WebParts } from './parts.ts';

/** A small public form as it is shown: new, or again with what was typed and what is wrong with it. */
export interface SmallForm {
  readonly answers: Answers;
  readonly guards: FormGuards;
  readonly problems: readonly FieldProblem[];
}

export function emptyForm(
  parts: Pick<WebParts, 'secret' | 'now'>,
  answers: Answers = {},
): SmallForm {
  return { answers, guards: newGuards(parts.secret, parts.now()), problems: [] };
}

/**
 * Takes a small form, or shows it again with everything typed: refused input, too many of them, or a
 * part of ours that fails.
 */
export async function takeSmallForm(
  parts: WebParts,
  res: Response,
  given: { readonly answers: Answers; readonly guards: GuardResult },
  problems: readonly FieldProblem[],
  take: () => Promise<void>,
  show: (form: SmallForm, status: number) => Promise<void>,
): Promise<void> {
  const { answers, guards } = given;
  const all = [...guards.problems, ...problems];
  if (all.length > 0) {
    await show({ answers, guards, problems: all }, 422);
    return;
  }
  try {
    await take();
  } catch (error) {
    if (res.headersSent) throw error;
    const [refused, status] = toProblems(error);
    if (error instanceof TooFast) res.set('Retry-After', String(error.retryAfter));
    if (status === 503) parts.log.error({ err: error }, 'a form could not be taken');
    await show({ answers, guards, problems: refused }, status);
  }
}

function toProblems(error: unknown): [readonly FieldProblem[], number] {
  if (error instanceof Invalid) return [error.problems, 422];
  if (error instanceof TooFast) {
    const minutes = Math.ceil(error.retryAfter / 60);
    return [[{ field: '', message: 'tooFast', values: { minutes } }], 429];
  }
  return [[{ field: '', message: 'failed' }], 503];
}
