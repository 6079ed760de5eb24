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

const at = (street: string, houseNumber = '', stadtteil = ''): Partial<Place> => ({
  street,
  houseNumber,
  stadtteil,
});

describe('Which office decides', () => {
  /** What was said of the place, then "office by rule"; a question mark where a second look is due. */
  const table: [string, Partial<Place>, string][] = [
    ['what was chosen', { district: 'muelheim', stadtteil: '802' }, 'muelheim by choice'],
    ['not sure', { district: 'unsure', stadtteil: '802' }, 'portal by unsure'],
    ['the whole city', { district: 'citywide', stadtteil: '802' }, 'portal by citywide'],
    ['no such district', { district: 'atlantis', stadtteil: '802' }, 'kalk-humboldt by stadtteil'],
    ['the portal', { district: 'portal', stadtteil: '802' }, 'kalk-humboldt by stadtteil'],
    ['a Stadtteil wholly in a district', { stadtteil: '802' }, 'kalk-humboldt by stadtteil'],
    ['a Stadtteil partly in a district', { stadtteil: '603' }, 'chorweiler by stadtteil?'],
    ['a Stadtteil in no district', { stadtteil: '105' }, 'portal by outside'],
    ['nothing at all', {}, 'portal by unknown?'],
    ['a street nobody knows', at('Nirgendwoweg', '1'), 'portal by unknown?'],
    ['the same in a Stadtteil', at('Nirgendwoweg', '1', '507'), 'bilderstoeckchen by stadtteil'],
    ['a postal code in several districts', { postalCode: '51103' }, 'portal by unknown?'],
    ['a postal code reaching outside', { postalCode: '51149' }, 'portal by unknown?'],
    ['a postal code wholly outside', { postalCode: '50678' }, 'portal by outside'],
    ['a postal code of another city', { postalCode: '10115' }, 'portal by unknown?'],
    ['the odd side of a street', at('Buschweg', '1'), 'bocklemuend-mengenich by street'],
    ['the even side of a street', at('Buschweg', '2'), 'bickendorf-ossendorf by street'],
    ['a letter that ends a range', at('Bergisch Gladbacher Str.', '152 A'), 'muelheim by street?'],
    ['the same house', at('Bergisch Gladbacher Str.', '269b'), 'buchheim-buchforst by street'],
    ['a letter begins a range', at('Frankfurter Str.', '87a'), 'buchheim-buchforst by street'],
    ['the house without the letter', at('Frankfurter Str.', '87'), 'muelheim by street?'],
    ['several houses at once', at('Germaniastr.', '174-178'), 'hoehenberg-vingst by street'],
    ['a floor behind the number', at('Germaniastr.', '47EG'), 'buchheim-buchforst by street'],
    ['a number in no range', at('Germaniastr.', '999'), 'portal by unknown?'],
    ['the same', at('Germaniastr.', '999', '903'), 'buchheim-buchforst by stadtteil'],
    ['a street in two districts', at('Buschweg'), 'portal by unknown?'],
    ['a range beats a Stadtteil', at('Buschweg', '2', '405'), 'bickendorf-ossendorf by street'],
  ];
  for (const [title, place, office] of table) {
    const said = Object.values(place).join(', ') || 'nothing';
    it(`${title} (${said}): ${office}`, () => {
      const found = route(place);
      expect(`${found.districtId} by ${found.routedBy}${found.certain ? '' : '?'}`).to.equal(
        office,
      );
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
