import { cleanLine } from '../../domain/text.ts';
import { decodeEntities } from '../plain-text.ts';

/** What JSON-LD describes by its properties. */
export type Thing = Readonly<Record<string, unknown>>;

/** A text wherever schema.org allows one: plain, one of several, by language, or as a number. */
export function textOf(value: unknown, max = 500): string {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'number') return String(one);
  if (isThing(one)) return textOf(one['@value'] ?? one['@id'] ?? one['name'], max);
  if (typeof one !== 'string') return '';
  const text = one.slice(0, max);
  return max > 500 ? text : cleanLine(decodeEntities(text));
}

/** One object: neither a list of them nor nothing. */
export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What can be opened; anything else is no address. */
export function webAddress(text: string): string {
  return /^https?:\/\/\S{4,490}$/i.test(text) ? text : '';
}
