import type { City } from '../db/places.ts';
import type { CommonContent } from '../domain/kinds/content.ts';

type Placed = Pick<
  CommonContent,
  'placeName' | 'street' | 'houseNumber' | 'postalCode' | 'city' | 'stadtteil'
>;

export const streetOf = ({ street, houseNumber }: Placed): string =>
  [street, houseNumber].filter(Boolean).join(' ');

/** The lines of an address, as far as they are known: “Bürgerhaus”, “Vietorstraße 40”, “51103 Köln”. */
export function listPlace(content: Placed, city: City): string[] {
  const town = [content.postalCode, content.city].filter(Boolean).join(' ');
  const stadtteil = city.stadtteilByCode.get(content.stadtteil)?.name ?? '';
  const lines = [content.placeName, streetOf(content), town].filter(Boolean);
  // Where there is no address, the quarter is what one can go by.
  return lines.length > 0 ? lines : [stadtteil].filter(Boolean);
}
