/**
 * Which of our entity tags a client has, by its `If-None-Match` (RFC 9110, section 13.1.2): a list
 * of tags, compared weakly, or `*` for whatever there is.
 */
export function findKnownTag(
  ifNoneMatch: string | undefined,
  ours: readonly string[],
): string | undefined {
  if (ifNoneMatch === undefined) return undefined;
  if (ifNoneMatch.trim() === '*') return ours[0];
  const theirs = new Set([...ifNoneMatch.matchAll(/(?:W\/)?("[^"]*")/g)].map(([, tag]) => tag));
  return ours.find((tag) => theirs.has(opaque(tag)));
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}
