import type { ImportScene } from '../imported-row.ts';
import { readLocation, splitStreet } from '../read-location.ts';
import { isThing, textOf, webAddress } from './values.ts';

/** Where something is: a line of text, a place with its address, a link to join in, or several of them. */
export function readSchemaPlaces(location: unknown, scene: ImportScene): Record<string, string> {
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
