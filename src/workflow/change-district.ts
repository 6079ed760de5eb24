import { createHash } from 'node:crypto';
import { keepAttachmentFor } from '../db/attachments.ts';
import { markSitesChanged } from '../db/counters.ts';
import { changeDistrict as save, lockDistrict } from '../db/districts.ts';
import type { District } from '../db/places.ts';
import type { DistrictWords } from '../domain/district-form.ts';
import { NotFound, NotPermitted, OutOfDate } from '../domain/errors.ts';
import type { Picture } from '../domain/kinds/content.ts';
import { mayAdminister, type Account } from '../domain/permissions.ts';
import type { WorkflowParts } from './parts.ts';

/** Stands for what a page showed of a district: with another one by now, somebody was quicker. */
export function stampOf(district: District): string {
  const { outline: _, ...shown } = district;
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
}

/** The picture of a district is kept as long as it shows it. */
export const pictureOwner = (district: Pick<District, 'id'>): string => `district ${district.id}`;

/** Saves what a district says of itself. Throws `OutOfDate` if it is no longer what `stamp` stood for. */
export async function changeDistrict(
  parts: WorkflowParts,
  by: Account,
  id: string,
  stamp: string,
  words: DistrictWords,
  picture: Picture | null,
): Promise<void> {
  if (!mayAdminister(by)) throw new NotPermitted('changeDistrict');
  await parts.db.transact(async (tx) => {
    const district = await lockDistrict(tx, id);
    if (district === undefined) throw new NotFound(`district ${id}`);
    if (stampOf(district) !== stamp) throw new OutOfDate(0);
    await save(tx, id, { ...words, picture });
    await keepAttachmentFor(tx, pictureOwner(district), picture?.id ?? '', true);
    await markSitesChanged(tx);
  });
}
