import { expect } from 'chai';
import { routePlace, type Place, type Route, type StreetRange } from '../../src/domain/routing.ts';
import {
  cologne,
  districtSeeds,
  factsFor,
  nowhere,
  stadtteilSeeds,
  streetSeeds,
} from '../support/city.ts';

const route = (place: Partial<Place>): Route => {
  const whole = { ...nowhere, ...place };
  return routePlace(whole, factsFor(whole));
};

describe('Which office decides', () => {
  const table: [string, Partial<Place>, string, string, boolean][] = [
    [
      'what the contributor chose',
      { district: 'muelheim', stadtteil: '802' },
      'muelheim',
      'choice',
      true,
    ],
    ['not sure', { district: 'unsure', stadtteil: '802' }, 'portal', 'unsure', true],
    ['the whole city', { district: 'citywide', stadtteil: '802' }, 'portal', 'citywide', true],
    [
      'a district that does not exist',
      { district: 'atlantis', stadtteil: '802' },
      'kalk-humboldt',
      'stadtteil',
      true,
    ],
    [
      'the portal itself as a choice',
      { district: 'portal', stadtteil: '802' },
      'kalk-humboldt',
      'stadtteil',
      true,
    ],
    ['a Stadtteil wholly in a district', { stadtteil: '802' }, 'kalk-humboldt', 'stadtteil', true],
    ['a Stadtteil partly in a district', { stadtteil: '603' }, 'chorweiler', 'stadtteil', false],
    ['a Stadtteil in no district', { stadtteil: '105' }, 'portal', 'outside', true],
    ['nothing at all', {}, 'portal', 'unknown', false],
    [
      'a street nobody knows',
      { street: 'Nirgendwoweg', houseNumber: '1' },
      'portal',
      'unknown',
      false,
    ],
    [
      'a street nobody knows in a Stadtteil',
      { street: 'Nirgendwoweg', houseNumber: '1', stadtteil: '507' },
      'bilderstoeckchen',
      'stadtteil',
      true,
    ],
    ['a postal code in several districts', { postalCode: '51103' }, 'portal', 'unknown', false],
    [
      'a postal code that reaches out of a district',
      { postalCode: '51149' },
      'portal',
      'unknown',
      false,
    ],
    ['a postal code outside all districts', { postalCode: '50678' }, 'portal', 'outside', true],
    ['a postal code of another city', { postalCode: '10115' }, 'portal', 'unknown', false],
    [
      'the odd side of a street',
      { street: 'Buschweg', houseNumber: '1' },
      'bocklemuend-mengenich',
      'street',
      true,
    ],
    [
      'the even side of a street',
      { street: 'Buschweg', houseNumber: '2' },
      'bickendorf-ossendorf',
      'street',
      true,
    ],
    [
      'a letter at the end of a range',
      { street: 'Bergisch Gladbacher Str.', houseNumber: '152 A' },
      'muelheim',
      'street',
      false,
    ],
    [
      'a letter beyond the end, same house',
      { street: 'Bergisch Gladbacher Str.', houseNumber: '269b' },
      'buchheim-buchforst',
      'street',
      true,
    ],
    [
      'a letter with which the next range begins',
      { street: 'Frankfurter Str.', houseNumber: '87a' },
      'buchheim-buchforst',
      'street',
      true,
    ],
    [
      'the same house without the letter',
      { street: 'Frankfurter Str.', houseNumber: '87' },
      'muelheim',
      'street',
      false,
    ],
    [
      'several houses at once',
      { street: 'Germaniastr.', houseNumber: '174-178' },
      'hoehenberg-vingst',
      'street',
      true,
    ],
    [
      'a number with the floor behind it',
      { street: 'Germaniastr.', houseNumber: '47EG' },
      'buchheim-buchforst',
      'street',
      true,
    ],
    [
      'a number outside every range',
      { street: 'Germaniastr.', houseNumber: '999' },
      'portal',
      'unknown',
      false,
    ],
    [
      'a number outside every range, with a Stadtteil',
      { street: 'Germaniastr.', houseNumber: '999', stadtteil: '903' },
      'buchheim-buchforst',
      'stadtteil',
      true,
    ],
    [
      'a street in two districts without a number',
      { street: 'Buschweg' },
      'portal',
      'unknown',
      false,
    ],
    [
      'a street in two districts, told by its postal code',
      { street: 'Alter Deutzer Postweg', postalCode: '51149' },
      'porz-finkenberg',
      'street',
      true,
    ],
    [
      'a range that wins over the Stadtteil named',
      { street: 'Buschweg', houseNumber: '2', stadtteil: '405' },
      'bickendorf-ossendorf',
      'street',
      true,
    ],
  ];
  for (const [title, place, districtId, routedBy, certain] of table) {
    it(`${title}: ${districtId}, by ${routedBy}`, () => {
      expect(route(place)).to.include({ districtId, routedBy, certain });
    });
  }

  it('a street is found in every usual spelling', () => {
    for (const street of [
      'Kalk-Mülheimer Straße',
      'kalk mülheimer str',
      'KALK-MUELHEIMER STRASSE',
      'Kalk–Mülheimer Str. (Hof)',
    ]) {
      expect(route({ street, houseNumber: '264' }), street).to.deep.equal({
        districtId: 'buchheim-buchforst',
        routedBy: 'street',
        certain: true,
        stadtteil: '902',
      });
    }
  });

  it('two streets of one name are told apart by the Stadtteil or the postal code', () => {
    const twin = (stadtteil: string, postalCode: string): StreetRange => ({
      stadtteil,
      postalCode,
      oddFrom: 100,
      oddTo: 9_900,
      evenFrom: 200,
      evenTo: 9_800,
    });
    const facts = { ...cologne, ranges: [twin('802', '51103'), twin('507', '50739')] };
    const place = { ...nowhere, street: 'Hauptstr.', houseNumber: '7' };
    const find = (more: Partial<Place>) => routePlace({ ...place, ...more }, facts).districtId;
    expect(find({})).to.equal('portal');
    expect(find({ stadtteil: '507' })).to.equal('bilderstoeckchen');
    expect(find({ postalCode: '51103' })).to.equal('kalk-humboldt');
    expect(find({ houseNumber: '', postalCode: '51103' })).to.equal('kalk-humboldt');
    expect(find({ houseNumber: '', postalCode: '50739' })).to.equal('bilderstoeckchen');
  });

  it('a street that lies in one district only needs no house number', () => {
    const ranges = [
      {
        stadtteil: '802',
        postalCode: '51103',
        oddFrom: null,
        oddTo: null,
        evenFrom: null,
        evenTo: null,
      },
    ];
    const found = routePlace({ ...nowhere, street: 'Vietorstraße' }, { ...cologne, ranges });
    expect(found).to.include({ districtId: 'kalk-humboldt', routedBy: 'street', stadtteil: '802' });
  });

  it('a postal code that lies in one district only decides', () => {
    const facts = {
      ...cologne,
      ranges: [],
      stadtteilePostalCodes: new Map([
        ['802', ['51103']],
        ['801', ['51103']],
        ['105', ['50679']],
      ]),
    };
    const found = routePlace({ ...nowhere, postalCode: '51103' }, facts);
    expect(found).to.deep.equal({
      districtId: 'kalk-humboldt',
      routedBy: 'postalCode',
      certain: true,
      stadtteil: null,
    });
  });
});

