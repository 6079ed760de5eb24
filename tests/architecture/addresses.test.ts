import { expect } from 'chai';
import { FORM_PATHS, LIST_PATHS, ROUTES, SITE_PREFIX } from '../../src/web/paths.ts';
import { readSources } from '../support/sources.ts';

const FIRST_PARTS = new Set(
  [
    ...Object.values(ROUTES),
    ...Object.values(LIST_PATHS),
    ...Object.values(FORM_PATHS),
    SITE_PREFIX,
  ]
    .map((path) => path.split('/')[1] ?? '')
    .filter((part) => part !== ''),
);
// What reads an address must know how it looks; what makes one must not.
const READERS = new Map([
  ['src/web/middleware/locate.ts', 'takes language and site off'],
  ['src/web/middleware/page-cache.ts', 'knows what is public'],
  ['src/settings.ts', 'a sentence for people'],
]);

describe('Addresses', () => {
  it('are written in src/web/paths.ts and nowhere else', () => {
    const literal = new RegExp(`["'\`(=]\\\\?/(${[...FIRST_PARTS].join('|')})\\b[^>]`);
    const found = [...readSources('src', '.ts'), ...readSources('views', '.ejs')]
      .filter(([path]) => path !== 'src/web/paths.ts' && !READERS.has(path))
      .flatMap(([path, text]) =>
        text
          .split('\n')
          .map((line, index) => `${path}:${String(index + 1)} ${line.trim()}`)
          .filter((line) => literal.test(line) && !/^\S+ (\*|\/\/|import)/.test(line)),
      );
    expect(found).to.deep.equal([]);
  });

  it('would be found: the list itself is full of them', () => {
    expect(FIRST_PARTS.size).to.be.greaterThan(12);
    expect([...FIRST_PARTS]).to.include.members(['redaktion', 'vorgang', 'verwaltung']);
  });
});
