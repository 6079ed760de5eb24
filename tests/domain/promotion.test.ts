import { expect } from 'chai';
import fc from 'fast-check';
import { moveItem } from '../../src/domain/promotion.ts';

describe("The landing page's order", () => {
  const order = ['a', 'b', 'c'];

  it('when an item is moved, then it changes places with its neighbour', () => {
    expect(moveItem(order, 'b', 'up')).to.deep.equal(['b', 'a', 'c']);
    expect(moveItem(order, 'b', 'down')).to.deep.equal(['a', 'c', 'b']);
  });

  it('when there is no further place, or no such item, then nothing moves', () => {
    expect(moveItem(order, 'a', 'up')).to.deep.equal(order);
    expect(moveItem(order, 'c', 'down')).to.deep.equal(order);
    expect(moveItem(order, 'z', 'up')).to.deep.equal(order);
  });

  it('whatever is moved, nothing is lost and the given order is left alone', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(
        ids,
        fc.constantFrom('a', 'c', 'e'),
        fc.constantFrom('up', 'down'),
        (list, id, to) => {
          const before = [...list];
          const moved = moveItem(list, id, to);
          expect([...moved].sort()).to.deep.equal([...list].sort());
          expect(list).to.deep.equal(before);
        },
      ),
    );
  });
});