describe('The city that ships with the program', () => {
  it('each of its 86 Stadtteile has an office: 19 wholly, 3 in part, the others the portal', () => {
    expect(stadtteilSeeds).to.have.length(86);
    const expected = new Map(
      districtSeeds.flatMap(({ slug, areas = [] }) =>
        areas.map((area) => [area.stadtteil, `${slug} ${area.coverage}`] as const),
      ),
    );
    const counts = { whole: 0, part: 0, outside: 0 };
    for (const { code, name } of stadtteilSeeds) {
      const { districtId, routedBy, certain } = route({ stadtteil: code });
      const coverage = routedBy === 'outside' ? 'outside' : certain ? 'whole' : 'part';
      counts[coverage] += 1;
      expect(`${districtId} ${coverage}`, name).to.equal(expected.get(code) ?? 'portal outside');
    }
    expect(counts).to.deep.equal({ whole: 19, part: 3, outside: 64 });
  });

  it('along every border street each end of each range goes to the office that the directory names', () => {
    const streets = new Set(streetSeeds.map(({ street }) => street));
    let checked = 0;
    for (const seed of streetSeeds) {
      const ends = [seed.oddFrom, seed.oddTo, seed.evenFrom, seed.evenTo].filter(
        (end) => end !== null,
      );
      for (const houseNumber of ends) {
        const found = route({ street: seed.street, houseNumber });
        const at = `${seed.street} ${houseNumber}`;
        expect(found.stadtteil, at).to.equal(seed.stadtteil);
        expect(found.districtId, at).to.equal(seed.district ?? 'portal');
        expect(found.routedBy, at).to.equal(seed.district === null ? 'outside' : 'street');
        expect(found.certain, at).to.equal(seed.certain);
        checked += 1;
      }
    }
    expect(streets.size).to.be.greaterThanOrEqual(12);
    expect(checked).to.be.greaterThan(100);
  });
});
