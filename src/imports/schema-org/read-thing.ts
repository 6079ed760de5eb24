import { createHash } from 'node:crypto';
import type { FieldProblem } from '../../domain/errors.ts';
import { dayOf } from '../../domain/time.ts';
import type { ImportedRow, ImportScene } from '../imported-row.ts';
import { matchAudiences, matchTopics } from '../match-words.ts';
import { splitDescription } from '../plain-text.ts';
import { withoutEmpty } from '../without-empty.ts';
import { readSchemaHours } from './hours.ts';
import { readSchemaPlaces } from './places.ts';
import { readSchemaTimes } from './times.ts';
import { isThing, textOf, webAddress, type Thing } from './values.ts';

/** An event or an organisation as a row, with notes on what it says and a form cannot take. */
export function readThing(
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
  const places = readSchemaPlaces(location, scene);
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
            textOf(isThing(thing['audience']) ? thing['audience']['audienceType'] : undefined),
          ]),
        }
      : {
          organisation: title.slice(0, 160),
          publicEmail: textOf(thing['email']).replace(/^mailto:/i, ''),
          publicPhone: textOf(thing['telephone']),
          openingHours: readSchemaHours(thing),
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
