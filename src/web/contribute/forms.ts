import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Attachment } from '../../db/attachments.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers, Attached } from '../../domain/kinds/read-form.ts';
import type { Flyer, Picture } from '../../domain/kinds/content.ts';
import { LICENCES, PERSONS, SPOKEN_LANGUAGES } from '../../domain/vocabulary.ts';
import { cleanLine } from '../../domain/text.ts';
import { readSignedText, signText } from '../../domain/tokens.ts';

/** Hidden fields of every form, and the trap that people do not see. */
export const TRAP_FIELD = 'fax';
const STAMP_PURPOSE = 'form';
const FORM_LIFETIME = 24 * 3_600_000;

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

/** The fields of a request under their plain names: `topics[]` and `topics` are the same question. */
export function readAnswers(req: Request): Answers {
  const answers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries((req.body ?? {}) as Record<string, unknown>)) {
    const plain = name.replace(/\[\]$/, '');
    if (typeof value === 'string') answers[plain] = value;
    else if (Array.isArray(value)) {
      answers[plain] = value.filter((part): part is string => typeof part === 'string');
    }
  }
  return answers;
}

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

/** What was said about the pictures, beside the files themselves. */
export function readAttached(
  answers: Answers,
  files: readonly Attachment[],
): { attached: Attached; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string, values: FieldProblem['values'] = {}) => {
    if (problems.some((problem) => problem.field === field)) return;
    problems.push({ field, message, values });
  };
  const images = files
    .filter((file) => file.kind === 'image')
    .map((file, index): Picture => {
      const answer = (name: string) => cleanLine(listOf(answers, name)[index] ?? '');
      const alt = answer('imageAlt');
      const credit = answer('imageCredit');
      const persons = PERSONS.find((word) => word === answer('imagePersons'));
      const licence = LICENCES.find((word) => word === answer('imageLicence'));
      if (alt === '') say('imageAlt', 'imageAltMissing');
      if (alt.length > 300) say('imageAlt', 'tooLongBy', { max: 300, over: alt.length - 300 });
      if (credit === '') say('imageCredit', 'imageCreditMissing');
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
        focus: 'center',
      };
    });
  const flyerFile = files.find((file) => file.kind === 'flyer');
  const flyer: Flyer | null =
    flyerFile === undefined
      ? null
      : { id: flyerFile.id, name: flyerFile.name, bytes: flyerFile.bytes, preview: false };
  return { attached: { images, flyer }, problems };
}
