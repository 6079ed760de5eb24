// NUL is refused by PostgreSQL, the other controls are invisible, the bidirectional overrides let a
// name pretend to be another (Unicode TR 36, section 2.10), and tags hide text that only programs read.
const UNWANTED =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF\u{E0000}-\u{E007F}]/gu;

/** Is there a letter or a digit in it, in whatever script? A name of dots and blanks names nothing. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** One line as typed: no controls, no line breaks, single spaces, composed letters (NFC). */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Several lines as typed: unix line ends, at most one empty line in a row. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWANTED, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Without e-mail addresses: for logs, which are read by many and kept for long. */
export function hideAddresses(text: string): string {
  // Bounded, so that a long line without an address is read once and not once for each letter.
  return text.replace(/[^\s<>"'(),:;=[\]]{1,64}@[^\s<>"'(),:;[\]]{1,255}/g, '…@…');
}

/** Folded for comparing and sorting: lower case, ä as ae, ß as ss, accents off. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/** A part of an address, at most 60 characters: "Fest auf der Straße" becomes `fest-auf-der-strasse`. */
export function slugify(text: string): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return slug || 'ohne-titel';
}

/**
 * A street name folded so that its spellings meet: "Kalk-Mülheimer Straße", "Kalk Mülheimer Str."
 * and "kalk-muelheimer strasse" are one. What stands in brackets is the directory's own remark.
 */
export function foldStreet(street: string): string {
  return fold(street)
    .replace(/\(.*?\)/g, '')
    .replace(/[^a-z0-9]+/g, '')
    .replace(/(strasse|str)$/, 'str');
}

/** The beginning of a street's name, as typed so far: "Kalker Stra" begins "kalkerstr". */
export function foldStreetStart(street: string): string {
  return fold(street)
    .replace(/[^a-z0-9]+/g, '')
    .replace(/(?<=.)str(a|as|ass|asse)?$/, 'str');
}
