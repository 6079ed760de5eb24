import type { PublishedItem } from '../../src/db/published-items.ts';
import type { City, District } from '../../src/db/places.ts';
import type { EventContent } from '../../src/domain/kinds/content.ts';
import { NO_SERIES } from '../../src/domain/kinds/series.ts';
import type { FeedFrame } from '../../src/feeds/frame.ts';
import { wordsOf } from '../../src/locales/words.ts';

export const ZONE = 'Europe/Berlin';
/** A Tuesday in autumn. */
export const NOW = Date.parse('2026-11-24T09:00:00Z');

export const EVENT: EventContent = {
  ...NO_SERIES,
  kind: 'event',
  title: 'Töpfern, kneten; brennen',
  summary: 'Ton ist da.',
  description: 'Bring mit:\n\n- eine Schürze\n- Zeit',
  topics: ['culture'],
  audiences: [],
  district: 'kalk-humboldt',
  stadtteil: '',
  placeName: 'Bürgerhaus',
  street: 'Vietorstraße',
  houseNumber: '40',
  postalCode: '51103',
  city: 'Köln',
  website: '',
  publicEmail: '',
  publicPhone: '',
  images: [],
  flyer: null,
  easyText: '',
  accessibility: [],
  languages: [],
  textLanguage: 'de',
  startDate: '2026-12-05',
  startTime: '15:00',
  endDate: '',
  endTime: '18:30',
  allDay: false,
  price: '',
  free: true,
  registration: 'none',
  registrationUrl: '',
  attendance: 'onsite',
  onlineUrl: '',
};

export function published(
  changes: Partial<EventContent>,
): PublishedItem & { content: EventContent } {
  const content: EventContent = { ...EVENT, ...changes };
  return {
    submissionId: '01a12637-883a-70d0-9dcf-b287c54b56a3',
    kind: 'event',
    state: 'live',
    districtId: 'kalk',
    slug: 'toepfern',
    sortKey: '',
    title: content.title,
    summary: content.summary,
    language: content.textLanguage,
    stadtteil: '',
    startsAt: NOW,
    endsAt: NOW,
    content,
    html: '<p>Bring mit</p>',
    publishedAt: NOW,
    changedAt: NOW,
    confirmedAt: null,
    unconfirmed: false,
    landingRank: null,
  };
}

const KALK: District = {
  id: 'kalk',
  kind: 'district',
  code: 'KAL',
  slug: 'kalk-humboldt',
  name: 'Kalk',
  shortName: 'Kalk',
  colour: '#0b5fa5',
  colourDark: '#7cc0f8',
  intro: '',
  outline: null,
  picture: null,
  officeName: 'Büro Kalk',
  officeEmail: 'kalk@example.org',
  officePhone: '',
  officeAddress: '',
  officeHours: '',
  validFrom: 0,
  validUntil: null,
};

const CITY: City = {
  portal: { ...KALK, id: 'portal', kind: 'portal', slug: 'portal' },
  districts: [KALK],
  stadtteile: [],
  byId: new Map([['kalk', KALK]]),
  bySlug: new Map([['kalk-humboldt', KALK]]),
  stadtteilByCode: new Map(),
  facts: {
    portalId: 'portal',
    districtIdBySlug: new Map(),
    areas: [],
    stadtteilePostalCodes: new Map(),
  },
  successorsBySlug: new Map(),
  officeNameById: new Map([['kalk', 'Büro Kalk']]),
  version: 0,
  partlyCovered: new Map(),
  map: undefined,
  names: { name: 'Portal', city: 'Köln' },
};

export function frameAt(now = NOW, zone = ZONE): FeedFrame {
  const at = (path: string) => `https://portal.example.org/${path}`;
  return {
    words: wordsOf('de'),
    city: CITY,
    zone,
    now,
    host: 'portal.example.org',
    links: {
      home: () => at(''),
      list: (kind) => at(kind),
      item: ({ kind, slug }) => at(`${kind}/${slug}`),
      news: ({ slug }) => at(slug),
      calendar: ({ slug }) => at(`${slug}.ics`),
      picture: (id, size) => at(`${id}-${size}.webp`),
      flyer: (id) => at(`${id}.pdf`),
    },
  };
}
