import { expect } from 'chai';
import {
  drawOutlines,
  fitProjection,
  fits,
  type Projection,
} from '../../../src/domain/outlines/draw-outlines.ts';
import { matchDistrict } from '../../../src/domain/outlines/match-districts.ts';
import type { Position } from '../../../src/domain/outlines/read-geojson.ts';

const flat: Projection = { west: 6, north: 51, scale: 1000 };
/** The corners of a path, as a browser would draw it. */
const cornersOf = (path: string): [number, number][] => {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([Ml ]?)(-?(?:\d+\.?\d*|\.\d+))[ ]?(-?(?:\d+\.?\d*|\.\d+))/g)].map(
    ([, sign, dx, dy]) => {
      [x, y] = sign === 'M' ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
      return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    },
  );
};
const wobble = (count: number, at: number): Position[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    const radius = 0.02 + 0.004 * Math.sin(9 * angle) + 0.0004 * Math.sin(170 * angle);
    return [6.9 + at * 0.01 + radius * Math.cos(angle), 50.9 + radius * Math.sin(angle) * 0.6];
  });

describe('Outlines on the map', () => {
  it('stand where their projection puts them', () => {
    const square: Position[] = [
      [6.1, 50.9],
      [6.2, 50.9],
      [6.2, 50.8],
      [6.1, 50.8],
    ];
    const [path = ''] = drawOutlines([[square]], flat);
    // Of Web Mercator at 51 degrees: a tenth of a degree north is 158.6 tenths of one east.
    expect(cornersOf(path)).to.deep.equal([
      [100, 158.7],
      [200, 158.7],
      [200, 317.1],
      [100, 317.1],
    ]);
  });

  it('weigh little however fine they were, and all of them together', () => {
    const many = Array.from({ length: 15 }, (_, index) => [wobble(2_000, index)]);
    const { projection } = fitProjection(many);
    const paths = drawOutlines(many, projection);
    const bytes = paths.join('').length;
    expect(bytes).to.be.lessThan(8_000).and.greaterThan(1_500);
    for (const path of paths) expect(path).to.match(/^M[\d. -]+l[\d. -]+z$/);
  });

  it('fill a map of their own where they do not lie on the one that is there', () => {
    const berlin: Position[] = [
      [13.3, 52.4],
      [13.5, 52.4],
      [13.5, 52.6],
      [13.3, 52.6],
    ];
    expect(fits([[berlin]], flat, '0 0 600 600')).to.equal(false);
    const { projection, viewBox } = fitProjection([[berlin]]);
    expect(fits([[berlin]], projection, viewBox)).to.equal(true);
    const corners = cornersOf(drawOutlines([[berlin]], projection)[0] ?? '');
    expect(Math.min(...corners.map(([x]) => x))).to.equal(12);
    expect(Math.max(...corners.map(([x]) => x))).to.equal(588);
  });

  it('find their district by slug, code or name, whatever the spelling, and guess at nothing', () => {
    const districts = [
      {
        id: '1',
        slug: 'kalk-humboldt',
        code: 'KAL',
        name: 'Humboldt/Gremberg und Kalk',
        shortName: 'Kalk',
      },
      { id: '2', slug: 'muelheim', code: 'MUE', name: 'Mülheim-Nord', shortName: 'Mülheim' },
    ];
    const found = (...names: string[]) => matchDistrict(names, districts)?.id;
    expect(found('kalk-humboldt')).to.equal('1');
    expect(found('7', 'kal')).to.equal('1');
    expect(found('HUMBOLDT, GREMBERG & KALK')).to.equal('1');
    expect(found('Muelheim Nord')).to.equal('2');
    expect(found('Kalk', 'muelheim')).to.equal('2');
    expect(found('Kal')).to.equal('1');
    expect(found('Kalkar')).to.equal(undefined);
    expect(found('')).to.equal(undefined);
    expect(found()).to.equal(undefined);
  });
});
