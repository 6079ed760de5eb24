import type { Content } from './content.ts';

/**
 * A content that an earlier release stored, with the answers that were not asked for then. `language`
 * is that of the interface in which it was handed in: the best guess at the text's own.
 */
export function completeContent(stored: Content, language: string): Content {
  const common = {
    // An old content lacks it, whatever its type says today.
    ...{ textLanguage: language.slice(0, 2) },
    ...stored,
    images: stored.images.map((image) => ({ ...CENTRED, ...image })),
    flyer: stored.flyer && { ...UNSEEN, ...stored.flyer },
  };
  return common.kind === 'event' ? { ...SINGLE, ...common } : common;
}

const CENTRED = { focus: 'center' } as const;
const UNSEEN = { preview: false };
const SINGLE = {
  recurrence: 'none',
  recurrenceDays: [],
  recurrenceWeek: '',
  recurrenceUntil: '',
  recurrenceDates: [],
  exceptions: [],
  cancelled: [],
  moved: [],
} as const;
