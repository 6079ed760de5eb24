import { expect } from 'chai';
import { Invalid } from '../../../src/domain/errors.ts';
import { readGeoJson } from '../../../src/domain/outlines/read-geojson.ts';

const SQUARE = [
  [6.9, 50.9],
  [7, 50.9],
  [7, 51],
  [6.9, 51],
  [6.9, 50.9],
];
const feature = (
  coordinates: unknown,
  type = 'Polygon',
  properties: unknown = { name: 'Kalk' },
) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const problemOf = (text: string): string => {
  try {
    readGeoJson(text);
  } catch (error) {
    if (error instanceof Invalid) return error.problems[0]?.message ?? '';
    throw error;
  }
  return '';
};
/** A ring of `count` points around the middle, with a radius for each. */
const round = (count: number, radius: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [7 + radius(index) * Math.cos(angle), 51 + radius(index) * Math.sin(angle)];
  });

describe('A GeoJSON file of outlines', () => {
  it('is read with one polygon, several, without the closing point, with heights and a byte order mark', () => {
    const [area] = readGeoJson(`\uFEFF${file(feature([SQUARE]))}`);
    expect(area?.rings).to.deep.equal([SQUARE.slice(0, -1)]);
    expect(area?.names).to.deep.equal(['Kalk']);
    expect(readGeoJson(file(feature([SQUARE.slice(0, -1)])))[0]?.rings).to.deep.equal(area?.rings);
    const two = readGeoJson(file(feature([[SQUARE], [SQUARE]], 'MultiPolygon')));
    expect(two[0]?.rings).to.have.length(2);
    const high = SQUARE.map((point) => [...point, 53]);
    expect(readGeoJson(file(feature([high])))[0]?.rings).to.deep.equal(area?.rings);
    // A hole is no part of the outline.
    expect(readGeoJson(file(feature([SQUARE, SQUARE])))[0]?.rings).to.have.length(1);
  });

  it('knows an area by whatever it is called, what names it best first', () => {
    const properties = {
      objectid: 7,
      name: ' Kalk ',
      slug: 'kalk',
      shape: { deep: [] },
      empty: '',
    };
    const [area] = readGeoJson(file(feature([SQUARE], 'Polygon', properties)));
    expect(area?.names).to.deep.equal(['kalk', 'Kalk', '7']);
    expect(readGeoJson(file(feature([SQUARE], 'Polygon', null)))[0]?.names).to.deep.equal([]);
  });

  const bow = [
    [6.9, 50.9],
    [7, 51],
    [7, 50.9],
    [6.9, 51],
  ];
  const cases: [what: string, text: string, problem: string][] = [
    ['something else', 'not json', 'notJson'],
    ['nothing', '', 'notJson'],
    ['a number', '42', 'notACollection'],
    ['a list', '[]', 'notACollection'],
    ['a single feature', JSON.stringify(feature([SQUARE])), 'notACollection'],
    ['no list of features', '{"type":"FeatureCollection","features":{}}', 'notACollection'],
    ['no features', file(), 'empty'],
    ['a feature that is none', file(null), 'notAFeature'],
    ['a feature without a shape', file({ type: 'Feature', geometry: null }), 'notAnArea'],
    ['a point', file(feature([7, 51], 'Point')), 'notAnArea'],
    ['a line', file(feature(SQUARE, 'LineString')), 'notAnArea'],
    ['a collection in a feature', file(feature([], 'GeometryCollection')), 'notAnArea'],
    ['no coordinates', file(feature(undefined)), 'noPoints'],
    ['an empty ring', file(feature([[]])), 'tooFewPoints'],
    ['a ring too little', file(feature(SQUARE)), 'notNumbers'],
    ['a list too much', file(feature([[[SQUARE]]])), 'notNumbers'],
    ['two points', file(feature([SQUARE.slice(0, 2)])), 'tooFewPoints'],
    ['one point again and again', file(feature([Array(9).fill([7, 51])])), 'tooFewPoints'],
    ['numbers as text', file(feature([SQUARE.map((point) => point.map(String))])), 'notNumbers'],
    // JSON has no NaN and no infinity; these are the ways to ask for them.
    ['NaN', '{"type":"FeatureCollection","features":[NaN]}', 'notJson'],
    ['null for a number', file(feature([[[NaN, 51], ...SQUARE]])), 'notNumbers'],
    ['more than any number', file(feature([SQUARE])).replace('50.9', '1e999'), 'notNumbers'],
    ['metres', file(feature([SQUARE.map(([x = 0, y = 0]) => [x * 5e4, y * 1e5])])), 'notDegrees'],
    ['a bow', file(feature([bow])), 'crossesItself'],
    [
      'both sides of the date line',
      file(
        feature([
          [
            [179.9, 50.9],
            [-179.9, 50.9],
            [-179.9, 51],
            [179.9, 51],
          ],
        ]),
      ),
      'antimeridian',
    ],
    ['a country', file(feature([SQUARE.map(([x = 0, y = 0]) => [x * 100 - 685, y])])), 'tooWide'],
    ['hundreds of areas', file(...Array<unknown>(301).fill(feature([SQUARE]))), 'tooManyAreas'],
    ['hundreds of parts', file(feature(Array(401).fill([SQUARE]), 'MultiPolygon')), 'tooComplex'],
  ];
  for (const [what, text, problem] of cases) {
    it(`is refused with a sentence for ${what}: ${problem}`, () => {
      expect(problemOf(text)).to.equal(problem);
    });
  }

  it('is refused when it is made to hurt, and is given up early', () => {
    expect(problemOf(file(feature([round(200_001, () => 0.1)])))).to.be.oneOf([
      'tooManyPoints',
      'tooLarge',
    ]);
    expect(problemOf(' '.repeat(5_000_001))).to.equal('tooLarge');
    expect(problemOf('['.repeat(4_000_000))).to.equal('notJson');
    // A comb whose teeth all overlap: each of its sides lies beside each other one.
    const comb = Array.from({ length: 6_000 }, (_, i) => [i % 2 ? 6 : 7, 50.5 + i * 1e-5]);
    expect(problemOf(file(feature([[...comb, [7.1, 50.7], [7.1, 50.5]]])))).to.equal('tooComplex');
    // What is only detailed is taken.
    expect(problemOf(file(feature([round(5_000, (i) => 0.1 + (i % 7) * 1e-6)])))).to.equal('');
  });
});
