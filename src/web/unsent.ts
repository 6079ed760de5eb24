import type { Request } from 'express';
import { z } from 'zod';
import { listFields } from './context.ts';

/** A form that nobody was signed in for any more: where it goes, and what was typed into it. */
export interface Unsent {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Far above what is written at a desk; it goes through the sign-in form and back. */
const MAX_CHARACTERS = 60_000;
/** Buttons and marks of a form; a form that has nothing else is pressed again in no time. */
const NOT_TYPED =
  /^(event|version|action|direction|submission|item(\[\])?|key|stamp|step|zurueck|revoke)$/;
const NEVER_KEPT = /passw/i;

/** What a refused request had typed in it; files and passwords are not taken along. */
export function findUnsent(req: Request): Unsent | undefined {
  if (req.method !== 'POST' || !req.is('application/x-www-form-urlencoded')) return undefined;
  const fields = listFields(req.body).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
  const isTyped = fields.some(([name, value]) => !NOT_TYPED.test(name) && value.trim() !== '');
  if (!isTyped || fields.some(([name]) => NEVER_KEPT.test(name))) return undefined;
  const unsent = { action: req.originalUrl, fields };
  return writeUnsent(unsent).length > MAX_CHARACTERS ? undefined : unsent;
}

/** As one hidden field of the sign-in form. */
export function writeUnsent(unsent: Unsent): string {
  return JSON.stringify(unsent);
}

const form = z.object({
  action: z.string().refine((path) => isOwnPath(path)),
  fields: z.array(z.tuple([z.string(), z.string()])),
});

/** `undefined` for nothing, and for what is not ours. */
export function readUnsent(text: string): Unsent | undefined {
  if (text === '' || text.length > MAX_CHARACTERS) return undefined;
  try {
    return form.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The values that a person wrote or chose, to be read once more before they are sent. */
export function listTyped({ fields }: Unsent): string[] {
  return fields.flatMap(([name, value]) =>
    NOT_TYPED.test(name) || value.trim() === '' ? [] : [value],
  );
}

/** Only a path of our own: nobody is sent elsewhere. Browsers drop tabs, so do we. */
export function isOwnPath(target: string): boolean {
  return /^\/(?![/\\])[!-~]*$/.test(target);
}
