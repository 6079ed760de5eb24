import {
  contrastOf,
  mixColours,
  readColour,
  writeColour,
  type Colour,
} from '../../../domain/contrast.ts';

/** WCAG 2.2, 1.4.3: text against its ground. */
const ENOUGH = 4.5;
const STEPS = 20;
/** The grounds of our two modes, as 10-tokens.css has them, and what is mixed in to stand out. */
const MODES = {
  light: { ground: [1, 1, 1], towards: [0, 0, 0] },
  dark: { ground: [0x12 / 255, 0x11 / 255, 0x1b / 255], towards: [1, 1, 1] },
} as const;

/** Six digits, as they stand in the address of a frame; a colour field writes a `#` before them. */
export function readDigits(text: string): string | undefined {
  const digits = text.replace(/^#/, '').toLowerCase();
  return readColour(`#${digits}`) === undefined ? undefined : digits;
}

/** A strict policy allows no `style` attribute, so somebody's colour is a sheet with an address. */
export function colourSheet(digits: string): string {
  const colour = readColour(`#${digits}`) ?? [0, 0, 0];
  const rule = (mode: keyof typeof MODES) =>
    `:root,[class^='d-'],[class*=' d-']{--accent:${writeColour(readableIn(mode, colour))}}`;
  return `${rule('light')}@media (prefers-color-scheme:dark){${rule('dark')}}`;
}

/** As near to somebody's colour as text can be read in: a pale yellow becomes a dark one on white. */
function readableIn(mode: keyof typeof MODES, colour: Colour): Colour {
  const { ground, towards } = MODES[mode];
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = mixColours(towards, step / STEPS, colour);
    if (contrastOf(mixed, ground) >= ENOUGH) return mixed;
  }
  return towards;
}
