/** A font file of a package, and the name under which it is served. */
export interface FontFile {
  readonly name: string;
  readonly source: string;
  readonly family: string;
  readonly weight: string;
  /** The signs for which a browser fetches it. */
  readonly range: string;
}

export interface FaceSheet {
  readonly files: readonly FontFile[];
  /** What comes before the fonts that every page names. */
  readonly stack?: string;
}

const fira = (weight: '400' | '600'): FontFile => ({
  name: `fira-sans-cyrillic-${weight}.woff2`,
  source: `@fontsource/fira-sans/files/fira-sans-cyrillic-${weight}-normal.woff2`,
  family: 'Fira Sans',
  weight,
  range: 'U+0301,U+0400-045F,U+0490-0491,U+2116',
});
const noto = (part: string, range: string): FontFile => ({
  name: `noto-sans-${part}.woff2`,
  source: `@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-${part}-wght-normal.woff2`,
  family: 'Noto Sans',
  weight: '100 900',
  range,
});
const LATIN = noto(
  'latin',
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2010-206F,U+20AC,U+2122,U+2212',
);
const LATIN_EXTENDED = noto('latin-ext', 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F,U+20BA');
const ARABIC = noto(
  'arabic',
  'U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFC',
);
const NOTO = "'Noto Sans',system-ui,'Segoe UI',Arial,sans-serif";

/**
 * Fonts that only some languages need, as a sheet of their own, so that German pages carry none of
 * them. Turkish is set in Noto Sans throughout: Fira's file with ğ, ş and İ weighs as much as the
 * rest of a page in two weights, Noto's both files as much as Fira's two without them.
 */
export const FACE_SHEETS: ReadonlyMap<string, FaceSheet> = new Map<string, FaceSheet>([
  ['letters-cyrillic.css', { files: [fira('400'), fira('600')] }],
  ['letters-latin-extended.css', { files: [LATIN, LATIN_EXTENDED], stack: NOTO }],
  ['letters-arabic.css', { files: [ARABIC, LATIN], stack: NOTO }],
]);

export function faceRule(file: FontFile, url: string): string {
  return `@font-face{font-family:"${file.family}";font-weight:${file.weight};font-display:swap;src:url("${url}") format("woff2");unicode-range:${file.range}}`;
}

export function stackRule(stack: string | undefined): string {
  return stack === undefined ? '' : `:root{--kern-typography-font-family-default:${stack}}`;
}
