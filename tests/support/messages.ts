import { IntlMessageFormat } from 'intl-messageformat';

/** One place of a message where something is filled in. */
export interface Slot {
  readonly name: string;
  readonly type: 'value' | 'number' | 'select' | 'plural';
  /** The names of the choices of a `select` or `plural`. */
  readonly choices: readonly string[];
}

// The numbers of the parser's kinds, which are not exported by name.
const TYPES: Readonly<Record<number, Slot['type']>> = {
  1: 'value',
  2: 'number',
  5: 'select',
  6: 'plural',
};

interface Node {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>;
}

function parse(text: string, locale: string): IntlMessageFormat {
  return new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
}

/** What a message has filled in, within its choices too. Throws where it is not well formed. */
export function listSlots(text: string, locale: string): Slot[] {
  const walk = (nodes: readonly Node[]): Slot[] =>
    nodes.flatMap((node) => {
      const type = TYPES[node.type];
      const options = Object.entries(node.options ?? {});
      return [
        ...(type === undefined
          ? []
          : [{ name: node.value ?? '', type, choices: options.map(([name]) => name) }]),
        ...options.flatMap(([, option]) => walk(option.value)),
      ];
    });
  return walk(parse(text, locale).getAst());
}

/** The message with something in each slot; each of its choices is taken at least once. */
export function fillEachWay(text: string, locale: string): string[] {
  const slots = listSlots(text, locale);
  const ways = Math.max(1, ...slots.map(({ choices }) => choices.length));
  return Array.from({ length: Math.max(ways, 4) }, (_, way) => {
    const values = Object.fromEntries(
      slots.map(({ name, type, choices }) => [
        name,
        type === 'value' ? `‹${name}›` : type === 'select' ? choices[way % choices.length] : way,
      ]),
    );
    return String(parse(text, locale).format(values));
  });
}

/**
 * The whole numbers for which a plural has no form of its own though the language has one, and
 * which would be said with the form that is meant for all the rest.
 */
export function listUnspoken(slot: Slot, locale: string): number[] {
  const rules = new Intl.PluralRules(locale);
  return Array.from({ length: 130 }, (_, number) => number).filter(
    (number) =>
      !slot.choices.includes(`=${String(number)}`) && !slot.choices.includes(rules.select(number)),
  );
}
