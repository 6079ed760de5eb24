import { answersFor } from './portal.ts';
import type { Kind } from './steps.ts';
import type { Answer, Fields } from './visitor.ts';

/** Markup that would be seen, if anything took it for markup. Each field has its own number. */
export const inject = (mark: string): string => `"'><x-${mark} onclick=alert(1)><script>${mark}`;

const FREE_TEXT: Record<Kind, readonly string[]> = {
  event: ['price'],
  entry: ['organisation', 'offer', 'openingHours', 'appointment', 'costs', 'eligibility'],
  story: ['period', 'partners', 'result', 'contactName'],
};
const EVERYWHERE = [
  'title',
  'summary',
  'description',
  'placeName',
  'street',
  'houseNumber',
  'city',
  'easyText',
  'submitterName',
  'submitterOrganisation',
];

/** A complete form of a kind with markup in every field that takes free text. */
export function hostileAnswers(kind: Kind): Fields {
  const names = [...EVERYWHERE, ...FREE_TEXT[kind]];
  const marks = names.map((name) => [
    name,
    // A house number has room for no more.
    name === 'houseNumber' ? '1<x-houseno>' : inject(name.toLowerCase()),
  ]);
  return {
    ...answersFor(kind),
    free: '',
    ...(Object.fromEntries(marks) as Fields),
    'imageAlt[]': inject('imagealt'),
    'imageCredit[]': inject('imagecredit'),
    'imageLicence[]': 'own',
    'imagePersons[]': 'none',
  };
}

/** The marks that a page shows as text, and those that became part of the page. */
export function findMarks(answer: Answer): { shown: string[]; injected: string[] } {
  const unique = (found: RegExpMatchArray[]) =>
    [...new Set(found.map((match) => match[1] ?? ''))].sort();
  return {
    shown: unique([...answer.text.matchAll(/&lt;x-([a-z]+)/g)]),
    injected: unique([...answer.text.matchAll(/<x-([a-z]+)|<script>[a-z]/g)]),
  };
}
