import { stringify } from 'csv-stringify/sync';
import type { Kind } from '../domain/submission-types.ts';
import type { FeedFrame } from './frame.ts';
import { streetOf } from './place.ts';
import type { DatedItem } from './say-when.ts';
import { sayWhen } from './say-when.ts';
import { toZoned } from './zoned.ts';

/** Between several values of one cell. */
const AND = ', ';

/** The columns of a table in their order; the words never change, whatever the language. */
function toRecord(row: DatedItem, frame: FeedFrame): Record<string, string> {
  const { city, links, zone } = frame;
  const { content } = row;
  const at = (instant: number | null) => (instant === null ? '' : toZoned(instant, zone));
  const common = {
    id: row.submissionId,
    url: links.item(row),
    title: row.title,
    summary: row.summary,
    description: content.description,
    language: row.language,
    district: (city.byId.get(row.districtId) ?? city.portal).slug,
    stadtteil: city.stadtteilByCode.get(content.stadtteil)?.name ?? '',
    placeName: content.placeName,
    street: streetOf(content),
    postalCode: content.postalCode,
    city: content.city,
    topics: content.topics.join(AND),
    audiences: content.audiences.join(AND),
    accessibility: content.accessibility.join(AND),
    languages: content.languages.join(AND),
    website: content.website,
    publicEmail: content.publicEmail,
    publicPhone: content.publicPhone,
    picture: content.images[0] === undefined ? '' : links.picture(content.images[0].id, 'large'),
    changedAt: at(row.changedAt),
  };
  switch (content.kind) {
    case 'event':
      return {
        ...common,
        startsAt: at(row.startsAt),
        endsAt: at(row.endsAt),
        allDay: content.allDay ? 'yes' : 'no',
        state: row.dateState ?? '',
        when: sayWhen(row, frame).at(-1) ?? '',
        free: content.free ? 'yes' : 'no',
        price: content.price,
        registration: content.registration,
        registrationUrl: content.registrationUrl,
        attendance: content.attendance,
        onlineUrl: content.onlineUrl,
      };
    case 'entry':
      return {
        ...common,
        entryType: content.entryType,
        organisation: content.organisation,
        offer: content.offer,
        openingHours: content.openingHours,
        appointment: content.appointment,
        costs: content.costs,
        eligibility: content.eligibility,
      };
    case 'story':
      return {
        ...common,
        period: content.period,
        partners: content.partners,
        result: content.result,
        contactName: content.contactName,
      };
  }
}

const COMMON_COLUMNS =
  'id,url,title,summary,description,language,district,stadtteil,placeName,street,postalCode,city,topics,audiences,accessibility,languages,website,publicEmail,publicPhone,picture,changedAt';
/** The header words of each kind's table. */
export const TABLE_COLUMNS: Readonly<Record<Kind, readonly string[]>> = {
  event:
    `${COMMON_COLUMNS},startsAt,endsAt,allDay,state,when,free,price,registration,registrationUrl,attendance,onlineUrl`.split(
      ',',
    ),
  entry:
    `${COMMON_COLUMNS},entryType,organisation,offer,openingHours,appointment,costs,eligibility`.split(
      ',',
    ),
  story: `${COMMON_COLUMNS},period,partners,result,contactName`.split(','),
};

const STYLE = {
  // What a German spreadsheet opens by a double click; the byte order mark says that it is UTF-8.
  delimiter: ';',
  record_delimiter: 'windows',
  // A cell that begins with = or @ would be run by a spreadsheet (OWASP, CSV injection).
  escape_formulas: true,
} as const;

export function beginTable(kind: Kind): string {
  return stringify([TABLE_COLUMNS[kind]], { ...STYLE, bom: true });
}

export function writeRows(kind: Kind, rows: readonly DatedItem[], frame: FeedFrame): string {
  const records = rows.map((row) => toRecord(row, frame));
  return stringify(records, { ...STYLE, columns: [...TABLE_COLUMNS[kind]] });
}
