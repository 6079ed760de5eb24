import { expect } from 'chai';
import { SETTINGS } from '../../src/settings.ts';
import { readSource, readSources } from '../support/sources.ts';

const code = (text: string) => (text === '' ? 'none' : `\`${text}\``);

describe('The settings', () => {
  it('stand in the README exactly as the program reads them', () => {
    const rows = readSource('README.md')
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+`/.test(line))
      .map((line) =>
        line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(rows).to.deep.equal(
      SETTINGS.map(({ name, fallback, meaning }) => [`\`${name}\``, code(fallback), meaning]),
    );
  });

  it('are all that src takes from the environment', () => {
    const known = new Set(SETTINGS.map((setting) => setting.name));
    const asked = [...readSources('src', '.ts')].flatMap(([path, text]) =>
      [...text.matchAll(/env(?:\.|\[')([A-Z][A-Z_]+)/g)].map(
        (match) => `${match[1] ?? ''} in ${path}`,
      ),
    );
    expect(asked.filter((line) => !known.has(line.split(' ')[0] ?? ''))).to.deep.equal([]);
  });
});
