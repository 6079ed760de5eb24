import { randomUUID } from 'node:crypto';
import type { FieldProblem } from '../domain/errors.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import { textOf } from './answers.ts';
import { readSignedText, signText } from '../domain/tokens.ts';
import { DAY } from '../domain/time.ts';

/** Hidden fields of every form, and the trap that people do not see. */
export const TRAP_FIELD = 'fax';
const STAMP_PURPOSE = 'form';
const FORM_LIFETIME = DAY;

export interface FormGuards {
  readonly key: string;
  readonly stamp: string;
}

/** A new form's idempotency key, and the signed moment at which it was handed out. */
export function newGuards(secret: string, now: number, key: string = randomUUID()): FormGuards {
  return { key, stamp: signText(secret, STAMP_PURPOSE, `${key}.${String(now)}`) };
}

export interface GuardResult extends FormGuards {
  readonly fillSeconds: number;
  readonly problems: readonly FieldProblem[];
}

/**
 * Looks at the guards of a form that came back. One that is older than a day, or whose guards are
 * missing, is shown again with everything that was typed: it may be a forgotten tab. Where it was
 * ours it keeps its key, and with it its pictures and its draft.
 */
export function checkGuards(answers: Answers, secret: string, now: number): GuardResult {
  const given = textOf(answers, 'stamp');
  const [key = '', handedOut = ''] = (readSignedText(secret, STAMP_PURPOSE, given) ?? '').split(
    '.',
  );
  const age = now - Number(handedOut);
  if (key === '' || key !== textOf(answers, 'key') || !(age >= -60_000 && age < FORM_LIFETIME)) {
    return {
      ...newGuards(secret, now, key !== '' && key === textOf(answers, 'key') ? key : undefined),
      fillSeconds: 0,
      problems: [{ field: '', message: 'formExpired' }],
    };
  }
  const trapped = textOf(answers, TRAP_FIELD) !== '';
  return {
    key,
    stamp: given,
    fillSeconds: Math.max(0, Math.round(age / 1000)),
    problems: trapped ? [{ field: TRAP_FIELD, message: 'trap' }] : [],
  };
}
