/**
 * Texts that cost something to write, kept until they change or until others need the room. As bytes:
 * to copy those costs a tenth of what it costs to join and encode letters with each answer.
 */
export interface KeptTexts {
  /** The text of this key, if it is the one of this moment of change. */
  find(key: string, changedAt: number): Buffer | undefined;
  keep(key: string, changedAt: number, text: Buffer): void;
}

/** `budget` is in bytes; what was used longest ago goes first. */
export function keepTexts(budget: number): KeptTexts {
  const texts = new Map<string, { changedAt: number; text: Buffer }>();
  let size = 0;
  return {
    find(key, changedAt) {
      const known = texts.get(key);
      if (known?.changedAt !== changedAt) return undefined;
      texts.delete(key);
      texts.set(key, known);
      return known.text;
    },
    keep(key, changedAt, text) {
      size += text.length - (texts.get(key)?.text.length ?? 0);
      texts.delete(key);
      texts.set(key, { changedAt, text });
      for (const [oldest, { text: old }] of texts) {
        if (size <= budget) break;
        texts.delete(oldest);
        size -= old.length;
      }
    },
  };
}
