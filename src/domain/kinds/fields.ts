import { z } from 'zod';
import { cleanLine, cleanText, saysSomething } from '../text.ts';
import { isDate, isTime } from '../time.ts';
import type { MovedDate } from './content.ts';

// The building blocks of the three forms. A message is a key of the words below `problem.`; the
// web layer turns it into the sentence at the field.

const MAX_LINE = 200;
const MAX_TEXT = 6_000;

/** Nothing is cut off: who wrote too much is told how much it is. */
const atMost = (max: number) =>
  z.string().superRefine((value, issues) => {
    const over = value.length - max;
    if (over > 0) issues.addIssue({ code: 'custom', message: 'tooLongBy', params: { max, over } });
  });

/** One line. Not given is an empty string. */
export const line = (max = MAX_LINE) =>
  z.string().default('').transform(cleanLine).pipe(atMost(max));

export const requiredLine = (missing: string, max = MAX_LINE) =>
  line(max).pipe(z.string().refine(saysSomething, missing));

export const text = (max = MAX_TEXT) =>
  z.string().default('').transform(cleanText).pipe(atMost(max));

export const requiredText = (missing: string, max = MAX_TEXT) =>
  text(max).pipe(z.string().refine(saysSomething, missing));

/** A web address; a missing scheme is what people leave out, anything but http(s) is refused. */
export const webAddress = () =>
  z
    .string()
    .default('')
    .transform(cleanLine)
    .transform((value) =>
      value === '' || /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`,
    )
    .pipe(atMost(500))
    .pipe(z.string().refine(isWebAddress, 'webAddress'));

function isWebAddress(value: string): boolean {
  if (value === '') return true;
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === '';
}

// RFC 5322 allows more than mail servers do; this is what HTML's own e-mail field accepts.
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

export const isEmailAddress = (text: string): boolean => text.length <= 254 && EMAIL.test(text);

export const emailAddress = () =>
  z
    .string()
    .default('')
    .transform(cleanLine)
    .pipe(atMost(254))
    .pipe(z.string().refine((value) => value === '' || EMAIL.test(value), 'email'));

export const requiredEmail = (missing: string) =>
  z
    .string()
    .default('')
    .transform(cleanLine)
    .pipe(z.string().min(1, missing))
    .pipe(atMost(254))
    .pipe(z.string().regex(EMAIL, 'email'));

export const phone = () =>
  line(60).refine((value) => value === '' || /^[+(]?[\d][\d\s()/.–-]{3,}$/.test(value), 'phone');

export const postalCode = () =>
  line(10).refine((value) => value === '' || /^\d{5}$/.test(value), 'postalCode');

export const date = () => line(40).refine((value) => value === '' || isDate(value), 'date');

const MAX_DATES = 200;

const someTexts = () =>
  z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((value) =>
      [value]
        .flat()
        .map(cleanLine)
        .filter((text) => text !== ''),
    );

/** Any number of days, each once, the earliest first. */
export const dates = () =>
  someTexts()
    .pipe(
      z
        .array(z.string())
        .max(MAX_DATES, 'tooManyDates')
        .refine((days) => days.every(isDate), 'date'),
    )
    .transform((days) => [...new Set(days)].sort());

/** Days that take place at another time, as `2026-12-24 2026-12-23 15:00`; the time may be left out. */
export const movedDates = () =>
  someTexts()
    .pipe(
      z
        .array(z.string())
        .max(MAX_DATES, 'tooManyDates')
        .refine((rows) => rows.every((row) => readMovedDate(row) !== undefined), 'movedIncomplete'),
    )
    .transform((rows) => rows.map(readMovedDate).filter((row) => row !== undefined));

function readMovedDate(text: string): MovedDate | undefined {
  const [date = '', toDate = '', toTime = ''] = text.split(' ');
  const isUsable = isDate(date) && isDate(toDate) && (toTime === '' || isTime(toTime));
  return isUsable ? { date, toDate, toTime } : undefined;
}

export const time = () => line(40).refine((value) => value === '' || isTime(value), 'time');

/** Any number of words from a closed list; a word that is not in it is refused, not dropped. */
export const someOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((value) => [...new Set([value].flat().filter((word) => word !== ''))])
    .pipe(z.array(z.enum(words, 'choice')));

export const oneOf = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  fallback: Words[number],
) =>
  z
    .string()
    .default(fallback)
    .transform((value) => (value === '' ? fallback : value))
    .pipe(z.enum(words, 'choice'));

/** A box to tick: whatever a browser sends for a ticked one means yes. */
export const ticked = () =>
  z
    .string()
    .default('')
    .transform((value) => !['', 'no', 'false', 'off', '0'].includes(value));
