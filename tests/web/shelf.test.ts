import { expect } from 'chai';
import { Shelf } from '../../src/web/cache/shelf.ts';

const BUDGET = 1_000;

describe('The memory for kept pages', () => {
  const open = () => new Shelf<Buffer>(BUDGET, (value) => value.length);

  it('never takes more than its budget, whatever is put into it and however it grows', () => {
    const shelf = open();
    for (let number = 0; number < 5_000; number += 1) {
      const key = `/seite?${String(number % 97)}`;
      shelf.put(key, Buffer.alloc((number * 37) % 240));
      if (number % 3 === 0) shelf.touch(`/seite?${String(number % 13)}`);
      expect(shelf.bytes).to.be.at.most(BUDGET);
    }
    expect(shelf.bytes).to.be.greaterThan(BUDGET / 2);
  });

  it('keeps what people come back to while somebody walks through every address', () => {
    const shelf = open();
    shelf.put('/', Buffer.alloc(200));
    shelf.touch('/');
    for (let number = 0; number < 1_000; number += 1) {
      shelf.put(`/veranstaltungen?thema=${String(number)}`, Buffer.alloc(100));
    }
    expect(shelf.peek('/')).to.have.length(200);
    expect(shelf.peek('/veranstaltungen?thema=0')).to.equal(undefined);
    expect(shelf.peek('/veranstaltungen?thema=999')).to.have.length(100);
  });

  it('lets new pages in when those of before are no longer asked for', () => {
    const shelf = open();
    for (let number = 0; number < 20; number += 1) {
      shelf.put(`/alt/${String(number)}`, Buffer.alloc(100));
      shelf.touch(`/alt/${String(number)}`);
    }
    for (const round of [1, 2]) {
      for (let number = 0; number < 8; number += 1) {
        const key = `/neu/${String(number)}`;
        if (round === 1) shelf.put(key, Buffer.alloc(100));
        shelf.touch(key);
      }
    }
    const kept = Array.from({ length: 8 }, (_, number) => shelf.peek(`/neu/${String(number)}`));
    expect(kept.filter((value) => value !== undefined)).to.have.length(8);
  });

  it('gives back the room of what was forgotten, and keeps nothing that would push out hundreds', () => {
    const shelf = open();
    shelf.put('/a', Buffer.alloc(100));
    shelf.put('/a', Buffer.alloc(50));
    expect(shelf.bytes).to.equal(50);
    shelf.put('/a', Buffer.alloc(900));
    expect([shelf.bytes, shelf.peek('/a')]).to.deep.equal([0, undefined]);
  });
});
