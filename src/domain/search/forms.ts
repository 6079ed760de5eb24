const ENDINGS = ['', 'e', 'en', 'er', 'ern', 'n', 's', 'es', 'em'];
const MIN_STRIPPED = 5;
const MIN_STEM = 3;

/**
 * A word in the forms that German gives it, the typed one first: "Märkte" is also "Markt", "Haus"
 * also "Häuser". Some of them are no words at all, which costs nothing: nobody has written them.
 */
export function formsOf(word: string): Set<string> {
  const forms = new Set([word]);
  // Arabic writes its article and the word as one.
  if (/^ال.{3}/u.test(word)) forms.add(word.slice(2));
  if (!/^[a-z]{3,}$/.test(word)) return forms;
  for (const stem of stemsOf(word)) {
    for (const sounding of [stem, withoutUmlaut(stem), withUmlaut(stem)]) {
      for (const ending of ENDINGS) forms.add(sounding + ending);
    }
  }
  return forms;
}

function stemsOf(word: string): string[] {
  if (word.length < MIN_STRIPPED) return [word];
  const endings = ENDINGS.filter(
    (ending) => word.endsWith(ending) && word.length - ending.length >= MIN_STEM,
  );
  return endings.map((ending) => word.slice(0, word.length - ending.length));
}

/** Umlauts come folded to two letters; the last one is what a plural has. */
function withoutUmlaut(stem: string): string {
  return stem.replace(/([aou])e(?!.*[aou]e)/, '$1');
}

function withUmlaut(stem: string): string {
  return stem.replace(/([ao](?=u)|[aou])(?!.*[aou].)(?!e)/, '$1e');
}
