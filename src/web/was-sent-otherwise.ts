import { isDeepStrictEqual } from 'node:util';
import { findByIdempotencyKey, listRevisions } from '../db/submissions.ts';
import type { Content } from '../domain/kinds/content.ts';
import type { WebParts } from './parts.ts';

/**
 * Sent twice is sent once. But whoever went back after sending and wrote something else means a second
 * one, or a change of the first: the form asks, and nothing is dropped. Files belong to the first by now.
 */
export async function wasSentOtherwise(
  parts: Pick<WebParts, 'db'>,
  key: string,
  content: Content,
): Promise<boolean> {
  const known = await findByIdempotencyKey(parts.db.read, key);
  if (known === undefined || known.revision !== 1) return false;
  const [first] = await listRevisions(parts.db.read, known.id);
  if (first === undefined) return false;
  const words = (one: Content) => ({ ...one, images: [], flyer: null });
  return !isDeepStrictEqual(words(first.content), words(content));
}
