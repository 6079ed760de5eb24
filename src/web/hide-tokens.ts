/** The tokens of private links, wherever they stand in a text. */
export function hideTokens(text: string): string {
  return text
    .replace(
      /(\/(?:vorgang|passwort|gesendet|sammlung|abbestellen|meine-einsendungen|entwurf)\/+)[^/?\s]+/gi,
      '$1…',
    )
    .replace(/[\w-]{43,}/g, '…');
}
