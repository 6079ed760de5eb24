import type { Sharp } from 'sharp';
import { PICTURE_SIZES, type PictureSize } from './picture-sizes.ts';

/** Loaded with the first picture: most starts see none for a while. */
export async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // Two cores serve the pages as well.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

export interface WrittenPicture {
  readonly files: Readonly<Record<PictureSize, Buffer>>;
  /** Of the large file. */
  readonly width: number;
  readonly height: number;
}

/**
 * Writes a picture anew in every size, as WebP. Only pixels go through: whatever the source carried
 * along (place, camera, name, colour profile) is not there to be kept. It is unpacked once.
 */
export async function writeSizes(source: Sharp): Promise<WrittenPicture> {
  const sharp = await loadSharp();
  const fit = (image: Sharp, pixels: number) =>
    image.resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true });
  const { data, info } = await fit(source.toColourspace('srgb'), PICTURE_SIZES.large.pixels)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const write = (size: PictureSize) =>
    fit(sharp(data, { raw: { width, height, channels } }), PICTURE_SIZES[size].pixels)
      .webp({ quality: PICTURE_SIZES[size].quality, effort: 5 })
      .toBuffer();
  return {
    files: {
      large: await write('large'),
      medium: await write('medium'),
      small: await write('small'),
    },
    width,
    height,
  };
}

/** The picture a quarter turn to the right, written anew from its large file. */
export async function turnPicture(large: Buffer): Promise<WrittenPicture> {
  const sharp = await loadSharp();
  return writeSizes(sharp(large).rotate(90));
}
