import { contrastOf, mixColours, readColour, writeColour, type Colour } from './contrast.ts';

/** The colours of a page that a district's own meets; those of src/web/assets/files/10-tokens.css. */
export const SCHEMES = {
  light: {
    paper: '#ffffff',
    wash: '#f5f4f9',
    ground: '#e7e5f0',
    ink: '#14131f',
    onAccent: '#ffffff',
  },
  dark: {
    paper: '#12111b',
    wash: '#1a1926',
    ground: '#292739',
    ink: '#f4f3fa',
    onAccent: '#12111b',
  },
} as const;

export type Scheme = keyof typeof SCHEMES;

/** WCAG 2.2: 1.4.3 asks 4.5 of text, 1.4.11 asks 3 of what is seen without being read. */
const TEXT = 4.5;
const SHAPE = 3;

export interface Contrast {
  /** Where it would be too weak: `link`, `date`, `button`, `map`, `mark`. */
  readonly use: 'link' | 'date' | 'button' | 'map' | 'mark';
  readonly ratio: number;
  readonly needed: number;
}

/** What pages make of a district's colour: the text on its tint, the tint, and the colour itself. */
export function deriveColours(colour: string, scheme: Scheme) {
  const set = SCHEMES[scheme];
  const accent = readColour(colour) ?? [0, 0, 0];
  const [paper, ink] = [must(set.paper), must(set.ink)];
  return {
    accent,
    accentInk: mixColours(accent, 0.88, ink),
    accentSoft: mixColours(accent, 0.11, paper),
    accentMid: mixColours(accent, 0.34, paper),
    paper,
    ink,
    wash: must(set.wash),
    ground: must(set.ground),
    onAccent: must(set.onAccent),
  };
}

/** The same as a picture's attributes take them. */
export function drawColours(colour: string, scheme: Scheme) {
  const derived = deriveColours(colour, scheme);
  return Object.fromEntries(
    Object.entries(derived).map(([name, value]) => [name, writeColour(value)]),
  );
}

/** Where this colour would be too weak; nothing: it can be read everywhere. */
export function listContrastProblems(colour: string, scheme: Scheme): Contrast[] {
  return listContrasts(colour, scheme).filter(({ ratio, needed }) => ratio < needed);
}

/** How strong this colour is in each use, at its weakest. */
export function listContrasts(colour: string, scheme: Scheme): Contrast[] {
  const { accent, accentInk, accentSoft, paper, wash, ground, onAccent } = deriveColours(
    colour,
    scheme,
  );
  const weakest = (colours: readonly Colour[], on: Colour) =>
    Math.min(...colours.map((one) => contrastOf(one, on)));
  return [
    { use: 'link', ratio: weakest([paper, wash], accentInk), needed: TEXT },
    { use: 'date', ratio: contrastOf(accentInk, accentSoft), needed: TEXT },
    { use: 'button', ratio: contrastOf(onAccent, accentInk), needed: TEXT },
    { use: 'map', ratio: contrastOf(accent, ground), needed: SHAPE },
    { use: 'mark', ratio: weakest([paper, wash, accentSoft], accent), needed: SHAPE },
  ];
}

function must(text: string): Colour {
  const colour = readColour(text);
  if (colour === undefined) throw new Error(`no colour: ${text}`);
  return colour;
}
