import type { Request, Response } from 'express';
import type { City, District } from '../../../db/places.ts';
import { NotFound } from '../../../domain/errors.ts';
import { contextOf } from '../../context.ts';

export function districtByCode(city: City, code: unknown): District | undefined {
  return [...city.districts, city.portal].find((district) => district.code === code);
}

/** The district of the address; the portal's own desk has words, too, but neither site nor place. */
export function districtOf(req: Request, res: Response, kind?: 'district'): District {
  const district = districtByCode(contextOf(res).city, req.params['code']);
  if (district === undefined || (kind !== undefined && district.kind !== kind)) {
    throw new NotFound('district');
  }
  return district;
}
