import type { City, District } from '../../db/places.ts';
import type { Account } from '../../domain/permissions.ts';

/** The districts that this person may write for. */
export function writableDistricts(account: Account, city: City): District[] {
  const own = account.districtIds.flatMap((id) => city.byId.get(id) ?? []);
  const isMissing = account.isEditor && !own.includes(city.portal);
  return isMissing ? [city.portal, ...own] : own;
}
