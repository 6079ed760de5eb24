import { expect } from 'chai';
import { readSources } from '../support/sources.ts';
import { readWords } from '../support/words.ts';

const german = readWords('de');
const code = [...readSources('src', '.ts').values(), ...readSources('views', '.ejs').values()].join(
  '\n',
);

/** `queue.${name}.label` and 'list.' + kind + '.empty' as patterns of keys. */
const patterns = [
  ...[...code.matchAll(/`([a-z]\w*\.[^`\s]*\$\{[^`]*)`/g)].map((match) =>
    (match[1] ?? '').replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '*'),
  ),
  ...[...code.matchAll(/'([a-z]\w*\.(?:[\w.]*\.)?)' \+ \(?[^')]+\)?(?: \+ '([\w.]*)')?/g)].map(
    (match) => `${match[1] ?? ''}*${match[2] ?? ''}`,
  ),
].map((text) => new RegExp(`^${text.replace(/[.]/g, '\\.').replace(/\*/g, '([\\w.-]+)')}$`));

/** The parts of a key that code fills in have to be words that the code knows. */
function isMade(key: string): boolean {
  return patterns.some((pattern) => {
    const match = pattern.exec(key);
    return (
      match
        ?.slice(1)
        .flatMap((part) => part.split('.'))
        .every((part) => new RegExp(`(?<![\\w-])${part}(?![\\w-])`).test(code)) ?? false
    );
  });
}

describe('The words of the interface', () => {
  it('that a page or mail asks for by name all exist', () => {
    const asked = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(asked.length).to.be.greaterThan(100);
    expect(asked.filter((key) => !key.endsWith('.') && !german.has(key))).to.deep.equal([]);
    for (const pattern of patterns) {
      if (!/^\^(\w+)\\\./.test(pattern.source)) continue;
      const first = /^\^(\w+)/.exec(pattern.source)?.[1] ?? '';
      // Other texts look like keys too; those that share a first part with the words are meant.
      if (![...german.keys()].some((key) => key.startsWith(`${first}.`))) continue;
      expect(
        [...german.keys()].some((key) => pattern.test(key)),
        pattern.source,
      ).to.equal(true);
    }
  });

  it('are all used: none waits for a page that is gone', () => {
    const unused = [...german.keys()].filter(
      (key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`) && !isMade(key),
    );
    expect(unused).to.deep.equal([]);
  });
});
