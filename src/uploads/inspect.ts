import { Invalid } from '../domain/errors.ts';
import { inWorkshop } from './workshop.ts';
import type { WrittenPicture } from './write-sizes.ts';

export const MAX_UPLOAD_BYTES = 12_000_000;

/**
 * Takes a JPEG, PNG, WebP, AVIF or HEIC by what its bytes are, and gives it back written anew:
 * upright, in our sizes, without any metadata. Throws `Invalid`.
 */
export async function inspectPicture(bytes: Buffer, field: string): Promise<WrittenPicture> {
  // What brings the decoder down is as broken as what it cannot read.
  const { refused, picture } =
    (await inWorkshop('readPicture', bytes).catch(() => undefined)) ?? {};
  if (picture === undefined) throw new Invalid([{ field, message: refused ?? 'pictureBroken' }]);
  return picture;
}

/** A picture of ours a quarter turn to the right, written anew from its large file. */
export async function turnPicture(large: Buffer): Promise<WrittenPicture> {
  const { picture } = await inWorkshop('turnPicture', large);
  if (picture === undefined) throw new Error('a picture could not be turned');
  return picture;
}

/**
 * Accepts a PDF that only shows pages, and paints the first of them. What cannot be painted has no
 * preview and is a flyer all the same. Throws `Invalid`.
 */
export async function inspectFlyer(
  bytes: Buffer,
  field: string,
): Promise<WrittenPicture | undefined> {
  const refuse = (message: string) => new Invalid([{ field, message }]);
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw refuse('flyerType');
  const check = await inWorkshop('checkFlyer', bytes).catch(() => ({ refused: 'flyerActive' }));
  if (check.refused !== undefined) throw refuse(check.refused);
  const painted = await inWorkshop('paintFlyer', bytes).catch(() => undefined);
  return painted?.picture;
}
