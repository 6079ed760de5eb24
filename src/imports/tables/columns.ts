import { readSpokenTimes } from '../../domain/spoken-time.ts';
import { fold } from '../../domain/text.ts';
import type { Column } from '../imported-row.ts';

/**
 * What a column may be called, folded and without spaces: German, English, and how other programs
 * export it. The name is the form's field, or `location` and `when` for what holds several answers.
 */
export const COLUMN_NAMES = {
  title:
    'titel title name veranstaltung veranstaltungstitel event eventtitle eventname bezeichnung betreff subject summary termin was thema ueberschrift angebotstitel',
  summary:
    'kurzbeschreibung kurztext untertitel zusammenfassung teaser shortdescription excerpt anriss kurzinfo',
  description:
    'beschreibung description details text inhalt info infos information bemerkung bemerkungen notes notizen langtext programm',
  when: 'wann when datumunduhrzeit datumuhrzeit terminzeit zeitpunkt dateandtime datetime',
  startDate:
    'datum date tag beginndatum startdatum anfangsdatum startdate begindatum von beginntam startet beginn start begin anfang eventstartdate datumvon vondatum erstertag',
  startTime:
    'uhrzeit zeit time startzeit beginnzeit starttime anfangszeit beginnuhrzeit startuhrzeit uhrzeitvon vonuhrzeit eventstarttime einlass',
  endDate:
    'enddatum enddate bis bisdatum datumbis endetam letztertag endedatum eventenddate ende end',
  endTime: 'endzeit endtime endeuhrzeit uhrzeitbis bisuhrzeit enduhrzeit eventendtime schluss',
  allDay: 'ganztaegig alldayevent allday ganztaegigesereignis ganzertag eventallday',
  location:
    'adresse address anschrift ort location veranstaltungsort wo where ortadresse eventlocation',
  placeName:
    'ortsname einrichtung venue raum haus ortname treffpunkt venuename eventvenuename lokal gebaeude',
  street:
    'strasse street strassehausnummer strasseundhausnummer strassehausnr strassenr venueaddress',
  houseNumber: 'hausnummer hausnr housenumber nr nummer',
  postalCode: 'plz postleitzahl postalcode zip zipcode postcode venuezip',
  city: 'stadt city gemeinde wohnort venuecity',
  stadtteil: 'stadtteil veedel viertel ortsteil quartier neighbourhood',
  district: 'sozialraum bezirk district sozialraumgebiet',
  website:
    'website webseite web url link homepage internet internetseite internetadresse eventwebsite mehrinfos',
  publicEmail: 'email mail emailadresse kontaktemail kontaktmail contactemail',
  publicPhone: 'telefon tel phone telefonnummer phonenumber fon kontakttelefon rufnummer',
  price:
    'preis eintritt kosten price cost kostenbeitrag teilnahmegebuehr gebuehr eventcost beitrag eintrittspreis',
  free: 'kostenlos kostenfrei gratis free eintrittfrei',
  topics:
    'thema kategorie kategorien category categories themen topics topic rubrik schlagworte tags eventcategory sparte art',
  audiences: 'zielgruppe zielgruppen audience audiences fuerwen altersgruppe',
  registrationUrl:
    'anmeldelink anmeldung registration registrationurl ticketlink tickets anmeldeurl buchung',
  onlineUrl: 'onlinelink zoomlink videolink meetinglink onlineurl',
  organisation:
    'veranstalter organisation traeger verein anbieter organizer organiser institution organisationsname eventorganizername einrichtungtraeger',
  offer: 'angebot angebote offer leistungen leistung services',
  openingHours: 'oeffnungszeiten oeffnungszeit openinghours sprechzeiten sprechstunden zeiten',
  uid: 'uid id eventid nummerid kennung laufendenummer lfdnr',
} as const;

export type ColumnField = keyof typeof COLUMN_NAMES;
export const COLUMN_FIELDS = Object.keys(COLUMN_NAMES) as ColumnField[];
/** Of these there is one in an event's row, of those one in an address's. */
export const ONLY_EVENTS: readonly string[] = [
  'when',
  'startDate',
  'startTime',
  'endDate',
  'endTime',
];
export const ONLY_ENTRIES: readonly string[] = ['offer', 'openingHours'];

const byName = new Map<string, ColumnField>();
for (const field of COLUMN_FIELDS) {
  byName.set(field.toLowerCase(), field);
  for (const name of COLUMN_NAMES[field].toLowerCase().split(' ')) {
    if (!byName.has(name)) byName.set(name, field);
  }
}

const MAX_COLUMNS = 60;

/** The field that a heading names, or empty. */
export function matchHeading(heading: string): ColumnField | '' {
  const key = fold(heading).replace(/[^a-z0-9]+/g, '');
  if (key === '') return '';
  const exact = byName.get(key);
  if (exact !== undefined) return exact;
  // “Datum der Veranstaltung”, “Preis (Euro)”: the first word that says something decides.
  for (const word of fold(heading).split(/[^a-z0-9]+/)) {
    const found = byName.get(word);
    if (found !== undefined && word.length > 2) return found;
  }
  return '';
}

// “Beginn” heads a column of days as often as one of times, beside “Datum”: what stands in it tells.
const TIME_OF: Readonly<Record<string, ColumnField>> = {
  startDate: 'startTime',
  endDate: 'endTime',
};
const holdsTime = (example: string): boolean =>
  !/\d[./-]\d{1,2}[./-]|\d{4}/.test(example) && readSpokenTimes(example) !== undefined;

/** Matches each heading to a field; no field twice, the better match wins. */
export function matchColumns(headings: readonly string[], examples: readonly string[]): Column[] {
  const taken = new Set<string>();
  const isExact = (heading: string) => byName.has(fold(heading).replace(/[^a-z0-9]+/g, ''));
  const order = headings
    .slice(0, MAX_COLUMNS)
    .map((heading, index) => ({ heading, index }))
    .sort((a, b) => Number(isExact(b.heading)) - Number(isExact(a.heading)) || a.index - b.index);
  const fields = new Map<number, string>();
  for (const { heading, index } of order) {
    const named = matchHeading(heading);
    const field = holdsTime(examples[index] ?? '') ? (TIME_OF[named] ?? named) : named;
    if (field === '' || taken.has(field)) continue;
    taken.add(field);
    fields.set(index, field);
  }
  return headings.slice(0, MAX_COLUMNS).map((heading, index) => ({
    index,
    heading,
    field: fields.get(index) ?? '',
    example: examples[index] ?? '',
  }));
}
