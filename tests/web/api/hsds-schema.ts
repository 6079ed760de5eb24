// What HSDS 3.0 says of the objects that we give (docs.openreferral.org, schema reference): names,
// types, what must be there. Stricter than the specification in one thing: no name of our own.
const text = { type: 'string', minLength: 1 };
const uuid = { type: 'string', format: 'uuid' };
const whole = { type: 'integer', minimum: 0 };
const object = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object) => ({ type: 'array', items });

const organization = object(
  { id: uuid, name: text, description: text, website: { type: 'string', format: 'uri' } },
  ['id', 'name', 'description'],
);
const listed = {
  id: uuid,
  name: text,
  description: text,
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
  status: { enum: ['active', 'inactive', 'defunct', 'temporarily closed'] },
  application_process: text,
  fees_description: text,
  eligibility_description: text,
  assured_date: { type: 'string', format: 'date' },
  organization,
};
const address = object(
  {
    id: uuid,
    address_1: text,
    city: text,
    region: text,
    state_province: text,
    postal_code: text,
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
    address_type: { enum: ['physical', 'postal', 'virtual'] },
  },
  ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
);
const location = object(
  {
    id: uuid,
    location_type: { enum: ['physical', 'postal', 'virtual'] },
    name: text,
    addresses: list(address),
    accessibility: list(object({ id: uuid, description: text }, ['id'])),
  },
  ['id', 'location_type'],
);
const schedule = object(
  {
    id: uuid,
    freq: { enum: ['WEEKLY', 'MONTHLY'] },
    byday: { type: 'string', pattern: '^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$' },
    wkst: { enum: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] },
    opens_at: { type: 'string', pattern: '^\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)$' },
    closes_at: { type: 'string', pattern: '^\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)$' },
    description: text,
  },
  ['id'],
);
const term = object({ id: uuid, code: text, name: text, description: text, taxonomy: text }, [
  'id',
  'name',
  'description',
]);

export const hsdsService = object(
  {
    ...listed,
    phones: list(object({ id: uuid, number: text, type: text }, ['id', 'number'])),
    schedules: list(schedule),
    contacts: list(
      object({ id: uuid, name: text, email: { type: 'string', format: 'email' } }, ['id']),
    ),
    languages: list(object({ id: uuid, name: text, code: text }, ['id'])),
    service_at_locations: list(object({ id: uuid, description: text, location }, ['id'])),
    attributes: list(
      object(
        {
          id: uuid,
          link_id: uuid,
          taxonomy_term_id: uuid,
          link_type: text,
          link_entity: text,
          value: text,
          taxonomy_term: term,
        },
        ['id', 'link_id', 'taxonomy_term_id', 'link_entity'],
      ),
    ),
  },
  ['id', 'name', 'status', 'organization'],
);

export const hsdsPage = object(
  {
    total_items: whole,
    total_pages: whole,
    page_number: whole,
    size: whole,
    first_page: { type: 'boolean' },
    last_page: { type: 'boolean' },
    empty: { type: 'boolean' },
    contents: list(object(listed, ['id', 'name', 'status'])),
  },
  [
    'total_items',
    'total_pages',
    'page_number',
    'size',
    'first_page',
    'last_page',
    'empty',
    'contents',
  ],
);
