import { expect } from 'chai';
import fc from 'fast-check';
import { isOdd, parseHouseNumber } from '../../src/domain/house-number.ts';

describe('House numbers', () => {
  const table: [string, number | undefined][] = [
    ['7', 700],
    ['152a', 15_201],
    ['152 A', 15_201],
    ['0087 b', 8_702],
    ['14-18', 1_400],
    ['14 bis 18', 1_400],
    ['14/16', 1_400],
    ['Nr. 12', 1_200],
    ['40EG', 4_000],
    ['40 Hinterhaus', 4_000],
    ['10bis12', 1_000],
    ['a', undefined],
    ['', undefined],
  ];
  for (const [text, number] of table) {
    it(`"${text}" is read as ${String(number)}`, () => {
      expect(parseHouseNumber(text)).to.equal(number);
    });
  }

  it('letters sort after the number itself and before the next one', () => {
    const order = ['13', '13a', '13b', '14', '140'].map((text) => parseHouseNumber(text) ?? -1);
    expect([...order].sort((a, b) => a - b)).to.deep.equal(order);
  });

  it('a letter does not move a house to the other side of its street', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999 }),
        fc.constantFrom('', 'a', ' z'),
        (n, letter) => {
          const number = parseHouseNumber(`${String(n)}${letter}`);
          expect(number && isOdd(number)).to.equal(n % 2 === 1);
        },
      ),
    );
  });
});
