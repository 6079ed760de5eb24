import type { Content } from './content.ts';
import { NO_SERIES } from './series.ts';

/** What the text is written in, where nobody was asked yet. */
export const guessTextLanguage = (language: string): string => language.slice(0, 2);

/**
 * A content that an earlier release stored, with the answers that were not asked for then. `language`
 * is that of the interface in which it was handed in: the best guess at the text's own.
 */
export function completeContent(stored: Content, language: string): Content {
  const common = {
    // An old content lacks it, whatever its type says today.
    ...{ textLanguage: guessTextLanguage(language) },
    ...stored,
    images: stored.images.map((image) => ({ ...CENTRED, ...image })),
    flyer: stored.flyer && { ...UNSEEN, ...stored.flyer },
  };
  if (common.kind === 'event') return { ...NO_SERIES, ...common };
  return common.kind === 'entry' ? { ...UNTYPED, ...common } : common;
}

const CENTRED = { focus: 'center' } as const;
const UNTYPED = { entryType: '' } as const;
const UNSEEN = { preview: false };
