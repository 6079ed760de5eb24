import { expect } from 'chai';
import { answersFor, openPortal, type Portal } from '../../support/portal.ts';
import { fillIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const nothing = { stadtteil: '', street: '', houseNumber: '', postalCode: '', district: '' };
const street = (name: string, houseNumber: string) => ({ ...nothing, street: name, houseNumber });
const stadtteil = (code: string) => ({ ...nothing, stadtteil: code });

const ROUTES: [what: string, place: Record<string, string>, slug: string, note: string][] = [
  ['a Stadtteil', stadtteil('802'), 'kalk-humboldt', t('route.stadtteil', { stadtteil: 'Kalk' })],
  [
    'a street on the border, one end',
    street('Frankfurter Str.', '100'),
    'buchheim-buchforst',
    t('route.street'),
  ],
  [
    'a street on the border, the other end',
    street('frankfurter straße', '300'),
    'hoehenberg-vingst',
    t('route.street'),
  ],
  [
    'a street in another spelling',
    street('Kalk Muelheimer Strasse', '300'),
    'buchheim-buchforst',
    t('route.street'),
  ],
  [
    'a house number with a letter',
    street('Frankfurter Str.', '87a'),
    'buchheim-buchforst',
    t('route.street'),
  ],
  ['"not sure"', { ...nothing, district: 'unsure' }, 'portal', t('route.unsure')],
  ['"city-wide"', { ...nothing, district: 'citywide' }, 'portal', t('route.citywide')],
  [
    'a district of its own choice',
    { ...stadtteil('802'), district: 'chorweiler' },
    'chorweiler',
    t('route.choice'),
  ],
  [
    'a Stadtteil that no district covers',
    stadtteil('101'),
    'portal',
    t('route.outside', { stadtteil: 'Altstadt/Süd' }),
  ],
  [
    'a postal code that several share',
    { ...nothing, postalCode: '51107' },
    'portal',
    t('route.unknown'),
  ],
  ['a street nobody knows', street('Straße ohne Namen', '1'), 'portal', t('route.unknown')],
];

describe('Before anything is sent, the check page names who decides', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  for (const [what, place, slug, note] of ROUTES) {
    it(`for ${what}: the office of ${slug}, and that is where it goes`, async () => {
      const visitor = visit(portal.url);
      const check = await fillIn(visitor, 'entry', answersFor('entry', place));
      const district = (await portal.services.city()).bySlug.get(slug);
      expect(check.text).to.include(t('check.decides', { office: district?.officeName }));
      expect(check.document.textContent).to.include(note);
      const done = await visitor.post('/einreichen/adresse', {
        ...check.fields('form.check-form'),
        step: 'send',
      });
      const sent = await visitor.get(done.location);
      expect(sent.text)
        .to.include(district?.officeName)
        .and.match(new RegExp(`${district?.code ?? '?'}-26-\\d{4}`));
    });
  }

  it('for a Stadtteil that is only partly in a district, with the part and a second look', async () => {
    const check = await fillIn(visit(portal.url), 'entry', answersFor('entry', stadtteil('901')));
    const city = await portal.services.city();
    const part = city.partlyCovered.get('901') ?? '';
    expect(part).not.to.equal('');
    expect(check.document.textContent).to.include(
      t('route.partly', { stadtteil: 'Mülheim', part }),
    );
    expect(check.text).to.include(city.bySlug.get('muelheim')?.officeName);
  });

  it('and a form on a district’s own site starts with that district', async () => {
    const form = await visit(portal.url).get('/sozialraum/chorweiler/einreichen/adresse');
    expect(form.fields('form.form')['district']).to.deep.equal(['chorweiler']);
    expect(form.action('form.form')).to.equal('/sozialraum/chorweiler/einreichen/adresse');
  });
});
