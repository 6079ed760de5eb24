import type { Reportable } from '../reports.ts';

/** A text as the index takes it: words that are folded already, with blanks between them. */
export interface FoldedText {
  readonly title: string;
  readonly names: string;
  readonly body: string;
}

/** What a search can be narrowed to. */
export interface SearchScope {
  /** Of one of these; nothing: of all. */
  readonly sources?: readonly Reportable[];
  readonly districtId?: string | undefined;
  /** All of them; see domain/facets.ts. */
  readonly facets?: readonly string[];
}

/** Where a word stands; each place has a list of its own, so that a common word is as quick as a rare one. */
export const TIERS = ['title', 'names', 'anywhere'] as const;
export type Tier = (typeof TIERS)[number];
const TIER_SIGNS: Readonly<Record<Tier, string>> = { title: '1', names: '2', anywhere: '3' };

/** Titles, names and filters count; of a very long text its first part does. */
const MAX_BODY_WORDS = 3_000;

export const tierTerm = (tier: Tier, word: string): string => TIER_SIGNS[tier] + word;
export const pairTerm = (word: string, next: string): string => `4${word}_${next}`;
export const sourceTerm = (source: Reportable): string => `k${source}`;
export const districtTerm = (districtId: string): string => `d${plain(districtId)}`;
export const facetTerm = (facet: string): string => `f${plain(facet)}`;

/**
 * All terms of a document, each once: its words in the title (`1`), in title or names (`2`) and
 * anywhere (`3`), neighbouring words (`4`, for phrases), and what it can be narrowed to. Letters,
 * digits and `_` only, so that neither engine has anything to interpret.
 */
export function termsOf(
  text: FoldedText,
  of: { source: Reportable; districtId: string; facets: readonly string[] },
): string[] {
  const [title, names, body] = [
    splitWords(text.title),
    splitWords(text.names),
    splitWords(text.body),
  ];
  const terms = new Set([
    sourceTerm(of.source),
    districtTerm(of.districtId),
    ...of.facets.map(facetTerm),
  ]);
  for (const word of title) terms.add(tierTerm('title', word));
  for (const word of [...title, ...names]) terms.add(tierTerm('names', word));
  for (const words of [title, names, body]) {
    words.slice(0, MAX_BODY_WORDS).forEach((word, at) => {
      terms.add(tierTerm('anywhere', word));
      const next = words[at + 1];
      if (next !== undefined) terms.add(pairTerm(word, next));
    });
  }
  return [...terms];
}

export function splitWords(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '_');
}
