import { createHash } from 'node:crypto';
import type { FieldProblem } from '../../domain/errors.ts';
import { cleanLine } from '../../domain/text.ts';
import { dayOf } from '../../domain/time.ts';
import { decodeText } from '../decode-text.ts';
import type { Imported, ImportedRow, ImportProblem, ImportScene } from '../imported-row.ts';
import { matchAudiences, matchTopics } from '../match-words.ts';
import { decodeEntities, splitDescription } from '../plain-text.ts';
import { withoutEmpty } from '../without-empty.ts';
import { readLocation, splitStreet } from '../read-location.ts';
import { findJson, listThings } from './find-json.ts';
import { readSchemaTimes } from './times.ts';

type Thing = Readonly<Record<string, unknown>>;

const ORGANISATIONS =
  /(?:Organization|NGO|LocalBusiness|Place|Library|School|Store|CivicStructure|Church|Museum|Office|Center|Centre)$/;

/** Events and organisations that a page describes for search engines (schema.org), as rows. */
export function readSchemaOrg(bytes: Uint8Array, scene: ImportScene): Imported {
  const problems: ImportProblem[] = [];
  const rows: ImportedRow[] = [];
  const scripts = findJson(decodeText(bytes).replace(/^\uFEFF/, ''));
  if (scripts.length === 0) return { rows, problems: [{ message: 'noSchemaOrg' }] };
  const seen = new Set<string>();
  for (const script of scripts) {
    const value = parse(script);
    if (value === undefined) {
      problems.push({ message: 'jsonBroken' });
      continue;
    }
    for (const thing of listThings(value)) {
      const types = [thing['@type']].flat().filter((type) => typeof type === 'string');
      const isEvent = types.some((type) => /(?:Event|Festival|CourseInstance)$/.test(type));
      const isOrganisation = types.some((type) => ORGANISATIONS.test(type));
      // What only names itself is a part of another thing, such as the organiser of an event.
      const saysEnough = isEvent
        ? thing['startDate'] !== undefined || textOf(thing['name']) !== ''
        : thing['address'] !== undefined && textOf(thing['name']) !== '';
      if ((!isEvent && !isOrganisation) || !saysEnough) continue;
      if (rows.length >= scene.maxRows) {
        problems.push({
          message: 'tooManyRows',
          values: { max: scene.maxRows, count: rows.length + 1 },
        });
        return { rows, problems };
      }
      const row = readThing(thing, isEvent ? 'event' : 'entry', rows.length + 1, scene);
      if (seen.has(row.uid)) continue;
      seen.add(row.uid);
      rows.push(row);
    }
  }
  // The association that publishes a page full of events is no address to hand in beside them.
  const events = rows.filter((row) => row.kind === 'event');
  const kept = events.length > 0 ? events : rows;
  if (kept.length === 0 && problems.length === 0) problems.push({ message: 'noSchemaOrg' });
  return { rows: kept, problems };
}

function parse(text: string): unknown {
  try {
    // Line breaks within strings are forbidden and common.
    return JSON.parse(text.replace(/[\u0000-\u001f]+/g, ' ')) as unknown;
  } catch {
    return undefined;
  }
}

function readThing(
  thing: Thing,
  kind: 'event' | 'entry',
  number: number,
  scene: ImportScene,
): ImportedRow {
  const notes: FieldProblem[] = [];
  const title = textOf(thing['name']);
  const location = kind === 'event' ? thing['location'] : thing;
  const text = splitDescription(textOf(thing['description'], 20_000));
  const status = textOf(thing['eventStatus']);
  const offers = [thing['offers']].flat().filter(isThing);
  const price =
    offers.map((offer) => textOf(offer['price'] ?? offer['lowPrice'])).find((one) => one !== '') ??
    '';
  const free =
    thing['isAccessibleForFree'] === true ||
    /^true$/i.test(textOf(thing['isAccessibleForFree'])) ||
    /^0(?:[.,]0+)?$/.test(price);
  const currency = textOf(offers[0]?.['priceCurrency']) || 'EUR';
  const times = kind === 'event' ? readSchemaTimes(thing, scene.clock.zone) : {};
  const words = [
    textOf(thing['keywords']),
    ...[thing['@type']].flat().map((type) => textOf(type).replace(/([a-z])([A-Z])/g, '$1 $2')),
  ];
  const places = readPlaces(location, scene);
  // An organisation's own name is not the name of a place that it lies in.
  if (places['placeName'] === title) delete places['placeName'];
  const all: Record<string, string | readonly string[]> = {
    title: title.slice(0, 120),
    ...text,
    ...times,
    ...places,
    website: webAddress(textOf(thing['url'])),
    ...(kind === 'event'
      ? {
          ...(free
            ? { free: 'yes' }
            : price === ''
              ? {}
              : { price: `${price} ${currency === 'EUR' ? '€' : currency}` }),
          registrationUrl: webAddress(textOf(offers[0]?.['url'])),
          topics: matchTopics(words),
          audiences: matchAudiences([
            textOf((thing['audience'] as Thing | undefined)?.['audienceType']),
          ]),
        }
      : {
          organisation: title.slice(0, 160),
          publicEmail: textOf(thing['email']).replace(/^mailto:/i, ''),
          publicPhone: textOf(thing['telephone']),
          openingHours: readOpeningHours(thing),
        }),
  };
  const answers = withoutEmpty(all);
  const cancelled = /EventCancelled$/.test(status);
  if (cancelled) notes.push({ field: 'startDate', message: 'cancelled' });
  if (/EventPostponed$/.test(status)) notes.push({ field: 'startDate', message: 'postponed' });
  if (thing['eventSchedule'] !== undefined)
    notes.push({ field: 'recurrence', message: 'ruleUnreadable' });
  const last = answers['endDate'] ?? answers['startDate'];
  const isPast = typeof last === 'string' && last < dayOf(scene.clock.now, scene.clock.zone);
  const id =
    textOf(thing['@id']) || textOf(thing['url']) || JSON.stringify([title, answers['street']]);
  return {
    kind,
    place: { unit: 'item', number, title },
    // One page may hold all dates of a series under one address.
    uid: `thing-${createHash('sha256')
      .update(`${id}\n${textOf(thing['startDate'])}\n${title}`)
      .digest('hex')
      .slice(0, 32)}`,
    answers,
    notes,
    leaveOut: cancelled || isPast,
  };
}

