import type { City } from '../db/places.ts';
import type { Kind } from '../domain/submission-types.ts';
import type { Words } from '../locales/words.ts';
import type { PictureSize } from '../uploads/picture-sizes.ts';

interface Placed {
  readonly slug: string;
  readonly districtId: string;
}

/** Whole addresses, for readers that are not on the page. */
export interface FeedLinks {
  /** Where the portal itself is at home. */
  home(): string;
  list(kind: Kind): string;
  /** Where an item is at home, whoever asks: the same address in every feed. */
  item(item: Placed & { readonly kind: Kind }): string;
  calendar(item: Placed): string;
  news(article: Placed): string;
  picture(id: string, size: PictureSize): string;
  flyer(id: string): string;
}

/** What every format needs besides the item: in which language, where and when it is read. */
export interface FeedFrame {
  readonly words: Words;
  readonly city: City;
  readonly zone: string;
  /** UTC milliseconds. */
  readonly now: number;
  /** The portal's host name: it makes identifiers unique in the world. */
  readonly host: string;
  readonly links: FeedLinks;
}
