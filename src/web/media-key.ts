import { pseudonym } from '../domain/tokens.ts';

/** What opens a picture that is not public: it stands in the address on pages that may show it. */
export function mediaKey(secret: string, attachmentId: string): string {
  return pseudonym(secret, 'media', attachmentId);
}