function readPlaces(location: unknown, scene: ImportScene): Record<string, string> {
  const found: Record<string, string> = {};
  for (const place of [location].flat()) {
    if (typeof place === 'string')
      Object.assign(found, withoutFlag(readLocation(textOf(place), scene)));
    if (!isThing(place)) continue;
    if (/VirtualLocation/.test(JSON.stringify(place['@type'] ?? ''))) {
      found['onlineUrl'] = webAddress(textOf(place['url']));
      found['attendance'] = found['onlineUrl'] === '' ? '' : 'online';
      continue;
    }
    const address = place['address'];
    if (typeof address === 'string')
      Object.assign(found, withoutFlag(readLocation(textOf(address), scene)));
    else if (isThing(address)) {
      const line = [textOf(address['postalCode']), textOf(address['addressLocality'])]
        .join(' ')
        .trim();
      Object.assign(
        found,
        withoutFlag(readLocation(/^\d{5}/.test(line) ? line : '', scene)),
        textOf(address['addressLocality']) !== '' && !/^\d{5}/.test(line)
          ? { city: textOf(address['addressLocality']) }
          : {},
        textOf(address['streetAddress']) === ''
          ? {}
          : splitStreet(textOf(address['streetAddress'])),
      );
    }
    if (place['@type'] !== undefined && textOf(place['name']) !== '')
      found['placeName'] = textOf(place['name']).slice(0, 200);
  }
  if (found['attendance'] === 'online' && found['street'] !== undefined)
    found['attendance'] = 'hybrid';
  return found;
}

function withoutFlag(location: ReturnType<typeof readLocation>): Record<string, string> {
  const { online: _, ...rest } = location;
  return rest;
}

function readOpeningHours(thing: Thing): string {
  const plain = [thing['openingHours']]
    .flat()
    .map((one) => textOf(one))
    .filter(Boolean);
  const specified = [thing['openingHoursSpecification']]
    .flat()
    .filter(isThing)
    .map((one) => {
      const days = [one['dayOfWeek']]
        .flat()
        .map((day) => GERMAN_DAYS[textOf(day).split('/').at(-1) ?? ''] ?? '');
      return `${days.filter(Boolean).join(', ')} ${textOf(one['opens'])}–${textOf(one['closes'])} Uhr`.trim();
    });
  const lines = [...plain.map(germanDays), ...specified];
  return lines.join('\n').slice(0, 1_000);
}

const GERMAN_DAYS: Readonly<Record<string, string>> = {
  Monday: 'Montag',
  Tuesday: 'Dienstag',
  Wednesday: 'Mittwoch',
  Thursday: 'Donnerstag',
  Friday: 'Freitag',
  Saturday: 'Samstag',
  Sunday: 'Sonntag',
};

/** “Mo-Fr 09:00-17:00” is how schema.org writes it; only the letters differ from German. */
function germanDays(text: string): string {
  const short: Readonly<Record<string, string>> = { Tu: 'Di', We: 'Mi', Th: 'Do', Su: 'So' };
  return text.replace(/\b(?:Tu|We|Th|Su)\b/g, (day) => short[day] ?? day);
}

/** A text wherever schema.org allows one: plain, one of several, by language, or as a number. */
function textOf(value: unknown, max = 500): string {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'number') return String(one);
  if (isThing(one)) return textOf(one['@value'] ?? one['@id'] ?? one['name'], max);
  if (typeof one !== 'string') return '';
  const text = one.slice(0, max);
  return max > 500 ? text : cleanLine(decodeEntities(text));
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function webAddress(text: string): string {
  return /^https?:\/\/\S{4,490}$/i.test(text) ? text : '';
}
