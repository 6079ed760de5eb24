import { expect } from 'chai';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { itemSchemas } from '../../../src/feeds/item-schemas.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, handInAndConfirm, signIn, type Kind } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { hsdsPage, hsdsService } from './hsds-schema.ts';

interface Listed {
  readonly items: { readonly id: string; readonly title: string; readonly url: string }[];
  readonly next: string | null;
  readonly ignored: string[];
}

describe('The API for reading', () => {
  let portal: Portal;
  let visitor: Visitor;
  before(async function () {
    this.timeout(90_000);
    portal = await openPortal();
    await hireStaff(portal.services);
    visitor = visit(portal.url);
    const kalk = await signIn(portal, 'kalk@example.org');
    const items: [Kind, string, Record<string, string | string[]>][] = [
      ['event', 'Zuerst', { startDate: '2026-12-01', 'topics[]': 'sport' }],
      ['event', 'Danach', { startDate: '2026-12-02', recurrence: 'weekly' }],
      [
        'entry',
        'Beratung',
        {
          openingHours: 'Mo und Mi 9 bis 12 Uhr, Do 14 bis 18 Uhr',
          publicPhone: '0221 000 1',
          publicEmail: 'rat@example.org',
          'topics[]': ['advice', 'family'],
          'languages[]': ['de', 'tr'],
          'accessibility[]': 'step-free',
        },
      ],
      ['entry', 'Zweite', { openingHours: 'wenn Licht brennt', street: '', houseNumber: '' }],
      ['story', 'Geschichte', {}],
    ];
    for (const [kind, title, changes] of items) {
      const { reference } = await handInAndConfirm(portal, kind, { title, ...changes });
      await decide(kalk, reference, 'approve');
    }
  });
  after(() => portal.close());
  const list = async (path: string) => JSON.parse((await visitor.get(path)).text) as Listed;

  it('gives what is live in the form that its document promises', async () => {
    for (const [kind, name] of [
      ['event', 'events'],
      ['entry', 'entries'],
      ['story', 'stories'],
    ] as const) {
      const { items } = await list(`/api/v1/${name}`);
      expect(items, name).not.to.be.empty;
      for (const item of items) {
        itemSchemas[kind].strict().parse(item);
        const one = await visitor.get(`/api/v1/${name}/${item.id}`);
        expect(JSON.parse(one.text)).to.deep.equal(item);
        const slug = item.url.split('/').at(-1) ?? '';
        expect((await visitor.get(`/api/v1/${name}/${slug}`)).text).to.equal(one.text);
      }
    }
  });

  it('goes on page by page, by the header and by the body, until nothing is left', async () => {
    const titles: string[] = [];
    let url: string | null = '/api/v1/events?limit=1';
    while (url !== null) {
      const answer = await visitor.get(url);
      const page = JSON.parse(answer.text) as Listed;
      titles.push(...page.items.map(({ title }) => title));
      const link = /<(.*)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1] ?? null;
      expect(link).to.equal(page.next);
      url = page.next;
    }
    expect(titles).to.deep.equal(['Zuerst', 'Danach']);
  });

  it('takes the filters of the pages and names what it does not know', async () => {
    const { items, ignored } = await list('/api/v1/events?thema=sport&farbe=rot');
    expect(items.map(({ title }) => title)).to.deep.equal(['Zuerst']);
    expect(ignored).to.deep.equal(['farbe=rot']);
    expect((await list('/sozialraum/chorweiler/api/v1/entries')).items).to.be.empty;
  });

  it('says what is wrong as a problem, to pages from elsewhere too', async () => {
    for (const [path, status] of [
      ['/api/v1/events?limit=viele', 422],
      ['/api/v1/events/gibt-es-nicht', 404],
      ['/api/v1/quatsch', 404],
    ] as const) {
      const answer = await visitor.get(path);
      const problem = JSON.parse(answer.text) as { status: number; instance: string };
      expect(problem).to.include({ status, instance: path.replace(/\?.*/, '') });
      expect(answer.headers.get('Content-Type')).to.include('application/problem+json');
      expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    }
  });

  it('is described by a document that its published schema takes', async () => {
    const answer = await visitor.get('/api/openapi.json');
    const { valid, errors } = await new Validator().validate(
      JSON.parse(answer.text) as Record<string, unknown>,
    );
    expect(errors ?? []).to.deep.equal([]);
    expect(valid).to.equal(true);
    expect(answer.text).to.include('/api/v1/events/{id}').and.include('"stadtteil"');
  });

  it('gives the directory as Open Referral has it', async () => {
    const ajv = new Ajv({ allErrors: true });
    addFormats.default(ajv);
    const check = (schema: object, data: unknown) => {
      const fits = ajv.compile(schema);
      fits(data);
      expect(fits.errors ?? []).to.deep.equal([]);
    };
    const page = JSON.parse((await visitor.get('/api/hsds/services?per_page=1&page=2')).text) as {
      total_items: number;
      contents: { id: string; name: string }[];
    };
    check(hsdsPage, page);
    expect(page).to.include({ total_items: 2, page_number: 2, last_page: true });
    const all = JSON.parse((await visitor.get('/api/hsds/services')).text) as typeof page;
    for (const { id } of all.contents) {
      check(hsdsService, JSON.parse((await visitor.get(`/api/hsds/services/${id}`)).text));
    }
    const [advice] = all.contents;
    const service = JSON.parse(
      (await visitor.get(`/api/hsds/services/${advice?.id ?? ''}`)).text,
    ) as {
      schedules: { byday: string; opens_at: string }[];
      attributes: { taxonomy_term_id: string }[];
    };
    expect(service.schedules.map(({ byday, opens_at }) => [byday, opens_at])).to.deep.equal([
      ['MO,WE', '09:00+01:00'],
      ['TH', '14:00+01:00'],
    ]);
    const term = service.attributes[0]?.taxonomy_term_id ?? '';
    const narrowed = await visitor.get(`/api/hsds/services?taxonomy_term_id=${term}`);
    expect(JSON.parse(narrowed.text)).to.include({ total_items: 1 });
  });
});
