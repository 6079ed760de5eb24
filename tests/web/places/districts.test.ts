import { File } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { picture } from '../../support/files.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { signIn } from '../../support/steps.ts';
import { visit, type Fields, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const KALK = '/verwaltung/sozialraeume/KAL';
const OUTLINES = '/verwaltung/sozialraeume/umrisse';

describe('The administration of districts', () => {
  let portal: Portal;
  let admin: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    admin = await signIn(portal, 'verwaltung@example.org');
  });
  after(() => portal.close());
  const home = () => visit(portal.url).get('/sozialraum/kalk-humboldt');
  const form = async (): Promise<Fields> => (await admin.get(KALK)).fields('form.form');
  const said = {
    alt: 'Der Wasserturm',
    credit: 'Nora Beispiel',
    licence: 'cc0-1.0',
    persons: 'none',
  };

  it('changes words, office and colours, and every page shows it at once', async () => {
    await home();
    const colours = /\/assets\/farben\/[\w.-]+/.exec((await home()).text)?.[0];
    const answer = await admin.upload(
      KALK,
      {
        ...(await form()),
        intro: 'Hier steht der <b>Wasserturm</b>, und drum herum wird gewohnt.',
        colour: '#7a1fa2',
        officeHours: 'nach Vereinbarung',
        step: 'save',
      },
      {},
    );
    expect(answer.location).to.equal('/verwaltung/sozialraeume?getan=saved');
    const page = await home();
    expect(page.text).to.include('der &lt;b&gt;Wasserturm').and.include('nach Vereinbarung');
    const now = /\/assets\/farben\/[\w.-]+/.exec(page.text)?.[0] ?? '';
    expect(now).not.to.equal(colours);
    expect((await visit(portal.url).get(now)).text).to.include(
      '.d-kalk-humboldt{--accent:#7a1fa2}',
    );
    expect((await visit(portal.url).get('/seiten/impressum')).status).to.equal(200);
  });

  it('refuses a colour that cannot be read, says where it is too weak, and keeps what was typed', async () => {
    const fields = { ...(await form()), colour: '#ffcc00', officeName: 'Neues Büro' };
    for (const step of ['preview', 'save']) {
      const answer = await admin.upload(KALK, { ...fields, step }, {});
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include(t('admin.districts.problem.contrast'));
      const use = t('admin.districts.use.button');
      const ratio = '1,9';
      expect(answer.text).to.include(
        t('admin.districts.contrast.weak', { use, ratio, needed: '4,5' }),
      );
      expect(answer.fields('form.form')['officeName']).to.deep.equal(['Neues Büro']);
      // Drawn without a style of its own, which the strict policy forbids.
      expect(answer.document.querySelector('.scheme [style]')).to.equal(null);
      expect(answer.text).to.include('fill="#ffcc00"');
    }
    expect((await home()).text).not.to.include('Neues Büro');
  });

  it('names each field that cannot stay so', async () => {
    const answer = await admin.upload(
      KALK,
      {
        ...(await form()),
        name: ' ',
        intro: 'kurz',
        officeEmail: 'kein Name',
        colourDark: 'blau',
        step: 'save',
      },
      { picture: new File(['no picture'], 'bild.png', { type: 'image/png' }) },
    );
    expect(answer.status).to.equal(422);
    const targets = answer.document
      .querySelectorAll('#probleme a')
      .map((a) => a.getAttribute('href'));
    expect(targets).to.have.members([
      '#f-name',
      '#f-intro',
      '#f-officeEmail',
      '#f-colourDark',
      '#f-picture',
    ]);
  });

  it('shows a picture with its words to everybody, and takes it away again', async () => {
    const first = await admin.upload(
      KALK,
      { ...(await form()), ...said, alt: '', step: 'save' },
      { picture: await picture() },
    );
    expect(first.text).to.include(t('admin.districts.problem.alt'));
    // It is kept with the form, so that it need not be chosen again, and is nobody else's to see.
    const kept = first.document.querySelector('.district-picture img')?.getAttribute('src') ?? '';
    const plain = kept.replace(/\?.*/, '');
    expect((await visit(portal.url).get(plain)).status).to.equal(404);
    await admin.upload(KALK, { ...first.fields('form.form'), ...said, step: 'save' }, {});
    const image = (await home()).document.querySelector('.portrait img');
    expect(image?.getAttribute('alt')).to.equal('Der Wasserturm');
    expect((await visit(portal.url).get(image?.getAttribute('src') ?? '')).status).to.equal(200);
    expect((await home()).text).to.include('Nora Beispiel');
    const removed = await admin.upload(KALK, { ...(await form()), step: 'remove' }, {});
    await admin.upload(KALK, { ...removed.fields('form.form'), step: 'save' }, {});
    expect((await home()).document.querySelector('.portrait')).to.equal(null);
    expect((await home()).document.querySelector('svg.locator')).not.to.equal(null);
    expect((await visit(portal.url).get(plain)).status).to.equal(404);
  });

  it('overwrites nothing that a colleague has changed meanwhile', async () => {
    const mine = await form();
    const theirs = await form();
    await admin.upload(KALK, { ...theirs, officePhone: '0221 1', step: 'save' }, {});
    const late = await admin.upload(KALK, { ...mine, officePhone: '0221 2', step: 'save' }, {});
    expect(late.status).to.equal(409);
    expect((await home()).text)
      .to.include('0221\u00a01')
      .and.not.include('0221\u00a02');
  });

  const square = (west: number, south: number) => [
    [
      [west, south],
      [west + 0.05, south],
      [west + 0.05, south + 0.03],
      [west, south + 0.03],
    ],
  ];
  const geojson = (areas: Record<string, unknown>) =>
    new File(
      [
        JSON.stringify({
          type: 'FeatureCollection',
          features: Object.entries(areas).map(([name, coordinates]) => ({
            type: 'Feature',
            properties: { name },
            geometry: { type: 'Polygon', coordinates },
          })),
        }),
      ],
      'umrisse.geojson',
    );

  it('draws outlines from a file once somebody has seen which belongs to whom, and put it right', async () => {
    const before = (await portal.services.city()).bySlug.get('kalk-humboldt')?.outline;
    const file = geojson({
      'Humboldt/Gremberg & Kalk': square(7, 50.93),
      Nirgends: square(6.9, 50.97),
    });
    const check = await admin.upload(OUTLINES, { step: 'check' }, { file });
    const fields = check.fields('form.outlines');
    expect(fields['district-0']).to.deep.equal(['KAL']);
    expect(fields['district-1']).to.deep.equal(['']);
    expect((await portal.services.city()).bySlug.get('kalk-humboldt')?.outline).to.equal(before);
    await admin.upload(OUTLINES, { ...fields, 'district-1': 'MUE', step: 'save' }, {});
    const { bySlug, map } = await portal.services.city();
    expect(bySlug.get('kalk-humboldt')?.outline).to.match(/^M[\d.]+ [\d.]+l[\d. -]+z$/);
    expect(bySlug.get('muelheim')?.outline).not.to.equal(before);
    // The ground stays, since the areas lie on it; those who are not in the file keep their outline.
    expect(map?.ground).to.have.length.greaterThan(100);
    expect(bySlug.get('chorweiler')?.outline).to.have.length.greaterThan(50);
    const landing = await visit(portal.url).get('/');
    expect(landing.text).to.include(bySlug.get('muelheim')?.outline ?? 'none');
  });

  it('says of a file from elsewhere, with swapped axes or of another kind what is wrong', async () => {
    const swapped = square(7, 50.93).map((ring) => ring.map(([x = 0, y = 0]) => [y, x]));
    for (const [file, message] of [
      [geojson({ Kalk: square(13.4, 52.5) }), 'elsewhere'],
      [geojson({ Kalk: swapped }), 'swapped'],
      [new File(['<kml/>'], 'umrisse.kml'), 'notJson'],
    ] as const) {
      const answer = await admin.upload(OUTLINES, { step: 'check' }, { file });
      expect(answer.status, message).to.equal(422);
      expect(answer.text).to.include(t(`admin.outlines.problem.${message}`, { city: 'Köln' }));
    }
  });

  it('takes no path from a form that it would not have drawn itself', async () => {
    const plan = JSON.stringify({ paths: ['M0 0l1 1"/><script>alert(1)</script>z'], map: null });
    const answer = await admin.upload(OUTLINES, { plan, 'district-0': 'KAL', step: 'save' }, {});
    expect(answer.status).to.equal(422);
    expect((await visit(portal.url).get('/')).text).not.to.include('alert(1)');
  });

  it('knows the map that it ships with: outlines come into its coordinates', () => {
    const map = JSON.parse(
      readFileSync(new URL('../../../db/seeds/map.json', import.meta.url), 'utf8'),
    ) as { projection: { west: number; north: number; scale: number } };
    // Cologne's cathedral, 50.9413 N 6.9583 E, stands on the left bank, just beside the river.
    const x = (6.9583 - map.projection.west) * map.projection.scale;
    expect(x).to.be.within(270, 300);
  });
});
