import type { City } from '../db/places.ts';
import type { Kind } from '../domain/submission-types.ts';
import {
  ACCESSIBILITY,
  ATTENDANCE,
  AUDIENCES,
  ENTRY_TYPES,
  REGISTRATION,
  SPOKEN_LANGUAGES,
  TOPICS,
} from '../domain/vocabulary.ts';
import { languageName } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

/** How one question is asked. Its words are `field.<kind>.<name>` or, for all kinds, `field.all.<name>`. */
export interface Field {
  readonly name: string;
  readonly type:
    | 'line'
    | 'text'
    | 'date'
    | 'time'
    | 'email'
    | 'phone'
    | 'url'
    | 'select'
    | 'one'
    | 'some'
    | 'tick';
  readonly required?: boolean;
  /** Not always asked for: its label says when, in the words `form.needed.<name>`. */
  readonly needed?: boolean;
  readonly max?: number;
  readonly rows?: number;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  /** How much of a line it needs, for people with a wide screen. */
  readonly width?: 'short' | 'half' | 'even';
  readonly options?: readonly Option[];
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

export interface Group {
  readonly name: string;
  readonly fields: readonly Field[];
  /** Pictures and flyer are asked for here, by a part of their own. */
  readonly files?: boolean;
  /** How often it takes place is asked for here, by a part of its own. */
  readonly series?: boolean;
}

const what: readonly Field[] = [
  { name: 'title', type: 'line', required: true, max: 120 },
  { name: 'summary', type: 'text', required: true, max: 400, rows: 3 },
];

/** The questions of a form, in groups, in the order in which they are asked. */
export function listGroups(kind: Kind, words: Words, city: City, withPrivate: boolean): Group[] {
  const choices = (list: string, values: readonly string[]): Option[] =>
    values.map((value) => ({ value, label: words.t(`choice.${list}.${value}`) }));
  const topics: Field = { name: 'topics', type: 'some', options: choices('topics', TOPICS) };
  const audiences: Field = {
    name: 'audiences',
    type: 'some',
    options: choices('audiences', AUDIENCES),
  };
  const languages: Field = {
    name: 'languages',
    type: 'some',
    options: SPOKEN_LANGUAGES.map((code) => ({ value: code, label: languageName(words, code) })),
  };
  const accessibility: Field = {
    name: 'accessibility',
    type: 'some',
    options: choices('accessibility', ACCESSIBILITY),
  };
  const description: Field = {
    name: 'description',
    type: 'text',
    rows: 8,
    required: kind === 'story',
    max: kind === 'story' ? 12_000 : 6_000,
  };
  const place: Field[] = [
    { name: 'stadtteil', type: 'select', needed: true, options: listStadtteile(city) },
    { name: 'placeName', type: 'line', max: 200 },
    { name: 'street', type: 'line', max: 200, width: 'half', autocomplete: 'off' },
    { name: 'houseNumber', type: 'line', max: 20, width: 'short' },
    { name: 'postalCode', type: 'line', max: 5, width: 'short', inputmode: 'numeric' },
    { name: 'city', type: 'line', max: 100, width: 'half' },
    { name: 'district', type: 'select', options: listDistrictChoices(words, city) },
  ];
  const contact: Group = {
    name: 'contact',
    fields: [
      { name: 'website', type: 'url', max: 500 },
      { name: 'publicEmail', type: 'email', max: 254 },
      { name: 'publicPhone', type: 'phone', max: 60 },
    ],
  };
  const more: Group = {
    name: 'more',
    fields: [
      topics,
      audiences,
      ...(kind === 'story' ? [] : [languages, accessibility]),
      { name: 'easyText', type: 'text', rows: 4, max: 2_000 },
      { name: 'textLanguage', type: 'select', required: true, options: languages.options ?? [] },
    ],
  };
  const files: Group = { name: 'files', fields: [], files: true };
  const you: Group = {
    name: 'you',
    fields: [
      { name: 'submitterName', type: 'line', required: true, max: 120, autocomplete: 'name' },
      {
        name: 'submitterEmail',
        type: 'email',
        required: true,
        max: 254,
        autocomplete: 'email',
      },
      { name: 'submitterPhone', type: 'phone', max: 60, autocomplete: 'tel' },
      {
        name: 'submitterOrganisation',
        type: 'line',
        max: 160,
        autocomplete: 'organization',
      },
      { name: 'consent', type: 'tick', required: true },
    ],
  };

  const groups: Record<Kind, Group[]> = {
    event: [
      { name: 'what', fields: [...what, description] },
      {
        name: 'when',
        fields: [
          { name: 'startDate', type: 'date', required: true, width: 'even' },
          { name: 'startTime', type: 'time', needed: true, width: 'even' },
          { name: 'endDate', type: 'date', width: 'even' },
          { name: 'endTime', type: 'time', width: 'even' },
          { name: 'allDay', type: 'tick' },
        ],
        series: true,
      },
      {
        name: 'where',
        fields: [
          ...place,
          { name: 'attendance', type: 'one', options: choices('attendance', ATTENDANCE) },
          { name: 'onlineUrl', type: 'url', needed: true, max: 500 },
        ],
      },
      {
        name: 'cost',
        fields: [
          { name: 'free', type: 'tick' },
          { name: 'price', type: 'line', max: 200 },
          { name: 'registration', type: 'one', options: choices('registration', REGISTRATION) },
          { name: 'registrationUrl', type: 'url', max: 500 },
        ],
      },
    ],
    entry: [
      {
        name: 'what',
        fields: [
          ...what,
          { name: 'entryType', type: 'select', options: choices('entryType', ENTRY_TYPES) },
          { name: 'organisation', type: 'line', max: 160 },
          { name: 'offer', type: 'text', rows: 4, max: 1_500 },
          description,
        ],
      },
      { name: 'where', fields: place },
      {
        name: 'visit',
        fields: [
          { name: 'openingHours', type: 'text', rows: 4, max: 1_000 },
          { name: 'appointment', type: 'line', max: 300 },
          { name: 'costs', type: 'line', max: 300 },
          { name: 'eligibility', type: 'line', max: 300 },
        ],
      },
    ],
    story: [
      {
        name: 'what',
        fields: [
          ...what,
          description,
          { name: 'result', type: 'text', rows: 4, max: 2_000 },
          { name: 'period', type: 'line', max: 120 },
          { name: 'partners', type: 'text', rows: 2, max: 1_000 },
          { name: 'contactName', type: 'line', max: 120 },
        ],
      },
      { name: 'where', fields: place },
    ],
  };
  return [...groups[kind], files, contact, more, ...(withPrivate ? [you] : [])];
}

function listStadtteile(city: City): Option[] {
  return city.stadtteile.map((row) => ({
    value: row.code,
    label: row.name,
    group: row.stadtbezirk,
  }));
}

function listDistrictChoices(words: Words, city: City): Option[] {
  return [
    ...city.districts.map((row) => ({ value: row.slug, label: row.name })),
    { value: 'unsure', label: words.t('choice.district.unsure') },
    { value: 'citywide', label: words.t('choice.district.citywide') },
  ];
}

/** The words of a question: the kind's own where it has them. */
export function fieldWord(words: Words, kind: Kind, name: string, part: 'label' | 'hint'): string {
  const own = `field.${kind}.${name}.${part}`;
  if (words.has(own)) return words.t(own);
  const shared = `field.all.${name}.${part}`;
  return part === 'hint' && !words.has(shared) ? '' : words.t(shared);
}
